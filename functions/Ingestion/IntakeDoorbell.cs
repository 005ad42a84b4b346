using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Tells an institution's intake that there is something in its queue; starts it when it is not there.</summary>
public sealed class IntakeDoorbell(DurableClients clients)
{
    public const string Bell = "file";

    public static string InstanceId(string institution) => $"intake-{institution}";

    public Task RingAsync(string institution, CancellationToken cancellation) =>
        clients.Current?.WakeAsync(nameof(IntakeOrchestration), InstanceId(institution), new IntakeTurn(institution, null), Bell, institution, cancellation)
        ?? throw new InvalidOperationException("No durable client is bound yet: the file's trigger tries again.");
}
