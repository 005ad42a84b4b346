using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Hosting;

/// <summary>
/// How a host ends: first it takes nothing new and lets work in progress end; what is not over when its patience is, is cancelled; and what
/// does not listen to that is left behind. Nothing counts that was not committed, so all of it comes again at the next start.
/// </summary>
internal sealed partial class Lifetime(TimeSpan patience, ILogger logger) : IDisposable
{
    // For what was cancelled, to unwind.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoned = new();

    /// <summary>Nothing new is taken.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>What still runs is to end.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    /// <summary>The first step alone, for a host that cannot go on.</summary>
    public Task TakeNothingNewAsync() => stopping.CancelAsync();

    /// <summary>Returns when the work in progress, which <paramref name="ended"/> asks for once nothing new is taken, has ended or was left behind.</summary>
    public async Task StopAsync(Func<Task> ended)
    {
        await stopping.CancelAsync();
        var end = ended();
        if (await Task.WhenAny(end, Task.Delay(patience)) == end)
            return;
        LogAbandoned(patience);
        await abandoned.CancelAsync();
        if (await Task.WhenAny(end, Task.Delay(Grace)) != end)
            LogLeftBehind();
    }

    public void Dispose()
    {
        stopping.Dispose();
        abandoned.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Work in progress has not ended within {Patience}: it is cancelled")]
    private partial void LogAbandoned(TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "Work in progress does not listen to its cancellation: it is left behind and runs again after the next start")]
    private partial void LogLeftBehind();
}
