using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Cases;

/// <summary>Looking at strategies. (R3, R6.1)</summary>
public sealed class StrategyFunctions(StrategyCatalog strategies)
{
    /// <summary>The newest version's ladder as the text of a Mermaid diagram.</summary>
    [Function("GetStrategyPicture")]
    [Roles(
        Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor, Roles.Administrator)]
    public IResult Picture([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{name}/picture")] HttpRequest request, string name) =>
        strategies.FindNewest(name) is { } strategy ? Results.Text(StrategyPicture.Of(strategy), "text/plain") : throw RefusedException.NotFound("strategy");
}
