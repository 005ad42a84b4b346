using System.Text.Json;
using Azure;
using Azure.Messaging.ServiceBus;
using Collections.Local.Durable;

namespace Collections.Cli.Commands;

/// <summary>Says what went wrong in a sentence that somebody can act on.</summary>
internal static class Failures
{
    // The lower half of HResult: errno of Linux and macOS, and what Windows has for it.
    private static readonly int[] DiskFull = [28, 0x70, 0x27];
    private static readonly int[] ReadOnly = [30, 0x13];

    public static string Explain(Exception failure) => failure switch
    {
        ServiceBusException bus => $"The message bus fails ({bus.Reason}).",

        // The host means these for people.
        LocalDatabaseException => failure.Message,
        IOException full when DiskFull.Contains(full.HResult & 0xFFFF) => $"The disk is full: {failure.Message} Free some space, or name a place on another disk.",
        UnauthorizedAccessException => $"{failure.Message} See that this user may write there, or name another place.",
        IOException locked when ReadOnly.Contains(locked.HResult & 0xFFFF) => $"{failure.Message} Nothing can be written there: name another place.",
        JsonException => $"A file of the data folder cannot be read ({failure.Message}) Put a copy of the folder in its place, or begin anew in another one.",
        RequestFailedException { Status: 0 } silent => $"The storage does not answer: {silent.Message}. See that it runs and that '--storage' names it.",
        RequestFailedException refused => $"The storage refuses ({refused.Status} {refused.ErrorCode}). See that the account and its key are right and that it is reachable.",
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        InvalidOperationException { InnerException: RequestFailedException cause } => Explain(cause),
        IOException or InvalidOperationException => failure.Message,
        _ => $"This should not have happened; it is a fault of the program.\n{failure}",
    };
}
