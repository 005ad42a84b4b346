using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Platform;

public sealed class Health(TimeProvider clock, DurableClients clients, IEnumerable<IHealthWarnings> parts)
{
    /// <summary>The app answers, what it takes the time to be, and what will become trouble. A probe reaches every process, so each gets its durable client early.</summary>
    [Function("Health")]
    [Anonymous("Probes have no identity, and it tells nothing but the time and what is missing.")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        clients.Use(client);
        var warnings = new List<string>();
        foreach (var part in parts) warnings.AddRange(await WarningsAsync(part, cancellation));
        return Answers.Ok(new HealthAnswer(warnings.Count == 0 ? "healthy" : "warnings", clock.GetUtcNow(), [.. warnings.Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>A part that cannot answer is a warning by itself: the app is alive without it, and tells so.</summary>
    private static async Task<IReadOnlyList<string>> WarningsAsync(IHealthWarnings part, CancellationToken cancellation)
    {
        try
        {
            return await part.WarningsAsync(cancellation);
        }
#pragma warning disable CA1031 // Whatever it is, the other parts are asked.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return [Outage.Is(failure) ? "storage-away" : $"unusable: {part.GetType().Name}"];
        }
    }
}

/// <param name="Status"><c>healthy</c>, or <c>warnings</c>: it works, and somebody should look.</param>
/// <param name="BusinessTime">Now, as rules and timers see it.</param>
public sealed record HealthAnswer(string Status, DateTimeOffset BusinessTime, IReadOnlyList<string> Warnings);
