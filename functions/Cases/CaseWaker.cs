using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>The one way to wake a case's orchestration. Losing a nudge costs a delay only: the sweeper comes by.</summary>
public sealed class CaseWaker(DurableClients clients)
{
    public const string Nudge = "nudge";

    /// <summary>Tells the case's orchestration that the stream has reached a version; starts it when it is not there.</summary>
    public Task NudgeAsync(CaseKey key, long version, CancellationToken cancellation) =>
        clients.Current?.WakeAsync(nameof(CaseOrchestration), key.Value, key, Nudge, version, cancellation) ?? Task.CompletedTask;

    /// <summary>
    /// Gets a case moving that should have moved: starts its orchestration if that is missing, ended or failed, as one fails that other code began; else nudges it. It starts first,
    /// since where events to the dead vanish without a word a nudge tells nothing.
    /// </summary>
    public async Task ReviveAsync(CaseKey key, CancellationToken cancellation)
    {
        if (!await StartAsync(key, cancellation)) await NudgeAsync(key, long.MaxValue, cancellation);
    }

    /// <summary>Starts the case's orchestration unless it is alive. True if it was started.</summary>
    public Task<bool> StartAsync(CaseKey key, CancellationToken cancellation) =>
        clients.Current?.TryStartAsync(nameof(CaseOrchestration), key.Value, key, cancellation) ?? Task.FromResult(false);
}
