namespace Collections.Local.Host.Inboxes;

/// <summary>When the app is to be told of which message, as Event Grid does it: with its own waits between tries, and an end.</summary>
internal sealed class PlannedEvents(TimeProvider business)
{
    /// <summary>Tries before it gives up.</summary>
    public const int MostAttempts = 30;

    // Event Grid's own waits between tries; the last one goes on.
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    private readonly Lock gate = new();
    private readonly PriorityQueue<long, (DateTimeOffset Due, long)> planned = new();

    /// <summary>Now if one is due, otherwise when the next one will be; null: none is planned.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                if (!planned.TryPeek(out _, out (DateTimeOffset Due, long) next))
                    return null;
                DateTimeOffset now = business.GetUtcNow();
                return next.Due > now ? next.Due : now;
            }
        }
    }

    /// <summary>How long to wait after so many tries.</summary>
    public static TimeSpan WaitAfter(int attempts) => Waits[Math.Min(attempts, Waits.Length) - 1];

    /// <param name="sequence">Of the message.</param>
    public void Plan(long sequence, DateTimeOffset due)
    {
        lock (gate)
        {
            planned.Enqueue(sequence, (due, sequence));
        }
    }

    /// <summary>Takes the first that is due.</summary>
    public bool TryTake(out long sequence)
    {
        lock (gate)
        {
            return planned.TryPeek(out sequence, out (DateTimeOffset Due, long) next) && next.Due <= business.GetUtcNow() && planned.TryDequeue(out sequence, out _);
        }
    }

    /// <summary>One try to tell the app; whatever keeps it from taking the event, it is tried again. One that is cancelled stays planned.</summary>
    /// <param name="webhook">Null: nobody listens, and events are dropped.</param>
    public async Task<bool> IsTakenAsync(Func<string, CancellationToken, Task<bool>>? webhook, string json, long sequence, CancellationToken cancellation)
    {
        try
        {
            return webhook is null || await webhook(json, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Plan(sequence, business.GetUtcNow());
            throw;
        }
#pragma warning disable CA1031 // Whatever keeps the app from taking the event, it is tried again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
