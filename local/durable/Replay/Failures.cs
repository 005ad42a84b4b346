using DurableTask.Core;
using Microsoft.DurableTask;

namespace Collections.Local.Durable;

/// <summary>Exceptions as stored failures, and back in the form that users read.</summary>
internal static class Failures
{
    public static FailureDetails From(Exception failure) => failure is TaskFailedException task
        ? new(typeof(TaskFailedException).FullName!, task.Message, task.StackTrace, Core(task.FailureDetails), isNonRetriable: false)
        : new(failure.GetType().FullName!, failure.Message, failure.StackTrace, failure.InnerException is { } inner ? From(inner) : null, isNonRetriable: false);

    public static FailureDetails Of<T>(string message) where T : Exception => new(typeof(T).FullName!, message, null, null, isNonRetriable: true);

    public static TaskFailureDetails Public(FailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? Public(inner) : null, failure.Properties);

    private static FailureDetails Core(TaskFailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? Core(inner) : null, isNonRetriable: false);
}
