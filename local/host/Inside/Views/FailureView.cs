using DurableTask.Core;

namespace Collections.Local.Host.Inside.Views;

/// <summary>What went wrong, and what was behind it.</summary>
internal sealed record FailureView(string Type, string Message, string? Stack, FailureView? Inner)
{
    public static FailureView? Of(FailureDetails? failure) => failure is null
        ? null
        : new FailureView(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, Of(failure.InnerFailure));
}
