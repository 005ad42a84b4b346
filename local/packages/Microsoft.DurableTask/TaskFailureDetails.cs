using System.Reflection;
using CoreFailureDetails = DurableTask.Core.FailureDetails;
using CoreOrchestrationException = DurableTask.Core.Exceptions.OrchestrationException;

namespace Microsoft.DurableTask;

/// <summary>A failure as it is stored: type name, message, stack trace and the chain of inner failures.</summary>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    public bool IsCausedBy<T>() where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the failure's type is the given exception type or derives from it; false if the type is not loaded here.</summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        if (string.IsNullOrEmpty(ErrorType))
            return false;

        Type? type = Type.GetType(ErrorType, throwOnError: false)
            ?? targetBaseExceptionType.Assembly.GetType(ErrorType, throwOnError: false)
            ?? FromLoadedAssemblies();
        return type is not null && targetBaseExceptionType.IsAssignableFrom(type);
    }

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        TaskFailureDetails? inner = exception.InnerException is { } cause ? FromException(cause) : null;
        if (exception is not CoreOrchestrationException core)
            return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);

        CoreFailureDetails? details = core.FailureDetails;
        return new(
            details?.ErrorType ?? "(unknown)",
            details?.ErrorMessage ?? "(unknown)",
            details?.StackTrace,
            details?.InnerFailure is { } coreInner ? FromCore(coreInner) : inner,
            details?.Properties);
    }

    internal static TaskFailureDetails FromCore(CoreFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? FromCore(inner) : null,
        details.Properties);

    private Type? FromLoadedAssemblies()
    {
        Type[] matches = [.. AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(ErrorType, throwOnError: false)).OfType<Type>()];
        return matches.Length > 1
            ? throw new AmbiguousMatchException($"Multiple exception types with the name '{ErrorType}' were found.")
            : matches.FirstOrDefault();
    }
}
