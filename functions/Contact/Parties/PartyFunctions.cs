using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Parties;

/// <summary>Who else is on a debt, over HTTP: taken down with a lawful source, shown masked.</summary>
public sealed class PartyFunctions(PartyCommands parties, TimeProvider clock)
{
    [Function("ListParties")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/parties")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await parties.ListAsync(QueryValues.CaseKey(id), cancellation));

    [Function("NameParty")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> Name(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await parties.NameAsync(QueryValues.CaseKey(id), await request.ReadAsync<PartyOrder>(clock, cancellation), cancellation));

    /// <summary>The whole of what is known now.</summary>
    [Function("ChangeParty")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties/{person}")] HttpRequest request, string id, string person, CancellationToken cancellation) =>
        Answers.Ok(await parties.ChangeAsync(QueryValues.CaseKey(id), PersonOf(person), await request.ReadAsync<PartyOrder>(clock, cancellation), cancellation));

    [Function("StopParty")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties/{person}/stop")] HttpRequest request, string id, string person, CancellationToken cancellation) =>
        Answers.Ok(await parties.StopAsync(QueryValues.CaseKey(id), PersonOf(person), await request.ReadAsync<NoBody>(clock, cancellation), cancellation));

    [Function("PartyWrongNumber")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> WrongNumber(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/parties/{person}/wrong-number")] HttpRequest request, string id, string person,
        CancellationToken cancellation) =>
        Answers.Ok(await parties.WrongNumberAsync(QueryValues.CaseKey(id), PersonOf(person), await request.ReadAsync<NoBody>(clock, cancellation), cancellation));

    private static string PersonOf(string id) => id.Length == 16 && id.All(char.IsAsciiHexDigitLower) ? id : throw RefusedException.NotFound("person on this debt");
}
