using Collections.Local.Durable;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Scheduling;

/// <summary>Runs a source's work as it falls due, in real or compressed time.</summary>
internal sealed partial class BackgroundPump(IWorkSource source, TimeProvider clock, ILogger logger)
{
    // A source cannot say that something new has come, so idle pumps look again after this long.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Takes nothing more once <paramref name="stopping"/>; what runs is cancelled only when it is <paramref name="abandoned"/>.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abandoned)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (source.NextDue is not { } due || due > clock.GetUtcNow() || !await source.RunOneAsync(abandoned))
                    await Task.Delay(Glance, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFault(logger, e, source.GetType().Name);
                await Task.Delay(AfterFault, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Source} failed outside of its work; going on")]
    public static partial void LogFault(ILogger logger, Exception exception, string source);
}
