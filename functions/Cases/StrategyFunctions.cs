using System.Globalization;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Cases;

/// <summary>Looking at strategies. (R3, R6.1)</summary>
public sealed class StrategyFunctions(StrategyOverview strategies)
{
    /// <summary>All strategies in their versions, and which is in force for whom.</summary>
    [Function("ListStrategies")]
    [Roles(
        Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor, Roles.Administrator)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies")] HttpRequest request, CancellationToken cancellation) =>
        Answers.Ok(await strategies.ListAsync(cancellation));

    /// <summary>The ladder of the version in force, or of any that was let in (<c>version</c>), as the text of a Mermaid diagram.</summary>
    [Function("GetStrategyPicture")]
    [Roles(
        Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor, Roles.Administrator)]
    public async Task<IResult> Picture([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "strategies/{name}/picture")] HttpRequest request, string name, CancellationToken cancellation) =>
        await strategies.FindAsync(name, VersionOf(request), cancellation) is { } strategy
            ? Results.Text(StrategyPicture.Of(strategy), "text/plain")
            : throw RefusedException.NotFound("strategy");

    private static int? VersionOf(HttpRequest request) => (string?)request.Query["version"] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw new RefusedException(400, "bad-query", "'version' is the number of a version, such as 2."),
    };
}
