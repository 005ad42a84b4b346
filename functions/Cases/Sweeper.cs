using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Cases;

/// <summary>
/// Looks after cases that should have moved and have not: a nudge was lost, an instance died, was begun by other code or hangs, the task hub was wiped, a process ended
/// between an append and its outbox. A wake goes only when its case has moved on.
/// </summary>
public sealed class Sweeper(Wakes wakes, ICaseStreams streams, Outbox outbox, CaseWaker waker, DurableClients clients, TimeProvider clock, ILogger<Sweeper> log)
{
    /// <summary>Cases get this long to move by themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>An append that is this late has failed: its guard may go.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Calls that found storage away before a sweep is broken off; the next one is near.</summary>
    private const int MostOutages = 10;

    [Function(nameof(Sweep))]
    public async Task Sweep([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        clients.Use(client);
        await RunAsync(cancellation);
    }

    /// <returns>How many cases had to be helped.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (helped, outages) = (0, 0);
        var now = clock.GetUtcNow();
        await foreach (var (partition, key) in wakes.DueAsync(now - Patience, cancellation))
        {
            try
            {
                if (await HelpAsync(partition, key, now, cancellation)) helped++;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                // One case that cannot be helped does not keep the others waiting; a storage that is away is not asked a thousand times.
                log.LogWarning("The sweeper could not help case {Case}: {Error}.", key, failure.GetType().Name);
                if (Outage.Is(failure) && ++outages == MostOutages) break;
            }
        }

        if (helped > 0) log.LogInformation("The sweeper woke {Cases} cases that were overdue.", helped);
        return helped;
    }

    private async Task<bool> HelpAsync(string partition, CaseKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation);
        if (head is null)
        {
            if (Wakes.IsNotAfter(partition, Wakes.PartitionOf(key, now - Abandoned))) await wakes.DeleteAsync(key, partition, cancellation);
            return false;
        }

        var sent = await DrainAsync(key, cancellation);
        if (head.Wake != partition)
        {
            if (sent) await wakes.DeleteAsync(key, partition, cancellation);
            return false;
        }

        await waker.ReviveAsync(key, cancellation);
        return true;
    }

    /// <summary>False when the bus takes nothing at present; cases are woken all the same.</summary>
    private async Task<bool> DrainAsync(CaseKey key, CancellationToken cancellation)
    {
        try
        {
            await outbox.DrainAsync(key, cancellation);
            return true;
        }
        catch (ServiceBusException failure)
        {
            log.LogWarning("What case {Case} has to tell could not be sent: {Reason}.", key, failure.Reason);
            return false;
        }
    }
}
