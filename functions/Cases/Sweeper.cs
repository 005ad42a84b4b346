using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Cases;

/// <summary>
/// Looks after cases that should have moved and have not: a nudge was lost, an instance died or hangs, the task hub was wiped, a process ended
/// between an append and its outbox. A wake goes only when its case has moved on.
/// </summary>
public sealed class Sweeper(Wakes wakes, ICaseStreams streams, Outbox outbox, CaseWaker waker, DurableClients clients, TimeProvider clock, ILogger<Sweeper> log)
{
    /// <summary>Cases get this long to move by themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>An append that is this late has failed: its guard may go.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    [Function(nameof(Sweep))]
    public async Task Sweep([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        clients.Use(client);
        await RunAsync(cancellation);
    }

    /// <returns>How many cases had to be helped.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var helped = 0;
        var now = clock.GetUtcNow();
        await foreach (var (partition, key) in wakes.DueAsync(now - Patience, cancellation))
        {
            var head = await streams.LoadAsync(key, cancellation);
            if (head is null)
            {
                if (Wakes.IsNotAfter(partition, Wakes.PartitionOf(key, now - Abandoned))) await wakes.DeleteAsync(key, partition, cancellation);
                continue;
            }

            await outbox.DrainAsync(key, cancellation);
            if (head.Wake != partition)
            {
                await wakes.DeleteAsync(key, partition, cancellation);
                continue;
            }

            helped++;
            await waker.NudgeAsync(key, long.MaxValue, cancellation);
        }

        if (helped > 0) log.LogInformation("The sweeper woke {Cases} cases that were overdue.", helped);
        return helped;
    }
}
