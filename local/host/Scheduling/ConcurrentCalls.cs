using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Scheduling;

/// <summary>Calls something for each item as it comes, a bounded number at a time.</summary>
internal static class ConcurrentCalls
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Takes nothing more once <paramref name="stopping"/>, and returns when the last call has ended. Calls tell of their failures themselves.</summary>
    public static async Task RunAsync<T>(
        int limit, Func<CancellationToken, Task<T>> next, Func<T, Task> call, string source, ILogger logger, CancellationToken stopping)
    {
        using var slots = new SemaphoreSlim(limit, limit);
        while (await TryEnterAsync())
        {
            try
            {
                _ = CallAsync(await next(stopping));
            }
            catch (Exception e)
            {
                slots.Release();
                if (stopping.IsCancellationRequested)
                    break;
                BackgroundPump.LogFault(logger, e, source);
                await Task.Delay(AfterFault, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        for (var i = 0; i < limit; i++)
            await slots.WaitAsync(CancellationToken.None);

        async Task<bool> TryEnterAsync()
        {
            try
            {
                await slots.WaitAsync(stopping);
                return true;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return false;
            }
        }

        async Task CallAsync(T item)
        {
            await Task.Yield();
            try
            {
                await call(item);
            }
            catch (Exception e)
            {
                BackgroundPump.LogFault(logger, e, source);
            }
            finally
            {
                slots.Release();
            }
        }
    }
}
