namespace Microsoft.DurableTask;

/// <summary>What a retry handler knows when it decides. Attempts count from one.</summary>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);

/// <summary>Decides whether a failed call is tried again.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Decides whether a failed call is tried again; may wait on durable tasks before it answers.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
