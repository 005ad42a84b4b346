using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Consents;

/// <summary>What debtors say of when and how they want to be contacted, over HTTP.</summary>
public sealed class ConsentFunctions(DebtorConsents consents, TimeProvider clock)
{
    [Function("ListConsents")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/consents")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await consents.ListAsync(QueryValues.CaseKey(id), cancellation));

    [Function("GiveConsent")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Give(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/consents")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await consents.GiveAsync(QueryValues.CaseKey(id), await request.ReadAsync<ConsentOrder>(clock, cancellation), cancellation));

    [Function("WithdrawConsent")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/consents/{evidence}/withdrawal")] HttpRequest request, string id, string evidence,
        CancellationToken cancellation) =>
        Answers.Ok(await consents.WithdrawAsync(QueryValues.CaseKey(id), evidence, await request.ReadAsync<NoBody>(clock, cancellation), cancellation));

    /// <summary>A debtor closes a channel in words; his replies and the bank's files do it by themselves.</summary>
    [Function("OptOut")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> OptOut(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/opt-outs")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await consents.OptOutAsync(QueryValues.CaseKey(id), await request.ReadAsync<OptOutOrder>(clock, cancellation), cancellation));
}
