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

    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>Which instances a list wants; null takes all.</summary>
public sealed record InstanceFilter(
    DateTimeOffset? CreatedFrom, DateTimeOffset? CreatedTo, IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses, string? Prefix)
{
    public bool Takes(InstanceState state) =>
        !(state.CreatedAt < CreatedFrom) && !(state.CreatedAt > CreatedTo)
        && (Statuses is null || Statuses.Contains(state.Status))
        && (Prefix is null || state.InstanceId.StartsWith(Prefix, StringComparison.Ordinal));
}
