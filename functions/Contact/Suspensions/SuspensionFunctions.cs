using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>Lawful reasons that stop contact for a time, over HTTP. Who may do what is in <see cref="SuspensionRule"/>.</summary>
public sealed class SuspensionFunctions(DebtorSuspensions suspensions, TimeProvider clock)
{
    private static readonly string[] WithDebtor = [Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal];

    [Function("ListSuspensions")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/suspensions")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await suspensions.ListAsync(QueryValues.CaseKey(id), WithDebtor.Any(request.Caller().Is), cancellation));

    [Function("SetSuspension")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Set(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/suspensions")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await suspensions.SetAsync(QueryValues.CaseKey(id), await request.ReadAsync<SuspensionOrder>(clock, cancellation), cancellation));

    [Function("LiftSuspension")]
    [Roles(Roles.Supervisor, Roles.Compliance, Roles.Legal)]
    public async Task<IResult> Lift(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/suspensions/{suspensionId}/lift")] HttpRequest request, string id, string suspensionId,
        CancellationToken cancellation) =>
        Answers.Ok(await suspensions.LiftAsync(QueryValues.CaseKey(id), suspensionId, await request.ReadAsync<SuspensionEnd>(clock, cancellation), cancellation));
}
