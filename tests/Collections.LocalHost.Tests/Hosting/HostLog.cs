using Microsoft.Extensions.Logging;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>Keeps what the host logs, as <c>Level message</c>.</summary>
internal sealed class HostLog
{
    private readonly Lock sync = new();
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (sync)
                return [.. lines];
        }
    }

    /// <summary>Takes the console's place.</summary>
    public void Listen(ILoggingBuilder logging) => logging.ClearProviders().AddProvider(new Provider(this));

    private void Add(string line)
    {
        lock (sync)
            lines.Add(line);
    }

    private sealed class Provider(HostLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(log);

        public void Dispose()
        {
        }
    }

    private sealed class Logger(HostLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add($"{logLevel} {formatter(state, exception)}");
    }
}
