using Grpc.Core;
using Microsoft.DurableTask;

namespace Collections.Local.Durable;

/// <summary>What the Functions host refuses, in the words in which the worker's client hears it.</summary>
internal static class Refusals
{
    private const int LongestInstanceId = 256;

    public static void UnknownOrchestrator(TaskCatalog catalog, TaskName name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (catalog.Orchestrator(name.Name) is null)
        {
            throw Rpc(
                StatusCode.Internal,
                $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known"
                + $" orchestrator functions: {string.Join(", ", catalog.OrchestratorNames.Select(known => $"'{known}'"))}.");
        }
    }

    public static void BadInstanceId(string? instanceId)
    {
        if (instanceId is null)
            return;
        if (instanceId.StartsWith('@'))
            throw new ArgumentException("Orchestration instance ids must not start with '@'.", nameof(instanceId));
        if (instanceId.Length > LongestInstanceId)
            throw new ArgumentException($"Instance ID lengths must not exceed {LongestInstanceId} characters.", nameof(instanceId));
        if (instanceId.AsSpan().IndexOfAny("/\\#?") >= 0 || instanceId.Any(char.IsControl))
            throw new ArgumentException(@"Orchestration instance ids must not contain /, \, #, ?, or control characters.", nameof(instanceId));
    }

    public static void NotThereToTakeIt(string instanceId, InstanceState? target)
    {
        if (target is null)
            throw Rpc(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found.");
        if (target.IsFinished)
            throw Rpc(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running.");
    }

    private static RpcException Rpc(StatusCode code, string detail) => new(new Status(code, detail));
}
