using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Points;

/// <summary>How a debtor can be reached, over HTTP: shown masked, added with a lawful source, reported when it does not work. (R2.4)</summary>
public sealed class PointFunctions(PointCommands points, TimeProvider clock)
{
    [Function("ListContactPoints")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/contact-points")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await points.ListAsync(QueryValues.CaseKey(id), cancellation));

    [Function("AddContactPoint")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contact-points")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await points.AddAsync(QueryValues.CaseKey(id), await request.ReadAsync<PointOrder>(clock, cancellation), cancellation));

    [Function("ReportContactPoint")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Report(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contact-points/{point}/report")] HttpRequest request, string id, string point, CancellationToken cancellation) =>
        Answers.Ok(await points.ReportAsync(QueryValues.CaseKey(id), PointOf(point), await request.ReadAsync<PointReport>(clock, cancellation), cancellation));

    private static string PointOf(string text) => text is { Length: >= 16 and <= 64 } && text.All(char.IsAsciiHexDigitLower) ? text : throw RefusedException.NotFound("contact point");
}
