namespace Collections.Local.Host.Bus;

/// <summary>The messages of one queue, subscription or dead-letter queue in the order of their delivery. Its broker's lock guards it.</summary>
internal sealed class BrokerQueue(string path)
{
    private readonly PriorityQueue<BrokerEntry, (DateTimeOffset, long)> waiting = new();
    private readonly Dictionary<Guid, Held> held = [];
    private readonly Queue<(Guid Token, DateTimeOffset Until)> lockEnds = new();
    private TaskCompletionSource? arrival;

    public string Path => path;

    /// <summary>Whether somebody receives from here; otherwise only the newest messages are kept.</summary>
    public bool IsRead { get; set; }

    public int Waiting => waiting.Count;

    public int Locked => held.Count;

    /// <summary>Messages sent that their store has not committed yet.</summary>
    public int Uncommitted { get; set; }

    public IEnumerable<BrokerEntry> Entries => waiting.UnorderedItems.Select(item => item.Element).OrderBy(entry => entry.Order);

    /// <summary>Completes when a message is added.</summary>
    public Task Arrival => (arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Add(BrokerEntry entry)
    {
        waiting.Enqueue(entry, entry.Order);
        arrival?.TrySetResult();
        arrival = null;
    }

    public bool TryPeek(out BrokerEntry? entry) => waiting.TryPeek(out entry, out _);

    public BrokerEntry Dequeue() => waiting.Dequeue();

    /// <summary>Removes a message that nobody has received yet.</summary>
    public bool TryRemove(long sequence) => TryTake(sequence) is not null;

    /// <summary>As <see cref="TryRemove"/>, with the message.</summary>
    public BrokerEntry? TryTake(long sequence)
    {
        BrokerEntry? entry = waiting.UnorderedItems.Select(item => item.Element).FirstOrDefault(candidate => candidate.Sequence == sequence);
        return entry is not null && waiting.Remove(entry, out _, out _) ? entry : null;
    }

    /// <summary>Counts the delivery and locks the message; the token derives from both, so that runs repeat exactly.</summary>
    public Guid Lock(BrokerEntry entry, DateTimeOffset until)
    {
        entry.DeliveryCount++;
        var token = new Guid(entry.DeliveryCount, 0, 0, BitConverter.GetBytes(entry.Sequence));
        held[token] = new Held(entry, until);
        lockEnds.Enqueue((token, until));
        return token;
    }

    public bool TryRenew(Guid token, DateTimeOffset now, DateTimeOffset until)
    {
        if (!held.TryGetValue(token, out Held? lease) || lease.Until <= now)
            return false;

        held[token] = lease with { Until = until };
        lockEnds.Enqueue((token, until));
        return true;
    }

    /// <summary>Gives up the lock. Null when it ended before <paramref name="now"/>; the message then waits for its next delivery.</summary>
    public BrokerEntry? TryUnlock(Guid token, DateTimeOffset now) =>
        held.TryGetValue(token, out Held? lease) && lease.Until > now && held.Remove(token) ? lease.Entry : null;

    /// <summary>The messages whose lock has ended.</summary>
    public IEnumerable<BrokerEntry> TakeExpired(DateTimeOffset now)
    {
        while (lockEnds.TryPeek(out (Guid Token, DateTimeOffset Until) end))
        {
            bool isHeld = held.TryGetValue(end.Token, out Held? lease);
            if (isHeld && end.Until > now)
                yield break;

            lockEnds.Dequeue();
            // A renewed lock has a later end further back in the line.
            if (isHeld && lease!.Until <= now && held.Remove(end.Token))
                yield return lease.Entry;
        }
    }

    /// <summary>When the next lock may end.</summary>
    public DateTimeOffset? NextLockEnd => lockEnds.TryPeek(out (Guid, DateTimeOffset Until) end) ? end.Until : null;

    private sealed record Held(BrokerEntry Entry, DateTimeOffset Until);
}
