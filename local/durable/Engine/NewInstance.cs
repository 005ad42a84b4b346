using System.Collections.Immutable;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>An instance to start, and the statuses in which one of the same id blocks it.</summary>
internal sealed record NewInstance(string InstanceId, string Name, string? Input, Func<OrchestrationRuntimeStatus, bool> Blocks)
{
    public DateTimeOffset? StartAt { get; init; }

    public ParentLink? Parent { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static bool BlockedByUnfinished(OrchestrationRuntimeStatus status) => status
        is not (OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated);
}
