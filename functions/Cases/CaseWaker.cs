using Collections.Functions.Platform;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Cases;

/// <summary>The one way to wake a case's orchestration. Losing a nudge costs a delay only: the sweeper comes by.</summary>
public sealed class CaseWaker(DurableTaskClient client)
{
    public const string Nudge = "nudge";

#pragma warning disable CS0618 // ContinuedAsNew: hosts of earlier versions still report it for an instance that lives on.
    private static readonly OrchestrationRuntimeStatus[] Alive =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew,
    ];
#pragma warning restore CS0618

    /// <summary>Tells the case's orchestration that the stream has reached a version; starts it when it is not there.</summary>
    public async Task NudgeAsync(CaseKey key, long version, CancellationToken cancellation)
    {
        if (await TryRaiseAsync(key, version, cancellation)) return;
        if (await StartAsync(key, cancellation)) return;
        await TryRaiseAsync(key, version, cancellation);
    }

    /// <summary>Starts the case's orchestration unless it is alive. True if it was started.</summary>
    public async Task<bool> StartAsync(CaseKey key, CancellationToken cancellation)
    {
        try
        {
            var options = new StartOrchestrationOptions(key.Value).WithDedupeStatuses(Alive);
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(CaseOrchestration), key, options, cancellation);
            return true;
        }
        catch (Exception e) when (e is OrchestrationAlreadyExistsException || Grpc(e) == "AlreadyExists")
        {
            return false;
        }
    }

    private async Task<bool> TryRaiseAsync(CaseKey key, long version, CancellationToken cancellation)
    {
        try
        {
            await client.RaiseEventAsync(key.Value, Nudge, version, cancellation);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException || Grpc(e) is "NotFound" or "FailedPrecondition" or "Unknown")
        {
            return false;
        }
    }

    /// <summary>Status code of an RpcException, by name: the hosted client's failures arrive over gRPC, whose package the app does not name.</summary>
    private static string? Grpc(Exception e) =>
        e.GetType().FullName == "Grpc.Core.RpcException" ? e.GetType().GetProperty("StatusCode")?.GetValue(e)?.ToString() : null;
}
