using System.Collections.Immutable;
using DurableTask.Core;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>An orchestration instance as it stands after its last turn, without its history.</summary>
public sealed record InstanceState
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    /// <summary>A number of its own for each generation; results for an earlier one are dropped.</summary>
    public required long Execution { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Until then it is pending.</summary>
    public required DateTimeOffset StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public FailureDetails? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Statuses that an instance does not leave by itself.</summary>
    public static IReadOnlyList<OrchestrationRuntimeStatus> Finished { get; } =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>Which instances a list wants; null takes all.</summary>
public sealed record InstanceFilter(
    DateTimeOffset? CreatedFrom, DateTimeOffset? CreatedTo, IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses, string? Prefix)
{
    public static InstanceFilter All { get; } = new(null, null, null, null);

    /// <summary>Part of the id.</summary>
    public string? IdPart { get; init; }

    /// <summary>The orchestrator, without regard to case.</summary>
    public string? Name { get; init; }

    /// <summary>The instance that called it.</summary>
    public string? ParentId { get; init; }

    public bool Takes(InstanceState state) =>
        !(state.CreatedAt < CreatedFrom) && !(state.CreatedAt > CreatedTo)
        && (Statuses is null || Statuses.Contains(state.Status))
        && (Prefix is null || state.InstanceId.StartsWith(Prefix, StringComparison.Ordinal))
        && (IdPart is null || state.InstanceId.Contains(IdPart, StringComparison.Ordinal))
        && (Name is null || state.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))
        && (ParentId is null || state.Parent?.InstanceId == ParentId);
}

/// <summary>What a store holds: instances in each status that occurs, and timers that have not fired.</summary>
public sealed record StoreCounts(IReadOnlyDictionary<OrchestrationRuntimeStatus, int> Instances, int Timers);
