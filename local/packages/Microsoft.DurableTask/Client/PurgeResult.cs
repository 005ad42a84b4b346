namespace Microsoft.DurableTask.Client;

/// <summary>How many instances a purge has removed.</summary>
public class PurgeResult
{
    public PurgeResult(int count) => PurgedInstanceCount =
        count >= 0 ? count : throw new ArgumentException("Count must be non-negative", nameof(count));

    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    public int PurgedInstanceCount { get; }

    public bool? IsComplete { get; }
}
