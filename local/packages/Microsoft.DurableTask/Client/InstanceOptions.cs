namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is terminated: with which output, and whether its children go with it.</summary>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

/// <summary>How an instance is purged: alone or with its children.</summary>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>Which instances to purge.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    public TimeSpan? Timeout { get; init; }
}
