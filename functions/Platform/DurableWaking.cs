using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Platform;

/// <summary>Waking an orchestration whether it is there or not. A lost event costs a delay only where what it tells is stored before.</summary>
internal static class DurableWaking
{
#pragma warning disable CS0618 // ContinuedAsNew: hosts of earlier versions still report it for an instance that lives on.
    private static readonly OrchestrationRuntimeStatus[] Alive =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew,
    ];
#pragma warning restore CS0618

    /// <summary>Raises an event; starts the instance when it is missing or finished; if somebody else just did, raises again.</summary>
    public static async Task WakeAsync<TInput, TEvent>(
        this DurableTaskClient client, string orchestrator, string id, TInput input, string eventName, TEvent payload, CancellationToken cancellation)
    {
        if (await client.TryRaiseAsync(id, eventName, payload, cancellation)) return;
        if (await client.TryStartAsync(orchestrator, id, input, cancellation)) return;
        await client.TryRaiseAsync(id, eventName, payload, cancellation);
    }

    /// <summary>Starts an orchestration unless it is alive. True if it was started.</summary>
    public static async Task<bool> TryStartAsync<TInput>(this DurableTaskClient client, string orchestrator, string id, TInput input, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id).WithDedupeStatuses(Alive), cancellation);
            return true;
        }
        catch (Exception e) when (e is OrchestrationAlreadyExistsException || Grpc(e) == "AlreadyExists")
        {
            return false;
        }
    }

    private static async Task<bool> TryRaiseAsync<TEvent>(this DurableTaskClient client, string id, string eventName, TEvent payload, CancellationToken cancellation)
    {
        try
        {
            await client.RaiseEventAsync(id, eventName, payload, cancellation);
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
