using Collections.Functions.Cases.Strategies;
using Collections.Functions.Governance;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Cases;

/// <summary>Looking at strategies. (R3, R6.1)</summary>
public sealed class StrategyFunctions(GovernedDocuments documents)
{
    /// <summary>The ladder of the version in force as the text of a Mermaid diagram.</summary>
    [Function("GetStrategyPicture")]
    [Roles(
        Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor, Roles.Administrator)]
    public async Task<IResult> Picture([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{name}/picture")] HttpRequest request, string name, CancellationToken cancellation) =>
        await documents.FindAsync(StrategyKind.Strategies, name, cancellation) is { } document && StrategyKind.Read(document.Json) is { } strategy
            ? Results.Text(StrategyPicture.Of(strategy), "text/plain")
            : throw RefusedException.NotFound("strategy");
}
