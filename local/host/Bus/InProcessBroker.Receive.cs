using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Bus;

public sealed partial class InProcessBroker
{
    // Somebody may set the clock that scheduled messages wait for.
    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(1);

    /// <summary>The message that is to be received next, now or later, over all queues and subscriptions that are read; dead letters are not.</summary>
    public BrokerDue? Next
    {
        get
        {
            lock (gate)
            {
                BrokerDue? next = null;
                foreach (BrokerQueue queue in queues.Values)
                {
                    if (!queue.IsRead || !queue.TryPeek(out BrokerEntry? entry))
                        continue;
                    if (next is not { } best || entry!.Order.CompareTo((best.Due, best.Sequence)) < 0)
                        next = new BrokerDue(queue.Path, entry!.AvailableAt, entry.Sequence);
                }

                return next;
            }
        }
    }

    /// <summary>Business time at which the next message can be received, now at the earliest; null when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            if (Next is not { } next)
                return null;
            DateTimeOffset now = business.GetUtcNow();
            return next.Due > now ? next.Due : now;
        }
    }

    /// <summary>Business time at which the next message of one entity can be received; null when none waits.</summary>
    public DateTimeOffset? DueAt(string entity)
    {
        lock (gate)
        {
            return queues.TryGetValue(entity, out BrokerQueue? queue) && queue.TryPeek(out BrokerEntry? entry) ? entry!.AvailableAt : null;
        }
    }

    /// <summary>Locks and returns the next message of a queue, subscription or dead-letter queue.</summary>
    /// <param name="entity">Its path (<see cref="EntityPath"/>); it comes into use when it is not.</param>
    /// <param name="maxWait">Technical time to wait for a message; zero looks once, <see cref="Timeout.InfiniteTimeSpan"/> waits until cancelled.</param>
    /// <returns>Null when there was none.</returns>
    public async Task<BrokerDelivery?> ReceiveAsync(string entity, TimeSpan maxWait = default, CancellationToken cancellationToken = default)
    {
        BrokerQueue queue = ReadFrom(entity);
        long started = technical.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changes = new List<BrokerChange>(1);
            BrokerDelivery? delivery;
            Task arrival = Task.CompletedTask;
            lock (gate)
            {
                delivery = TakeNext(queue, changes);
                if (delivery is null && maxWait != TimeSpan.Zero)
                    arrival = queue.Arrival;
            }

            // Not cancelled: the message is locked already, and the count must be on record before it has any effect.
            if (changes.Count > 0)
                await store.CommitAsync(changes);
            if (delivery is not null || maxWait == TimeSpan.Zero)
                return delivery;

            TimeSpan left = maxWait == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : maxWait - technical.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return null;
            await WaitAsync(queue, arrival, left, cancellationToken);
        }
    }

    /// <summary>The message is done.</summary>
    /// <exception cref="ServiceBusException">The lock ended before; the message is delivered again.</exception>
    public async Task CompleteAsync(BrokerDelivery delivery)
    {
        lock (gate)
        {
            Unlock(delivery);
        }

        await store.CommitAsync([new BrokerChange.Removed(delivery.Entity, delivery.Message.SequenceNumber)]);
    }

    /// <summary>Gives the message back, for the next delivery or, after the last one, to the dead letters.</summary>
    /// <exception cref="ServiceBusException">The lock ended before; the message is delivered again anyway.</exception>
    public async Task AbandonAsync(BrokerDelivery delivery)
    {
        var changes = new List<BrokerChange>();
        lock (gate)
        {
            GiveBack(queues[delivery.Entity], Unlock(delivery), changes);
        }

        if (changes.Count > 0)
            await store.CommitAsync(changes);
    }

    /// <summary>Sets the message aside with a reason for people.</summary>
    /// <exception cref="ServiceBusException">The lock ended before; the message is delivered again.</exception>
    public async Task DeadLetterAsync(BrokerDelivery delivery, string reason, string? description = null)
    {
        var changes = new List<BrokerChange>(2);
        lock (gate)
        {
            SetAside(delivery.Entity, Unlock(delivery), reason, description, changes);
        }

        await store.CommitAsync(changes);
    }

    /// <summary>Extends the lock by its full duration from now. False when it has ended.</summary>
    public bool TryRenewLock(BrokerDelivery delivery)
    {
        lock (gate)
        {
            DateTimeOffset now = technical.GetUtcNow();
            return queues[delivery.Entity].TryRenew(delivery.LockToken, now, now + options.LockDuration);
        }
    }

    private BrokerQueue ReadFrom(string entity)
    {
        lock (gate)
        {
            if (queues.TryGetValue(entity, out BrokerQueue? known) && (known.IsRead || EntityPath.IsDeadLetters(entity)))
                return known;
            if (EntityPath.IsDeadLetters(entity))
                return QueueOf(entity);
        }

        if (EntityPath.TrySplitSubscription(entity, out string topic))
            DeclareSubscription(topic, entity[(EntityPath.Subscription(topic, string.Empty).Length)..]);
        else
            DeclareQueue(entity);

        lock (gate)
        {
            return queues[entity];
        }
    }

    private BrokerDelivery? TakeNext(BrokerQueue queue, List<BrokerChange> changes)
    {
        DateTimeOffset technicalNow = technical.GetUtcNow();
        foreach (BrokerEntry entry in queue.TakeExpired(technicalNow))
            GiveBack(queue, entry, changes);

        DateTimeOffset now = business.GetUtcNow();
        while (queue.TryPeek(out BrokerEntry? entry) && entry!.AvailableAt <= now)
        {
            queue.Dequeue();
            if (entry.IsExpired(now))
            {
                changes.Add(new BrokerChange.Removed(queue.Path, entry.Sequence));
                continue;
            }

            DateTimeOffset until = technicalNow + options.LockDuration;
            Guid token = queue.Lock(entry, until);
            changes.Add(new BrokerChange.Delivered(queue.Path, entry.Sequence, entry.DeliveryCount));
            return new BrokerDelivery(queue.Path, entry.ToReceived(now, token, until), token);
        }

        return null;
    }

    private BrokerEntry Unlock(BrokerDelivery delivery) =>
        queues[delivery.Entity].TryUnlock(delivery.LockToken, technical.GetUtcNow())
        ?? throw new ServiceBusException(
            $"The lock of message {delivery.Message.SequenceNumber} has ended.", ServiceBusFailureReason.MessageLockLost, delivery.Entity);

    private void GiveBack(BrokerQueue queue, BrokerEntry entry, List<BrokerChange> changes)
    {
        if (entry.DeliveryCount < options.MaxDeliveryCount || EntityPath.IsDeadLetters(queue.Path))
        {
            queue.Add(entry);
            return;
        }

        SetAside(
            queue.Path, entry, "MaxDeliveryCountExceeded", $"Message could not be consumed after {entry.DeliveryCount} delivery attempts.", changes);
    }

    private void SetAside(string from, BrokerEntry entry, string reason, string? description, List<BrokerChange> changes)
    {
        var letter = new BrokerEntry(entry.Sequence, entry.Content.DeadLettered(reason, description), entry.AvailableAt)
        {
            DeliveryCount = entry.DeliveryCount,
            DeadLetterSource = from,
        };
        string path = EntityPath.IsDeadLetters(from) ? from : EntityPath.DeadLetters(from);
        QueueOf(path).Add(letter);
        changes.Add(new BrokerChange.Removed(from, entry.Sequence));
        changes.Add(new BrokerChange.Stored(path, letter));
        DeadLettered?.Invoke(from, entry.Content.MessageId, reason);
    }

    /// <summary>Returns when a message came, became due or lost its lock, or when <paramref name="longest"/> of technical time is over.</summary>
    private async Task WaitAsync(BrokerQueue queue, Task arrival, TimeSpan longest, CancellationToken cancellationToken)
    {
        DateTimeOffset? due;
        DateTimeOffset? lockEnd;
        lock (gate)
        {
            due = queue.TryPeek(out BrokerEntry? entry) ? entry!.AvailableAt : null;
            lockEnd = queue.NextLockEnd;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = new List<Task> { arrival, DelayAsync(longest < Glance ? longest : Glance, technical, over.Token) };
        if (due is { } scheduled)
            waits.Add(DelayAsync(scheduled - business.GetUtcNow(), business, over.Token));
        if (lockEnd is { } end)
            waits.Add(DelayAsync(end - technical.GetUtcNow(), technical, over.Token));
        await Task.WhenAny(waits);
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static Task DelayAsync(TimeSpan delay, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A timer takes at most about 49 days, and whoever waits looks again long before.
        TimeSpan bounded = delay < TimeSpan.Zero ? TimeSpan.Zero : delay > TimeSpan.FromDays(30) ? TimeSpan.FromDays(30) : delay;
        return Task.Delay(bounded, clock, cancellationToken);
    }
}
