using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Agencies;

/// <summary>Placements with agencies over HTTP. (R3.8)</summary>
public sealed class AgencyFunctions(Casework casework, AgencyBook book, PlacementBoard board, AgencyScorecards scorecards, TimeProvider clock)
{
    /// <summary>Asks for a placement; a supervisor and somebody of compliance decide, neither of them who asked.</summary>
    [Function("ProposePlacement")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Compliance)]
    public async Task<IResult> Propose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/placements")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<PlacementOrder>(clock, cancellation);
        var key = QueryValues.CaseKey(id);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var agency = (await book.ForAsync(state.Institution, cancellation))?.Find(posted.Body.Agency)
            ?? throw new RefusedException(422, "unknown-agency", "The institution has no agency of that id in force.");
        if (agency.MostCases is { } most && (await board.ListAsync(state.Institution, agency.Id, cancellation)).Count(row => row.Ended is null) >= most)
            throw new RefusedException(409, "agency-full", $"It has {most} cases already, which is as many as it may.");
        return Answers.Ok(await casework.ExecuteAsync(key, posted, view => AgencyCommands.Propose(view, agency, posted.Caller.Id), cancellation));
    }

    /// <summary>Takes a case back from its agency, or gives up a placement that has not begun.</summary>
    [Function("RecallPlacement")]
    [Roles(Roles.Supervisor, Roles.Compliance)]
    public async Task<IResult> Recall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/placements/recall")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<RecallOrder>(clock, cancellation);
        if (string.IsNullOrWhiteSpace(posted.Body.Reason)) throw new RefusedException(422, "reason-needed", "Say in 'reason' why: it is kept with the debtor's data.");
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, posted.Body.Reason, "recall", (view, note) => AgencyCommands.Recall(view, "person", note), cancellation));
    }

    [Function("ListAgencies")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Compliance, Roles.Administrator, Roles.Auditor)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "agencies")] HttpRequest request, CancellationToken cancellation) =>
        Answers.Ok((await book.ForAsync(InstitutionOf(request), cancellation))?.Agencies ?? []);

    [Function("GetAgencyScorecard")]
    [Roles(Roles.Supervisor, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Scorecard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "agencies/{id}/scorecard")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!AgencyFaults.IsCode(id) || !await book.KnowsAsync(id, cancellation)) throw RefusedException.NotFound("agency");
        return Answers.Ok(await scorecards.OfAsync(InstitutionOf(request), id, cancellation));
    }

    private static string InstitutionOf(HttpRequest request) => request.Query["institution"].ToString() is { } code && AgencyFaults.IsCode(code)
        ? code
        : throw new RefusedException(400, "bad-query", "Name the 'institution'.");
}

/// <param name="Agency">Its id.</param>
public sealed record PlacementOrder(string Agency);

/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record RecallOrder(string Reason);
