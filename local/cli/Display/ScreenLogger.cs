using Microsoft.Extensions.Logging;

namespace Collections.Cli.Display;

/// <summary>The host's log between the lines of the screen, a line an entry. A failure's stack belongs to whoever asks for details.</summary>
internal sealed class ScreenLoggerProvider(Screen screen, LogLevel level) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ScreenLogger(screen, categoryName[(categoryName.LastIndexOf('.') + 1)..], level <= LogLevel.Debug);

    public void Dispose()
    {
    }

    private sealed class ScreenLogger(Screen screen, string category, bool details) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var first = exception is AggregateException { InnerExceptions: [var inner, ..] } ? inner : exception;
            var cause = first is null ? "" : details ? $"\n{exception}" : $" ({first.GetType().Name}: {first.Message.ReplaceLineEndings(" ")})";
            screen.Line($"{Name(logLevel)} {category}: {formatter(state, exception)}{cause}");
        }

        private static string Name(LogLevel level) => level switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            _ => level.ToString().ToLowerInvariant(),
        };
    }
}
