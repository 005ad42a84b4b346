using Azure;
using Azure.Messaging.ServiceBus;

namespace Collections.Functions.Platform;

/// <summary>
/// Failures of storage, bus and network that pass by themselves, and of what is being mended: the same call may succeed later. Whether it took effect this time, nobody can tell
/// by the failure.
/// </summary>
public static class Outage
{
    public static bool Is(Exception failure) => failure switch
    {
        RequestFailedException refused => refused.Status is 0 or 408 or 429 or >= 500,
        ServiceBusException bus => bus.IsTransient,

        // The clients gather what happened to each of their tries when no answer came at all.
        AggregateException all => all.InnerExceptions.Count > 0 && all.InnerExceptions.All(Is),

        // Until somebody mends it.
        UnusableException => true,

        // A client's own limit of time; whoever cancels looks at his token.
        TaskCanceledException or TimeoutException or IOException or HttpRequestException => true,
        _ => false,
    };

    /// <summary>
    /// Does work that may be done again, a few times if outages end it. Each call within has waited between its own tries already; this keeps a long piece of
    /// work from beginning anew whenever one of its thousand calls has failed.
    /// </summary>
    public static async Task<T> OutlastAsync<T>(Func<Task<T>> work, int tries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception failure) when (attempt < tries && Is(failure) && !cancellation.IsCancellationRequested)
            {
                // Again, then.
            }
        }
    }
}
