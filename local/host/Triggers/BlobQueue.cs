namespace Collections.Local.Host.Triggers;

/// <summary>A version of a blob that waits for its turn, with the values of its path's tokens.</summary>
internal sealed record BlobArrival(string Name, string ETag, IReadOnlyDictionary<string, object?> Values);

/// <summary>Blobs that wait for their turn, earliest first; a blob that waits or is worked on is not taken in a second time.</summary>
internal sealed class BlobQueue(TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly PriorityQueue<BlobArrival, (DateTimeOffset Due, string Name)> waiting = new();
    private readonly HashSet<string> inHand = new(StringComparer.Ordinal);
    private TaskCompletionSource? change;

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (sync)
                return waiting.TryPeek(out _, out var order) ? order.Due : null;
        }
    }

    /// <summary>Takes in a blob unless it is in hand already.</summary>
    public bool TryAdd(BlobArrival arrival)
    {
        lock (sync)
        {
            if (!inHand.Add(arrival.Name))
                return false;
            Enqueue(arrival, TimeSpan.Zero);
            return true;
        }
    }

    /// <summary>The next blob whose time has come; it stays in hand until it is given back or put down.</summary>
    public BlobArrival? TakeDue()
    {
        lock (sync)
            return waiting.TryPeek(out _, out var order) && order.Due <= clock.GetUtcNow() ? waiting.Dequeue() : null;
    }

    /// <summary>As <see cref="TakeDue"/>, but waits for one.</summary>
    public async Task<BlobArrival> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (sync)
                changed = (change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            if (TakeDue() is { } arrival)
                return arrival;
            var wait = NextDue is not { } due ? Timeout.InfiniteTimeSpan : due - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
            await changed.WaitAsync(wait, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Another turn for a blob in hand, after a pause.</summary>
    public void GiveBack(BlobArrival arrival, TimeSpan pause)
    {
        lock (sync)
            Enqueue(arrival, pause);
    }

    /// <summary>The blob is out of hand.</summary>
    public void PutDown(string name)
    {
        lock (sync)
            inHand.Remove(name);
    }

    private void Enqueue(BlobArrival arrival, TimeSpan pause)
    {
        waiting.Enqueue(arrival, (clock.GetUtcNow() + pause, arrival.Name));
        change?.TrySetResult();
        change = null;
    }
}
