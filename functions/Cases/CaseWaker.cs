using Collections.Functions.Platform;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Cases;

/// <summary>The one way to wake a case's orchestration. Losing a nudge costs a delay only: the sweeper comes by.</summary>
public sealed class CaseWaker(DurableTaskClient client)
{
    public const string Nudge = "nudge";

    /// <summary>Tells the case's orchestration that the stream has reached a version; starts it when it is not there.</summary>
    public Task NudgeAsync(CaseKey key, long version, CancellationToken cancellation) =>
        client.WakeAsync(nameof(CaseOrchestration), key.Value, key, Nudge, version, cancellation);

    /// <summary>Starts the case's orchestration unless it is alive. True if it was started.</summary>
    public Task<bool> StartAsync(CaseKey key, CancellationToken cancellation) =>
        client.TryStartAsync(nameof(CaseOrchestration), key.Value, key, cancellation);
}
