using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.FieldVisits;

/// <summary>Visits over HTTP: planned, begun by asking for the contact, each visitor arriving and leaving, reported. (R3.3)</summary>
public sealed class VisitFunctions(VisitPlanning planning, VisitDay day, VisitWishes wishes, Casework casework, TimeProvider clock)
{
    [Function("GetVisits")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/visits")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await planning.LookAsync(QueryValues.CaseKey(id), cancellation));

    [Function("PlanVisit")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> Plan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await planning.PlanAsync(QueryValues.CaseKey(id), visit: null, await request.ReadAsync<VisitOrder>(clock, cancellation), cancellation));

    /// <summary>The whole of what is planned now.</summary>
    [Function("ChangeVisit")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{visitId}/change")] HttpRequest request, string id, string visitId, CancellationToken cancellation) =>
        Answers.Ok(await planning.PlanAsync(QueryValues.CaseKey(id), visitId, await request.ReadAsync<VisitOrder>(clock, cancellation), cancellation));

    [Function("CallOffVisit")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> CallOff(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{visitId}/call-off")] HttpRequest request, string id, string visitId, CancellationToken cancellation) =>
        Answers.Ok(await planning.CallOffAsync(QueryValues.CaseKey(id), visitId, await request.ReadAsync<VisitCallOff>(clock, cancellation), cancellation));

    [Function("CheckInVisitor")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> CheckIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{contactId}/check-in")] HttpRequest request, string id, string contactId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(clock, cancellation);
        return Answer(await day.CheckInAsync(QueryValues.CaseKey(id), QueryValues.Contact(contactId), posted.Caller, posted.Command, cancellation));
    }

    [Function("CheckOutVisitor")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> CheckOut(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{contactId}/check-out")] HttpRequest request, string id, string contactId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(clock, cancellation);
        return Answer(await day.CheckOutAsync(QueryValues.CaseKey(id), QueryValues.Contact(contactId), posted.Caller, posted.Command, cancellation));
    }

    [Function("ReportVisit")]
    [Roles(Roles.Field, Roles.Supervisor)]
    public async Task<IResult> Report(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/{contactId}/report")] HttpRequest request, string id, string contactId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<VisitReport>(clock, cancellation);
        Casework.RefuseLong(posted.Body.Note);
        return Answer(await day.ReportAsync(QueryValues.CaseKey(id), QueryValues.Contact(contactId), posted.Body, posted.Caller.By, posted.Command, cancellation));
    }

    [Function("ClearVisits")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> Clear(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visits/clearance")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await day.ClearAsync(QueryValues.CaseKey(id), await request.ReadAsync<VisitClearance>(clock, cancellation), cancellation));

    [Function("StateVisitWishes")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field)]
    public async Task<IResult> Wish(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/visit-wishes")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await wishes.StateAsync(QueryValues.CaseKey(id), await request.ReadAsync<VisitWishOrder>(clock, cancellation), cancellation));

    private IResult Answer(CommandResult result) => Answers.Ok(CaseAnswer.Of(casework.View(result.State)));
}
