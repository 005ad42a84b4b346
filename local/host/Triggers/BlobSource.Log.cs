using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Triggers;

internal sealed partial class BlobSource
{
    [LoggerMessage(LogLevel.Information, "Blob {Container}/{Blob} found for function {Function}")]
    private partial void LogFound(string function, string container, string blob);

    [LoggerMessage(LogLevel.Information, "Blob {Container}/{Blob} done by function {Function} (try {Attempt})")]
    private partial void LogDone(string function, string container, string blob, int attempt);

    [LoggerMessage(LogLevel.Information, "Blob {Container}/{Blob} is gone before its turn with function {Function}")]
    private partial void LogGone(string function, string container, string blob);

    [LoggerMessage(LogLevel.Information, "Blob {Container}/{Blob} was poison for function {Function} and is asked for again")]
    private partial void LogAskedFor(string function, string container, string blob);

    [LoggerMessage(LogLevel.Warning, "Blob {Container}/{Blob} could not be looked at for function {Function}; again after {Pause}")]
    private partial void LogUnreachable(Exception exception, string function, string container, string blob, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "Blob function {Function} failed on {Container}/{Blob} (try {Attempt}); again after {Pause}")]
    private partial void LogFailed(Exception exception, string function, string container, string blob, int attempt, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Blob function {Function} failed on {Container}/{Blob} for the last time (try {Attempt}); it stays until the blob changes")]
    private partial void LogPoison(Exception exception, string function, string container, string blob, int attempt);
}
