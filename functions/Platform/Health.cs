using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Platform;

public sealed class Health(TimeProvider clock, DurableClients clients)
{
    /// <summary>The app answers, and what it takes the time to be. A probe reaches every process, so each gets its durable client early.</summary>
    [Function("Health")]
    [Anonymous("Probes have no identity, and it tells nothing but the time.")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        clients.Use(client);
        return Answers.Ok(new HealthAnswer("healthy", clock.GetUtcNow()));
    }
}

/// <param name="BusinessTime">Now, as rules and timers see it.</param>
public sealed record HealthAnswer(string Status, DateTimeOffset BusinessTime);
