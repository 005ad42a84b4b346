namespace DurableTask.Core;

/// <summary>The framework's own form of a failure. <see cref="IsNonRetriable"/> marks failures that no retry can cure.</summary>
public class FailureDetails : IEquatable<FailureDetails>
{
    public FailureDetails(
        string errorType,
        string errorMessage,
        string? stackTrace,
        FailureDetails? innerFailure,
        bool isNonRetriable,
        IDictionary<string, object?>? properties = null)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        StackTrace = stackTrace;
        InnerFailure = innerFailure;
        IsNonRetriable = isNonRetriable;
        Properties = properties;
    }

    public string ErrorType { get; }

    public string ErrorMessage { get; }

    public string? StackTrace { get; }

    public FailureDetails? InnerFailure { get; }

    public bool IsNonRetriable { get; }

    public IDictionary<string, object?>? Properties { get; }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    public bool Equals(FailureDetails? other) =>
        other is not null && ErrorType == other.ErrorType && ErrorMessage == other.ErrorMessage
        && StackTrace == other.StackTrace && Equals(InnerFailure, other.InnerFailure);

    public override bool Equals(object? obj) => Equals(obj as FailureDetails);

    public override int GetHashCode() => HashCode.Combine(ErrorType, ErrorMessage, StackTrace, InnerFailure);
}
