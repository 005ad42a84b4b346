using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

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

    /// <summary>Ids of entities are none of orchestrations: Functions keeps them apart by their first character.</summary>
    public static void EntityId(string? instanceId)
    {
        if (instanceId?.StartsWith('@') == true)
        {
            throw new ArgumentException(
                "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, when entity support is enabled.",
                nameof(instanceId));
        }
    }

    public static void BadInstanceId(string? instanceId)
    {
        if (instanceId is null)
            return;
        EntityId(instanceId);
        if (instanceId.Length > LongestInstanceId)
            throw new ArgumentException($"Instance ID lengths must not exceed {LongestInstanceId} characters.", nameof(instanceId));
        if (instanceId.AsSpan().IndexOfAny("/\\#?") >= 0 || instanceId.Any(char.IsControl))
            throw new ArgumentException(@"Orchestration instance ids must not contain /, \, #, ?, or control characters.", nameof(instanceId));
    }

    public static OrchestrationRuntimeStatus UnknownStatus(string name) => Enum.TryParse(name, ignoreCase: true, out OrchestrationRuntimeStatus status)
        ? status
        : throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.");

    public static void NobodyToHear(string instanceId, InstanceState? target)
    {
        if (target is null)
            throw Rpc(StatusCode.NotFound, $"No instance with ID '{instanceId}' was found.");
        if (target.IsFinished)
            throw Rpc(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running.");
    }

    public static void NotNow(string verb, string instanceId, InstanceState? target, bool suits)
    {
        if (target is null)
            throw Rpc(StatusCode.NotFound, $"ArgumentException: No instance with ID '{instanceId}' was found.");
        if (!suits)
        {
            throw Rpc(
                StatusCode.FailedPrecondition,
                $"InvalidOperationException: Cannot {verb} the orchestration instance {instanceId} because instance is in the {target.Status} state.");
        }
    }

    private static RpcException Rpc(StatusCode code, string detail) => new(new Status(code, detail));
}
