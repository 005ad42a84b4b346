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
        try
        {
            foreach (var part in parts) warnings.AddRange(await part.WarningsAsync(cancellation));
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            // The app is alive without it, and tells so.
            warnings.Add("storage-away");
        }

        return Answers.Ok(new HealthAnswer(warnings.Count == 0 ? "healthy" : "warnings", clock.GetUtcNow(), warnings));
    }
}

/// <param name="Status"><c>healthy</c>, or <c>warnings</c>: it works, and somebody should look.</param>
/// <param name="BusinessTime">Now, as rules and timers see it.</param>
public sealed record HealthAnswer(string Status, DateTimeOffset BusinessTime, IReadOnlyList<string> Warnings);
