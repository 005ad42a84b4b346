using System.Text.Json;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Risk.Reasons;

public sealed class CircumstanceFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>Takes down why a debtor does not pay, what he works, and what he can afford; corrects what a file or a rule said. (R2.1)</summary>
    [Function("StateCircumstances")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> State(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/circumstances")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<CircumstanceReport>(clock, cancellation);
        var report = posted.Body;

        // The debtor's figures are his own: they stand with his words, and the case holds what follows from them.
        var text = report.Means is null ? report.Note : $"{report.Note}\n{JsonSerializer.Serialize(report.Means, CollectionsJson.Options)}".TrimStart();
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, text, "circumstances", (view, note) => CircumstanceCommands.State(view, report, posted.Caller.Id, note), cancellation));
    }
}
