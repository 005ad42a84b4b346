using System.ComponentModel;
using CoreSubOrchestrationFailedException = DurableTask.Core.Exceptions.SubOrchestrationFailedException;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace Microsoft.DurableTask;

/// <summary>Retries by declaration: the first attempt counts, delays grow by the coefficient up to a maximum of one hour by default.</summary>
public class RetryPolicy
{
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        if (maxNumberOfAttempts <= 0)
            throw OutOfRange(nameof(maxNumberOfAttempts), maxNumberOfAttempts, "greater than zero.");
        if (firstRetryInterval <= TimeSpan.Zero)
            throw OutOfRange(nameof(firstRetryInterval), firstRetryInterval, "greater than zero.");
        if (backoffCoefficient < 1.0)
            throw OutOfRange(nameof(backoffCoefficient), backoffCoefficient, "greater or equal to 1.0.");
        if (maxRetryInterval < firstRetryInterval && maxRetryInterval != Timeout.InfiniteTimeSpan)
            throw OutOfRange(nameof(maxRetryInterval), maxRetryInterval, $"greater or equal to the value for {nameof(firstRetryInterval)}.");
        if (retryTimeout < firstRetryInterval && retryTimeout != Timeout.InfiniteTimeSpan)
            throw OutOfRange(nameof(retryTimeout), retryTimeout, $"greater or equal to the value for {nameof(firstRetryInterval)}.");

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        Handle = _ => true;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle { get; private init; }

    [Obsolete("This functionality is not implemented. Will be removed in the future. Use TaskOptions.FromRetryHandler or HandleFailure instead.")]
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>Says whether a failure is worth another attempt; all are by default.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handle = failure => value(Details(failure)
            ?? throw new InvalidOperationException("Unable to create TaskFailureDetails since TaskFailedException nor SubOrchestrationFailedException was not received."));
    }

    private static TaskFailureDetails? Details(Exception failure) => failure switch
    {
        CoreTaskFailedException { FailureDetails: { } details } => TaskFailureDetails.FromCore(details),
        CoreSubOrchestrationFailedException { FailureDetails: { } details } => TaskFailureDetails.FromCore(details),
        _ => null,
    };

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string rule) =>
        new(name, value, $"The value for {name} must be {rule}");
}
