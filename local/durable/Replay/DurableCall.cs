using System.Runtime.ExceptionServices;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using CoreOrchestrationException = DurableTask.Core.Exceptions.OrchestrationException;
using CoreSubOrchestrationFailedException = DurableTask.Core.Exceptions.SubOrchestrationFailedException;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace Collections.Local.Durable;

/// <summary>A call of an activity or a sub-orchestration with its retries. Delays are durable timers, so they survive and replay like everything else.</summary>
internal sealed class DurableCall(ReplayContext context, OperationKind kind, string name, string? input, string child)
{
    public async Task<T> RunAsync<T>(TaskRetryOptions? retry, DataConverter converter)
    {
        try
        {
            if (retry?.Policy is { } policy)
                return await WithPolicy<T>(policy, converter);
            if (retry?.Handler is { } handler)
                return await WithHandler<T>(handler, converter);
            return await Once<T>(converter);
        }
        catch (CoreTaskFailedException failure)
        {
            throw new TaskFailedException(name, failure.ScheduleId, failure);
        }
        catch (CoreSubOrchestrationFailedException failure)
        {
            throw new TaskFailedException(name, failure.ScheduleId, Failures.Public(failure.FailureDetails!));
        }
    }

    private async Task<T> Once<T>(DataConverter converter)
    {
        string? result = await context.Schedule(kind, name, input, child).Task;
        return result is null ? default! : converter.Deserialize<T>(result)!;
    }

    private async Task<T> WithPolicy<T>(RetryPolicy policy, DataConverter converter)
    {
        DateTime firstAttempt = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            Exception failure;
            try
            {
                return await Once<T>(converter);
            }
            catch (Exception caught) when (caught is not CoreOrchestrationException { FailureDetails.IsNonRetriable: true })
            {
                // A result of the wrong type too: the official engine asks for another.
                failure = caught;
            }

            if (attempt == policy.MaxNumberOfAttempts)
            {
                // The official engine ends with a timer that waits for nothing; task ids have to count the same here.
                await context.Timer(context.CurrentUtcDateTime, CancellationToken.None);
                ExceptionDispatchInfo.Throw(failure);
            }

            if (!IsWorthRetrying(policy, failure, firstAttempt))
                ExceptionDispatchInfo.Throw(failure);
            await context.Timer(context.CurrentUtcDateTime.Add(Delay(policy, attempt)), CancellationToken.None);
        }
    }

    private bool IsWorthRetrying(RetryPolicy policy, Exception failure, DateTime firstAttempt)
    {
        try
        {
            return policy.Handle(failure)
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime < firstAttempt + policy.RetryTimeout);
        }
#pragma warning disable CA1031 // A handler that throws ends the retries; the call's own failure is what the orchestrator has to see.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static TimeSpan Delay(RetryPolicy policy, int attempt)
    {
        double milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        TimeSpan longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private async Task<T> WithHandler<T>(AsyncRetryHandler handler, DataConverter converter)
    {
        DateTime firstAttempt = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await Once<T>(converter);
            }
            catch (CoreOrchestrationException failure) when (failure.FailureDetails?.IsNonRetriable != true)
            {
                context.CreateReplaySafeLogger("Collections.Local.Durable").LogWarning(
                    "'{Instance}': attempt {Attempt} of '{Task}' failed; its handler decides whether there is another", context.InstanceId, attempt, name);
                var asked = new RetryContext(
                    context, attempt, TaskFailureDetails.FromException(failure), context.CurrentUtcDateTime - firstAttempt, CancellationToken.None);
                if (!await handler(asked))
                    throw;
            }
        }
    }
}
