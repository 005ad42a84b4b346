using Collections.Functions.Platform;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Ingestion;

/// <summary>Tells an institution's intake that there is something in its queue; starts it when it is not there.</summary>
public sealed class IntakeDoorbell(DurableTaskClient client)
{
    public const string Bell = "file";

    public static string InstanceId(string institution) => $"intake-{institution}";

    public Task RingAsync(string institution, CancellationToken cancellation) =>
        client.WakeAsync(nameof(IntakeOrchestration), InstanceId(institution), new IntakeTurn(institution, null), Bell, institution, cancellation);
}
