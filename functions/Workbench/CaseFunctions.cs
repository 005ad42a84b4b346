using Collections.Functions.Agencies;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Workbench;

/// <summary>Reading a case.</summary>
public sealed class CaseFunctions(Casework casework, Timeline timeline, DebtorProfiles profiles, CaseSearch search, TimeProvider clock)
{
    /// <summary>Roles that work with debtors; auditors and compliance see cases without their names.</summary>
    private static readonly string[] WithDebtor = [Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist];

    [Function("GetCase")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist, Roles.Compliance, Roles.Auditor, Roles.Agency)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var view = await casework.ViewAsync(QueryValues.CaseKey(id), cancellation);
        AgencyAccess.Check(view.State, request.Caller());
        if (AgencyAccess.Of(request.Caller()) is not null)
            return Answers.Ok(AgencyCaseAnswer.Of(view, await profiles.LoadAsync(view.State.Debtor, cancellation) is { } known ? DebtorCard.Of(known) : null));
        var profile = WithDebtor.Any(request.Caller().Is) ? await profiles.LoadAsync(view.State.Debtor, cancellation) : null;
        return Answers.Ok(CaseAnswer.Of(view, profile is null ? null : DebtorCard.Of(profile)));
    }

    /// <summary>Finds cases by what somebody on the telephone can name. A POST, since addresses are logged and numbers are not to be.</summary>
    [Function("SearchCases")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Search([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "search")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<SearchWish>(clock, cancellation);
        return Answers.Ok(await search.FindAsync(posted.Body, WithDebtor.Any(posted.Caller.Is), cancellation));
    }

    /// <summary>The case's facts in order.</summary>
    [Function("GetTimeline")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist, Roles.Compliance, Roles.Auditor, Roles.Agency)]
    public async Task<IResult> GetTimeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/timeline")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (AgencyAccess.Of(request.Caller()) is not null)
        {
            var state = (await casework.ViewAsync(QueryValues.CaseKey(id), cancellation)).State;
            AgencyAccess.Check(state, request.Caller());
            var page = await timeline.ReadAsync(state.Key, Math.Max(request.Number("after") ?? 0, state.Agency.Placed!.Sequence - 1), request.Take(), withTexts: false, cancellation);
            return Answers.Ok(AgencyCaseAnswer.Own(page, state.Agency.Placed));
        }

        var withTexts = WithDebtor.Any(request.Caller().Is);
        return Answers.Ok(await timeline.ReadAsync(QueryValues.CaseKey(id), request.Number("after") ?? 0, request.Take(), withTexts, cancellation));
    }
}
