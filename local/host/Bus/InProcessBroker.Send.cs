using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Bus;

public sealed partial class InProcessBroker
{
    /// <summary>Sends all messages to a queue or topic in one commit. A message whose id was seen lately is dropped, as if it had been sent.</summary>
    /// <param name="name">Queue or topic; an unknown name comes into use.</param>
    /// <param name="messages">Copied, so that the caller may reuse them.</param>
    /// <param name="scheduledFor">Business time from which they may be received, for all; otherwise each message's own.</param>
    /// <param name="late">How much later than asked they may be received.</param>
    /// <returns>The sequence number of the last one.</returns>
    /// <exception cref="ServiceBusException">A message is too large, or the store failed.</exception>
    public async Task<long> SendAsync(string name, IEnumerable<ServiceBusMessage> messages, DateTimeOffset? scheduledFor = null, TimeSpan late = default)
    {
        BrokerContent[] contents = [.. messages.Select(message => BrokerContent.From(message, scheduledFor, name, options.MaxMessageBytes))];
        var changes = new List<BrokerChange>(contents.Length * 2);
        var added = new List<(BrokerQueue Queue, BrokerEntry Entry)>(contents.Length);
        BrokerName target;
        long sequence;
        lock (gate)
        {
            target = NameOf(name);
            DateTimeOffset now = business.GetUtcNow();
            foreach (BrokerContent content in contents)
            {
                if (IsNew(target, content, now, changes))
                    Place(target, content, now, late, changes, added);
            }

            sequence = lastSequence;
        }

        await CommitSendAsync(target, changes, added);
        lock (gate)
        {
            foreach ((BrokerQueue queue, BrokerEntry entry) in added)
            {
                queue.Uncommitted--;
                queue.Add(entry);
            }
        }

        return sequence;
    }

    /// <summary>Takes back a scheduled message.</summary>
    /// <exception cref="ServiceBusException">There is no such message, or it is not scheduled any more.</exception>
    public async Task CancelScheduledAsync(string name, long sequence)
    {
        var changes = new List<BrokerChange>();
        lock (gate)
        {
            foreach (BrokerQueue queue in NameOf(name).Targets)
            {
                if (queue.TryRemove(sequence))
                    changes.Add(new BrokerChange.Removed(queue.Path, sequence));
            }
        }

        if (changes.Count == 0)
            throw new ServiceBusException($"There is no scheduled message {sequence}.", ServiceBusFailureReason.MessageNotFound, name);

        await store.CommitAsync(changes);
    }

    private static bool IsNew(BrokerName target, BrokerContent content, DateTimeOffset now, List<BrokerChange> changes)
    {
        if (content.MessageId is null)
            return true;

        bool isNew = target.Ids.TryAdd(content.MessageId, now, out DateTimeOffset? forgotten);
        if (forgotten is { } before)
            changes.Add(new BrokerChange.IdsForgotten(target.Name, before));
        if (isNew)
            changes.Add(new BrokerChange.IdSeen(target.Name, content.MessageId, now));
        return isNew;
    }

    private void Place(
        BrokerName target, BrokerContent content, DateTimeOffset now, TimeSpan late, List<BrokerChange> changes, List<(BrokerQueue, BrokerEntry)> added)
    {
        lastSequence++;
        target.Sent++;
        changes.Add(new BrokerChange.Sent(target.Name, lastSequence));
        DateTimeOffset availableAt = (content.ScheduledEnqueueTime > now ? content.ScheduledEnqueueTime.ToUniversalTime() : now) + late;
        foreach (BrokerQueue queue in target.Targets)
        {
            var entry = new BrokerEntry(lastSequence, content, availableAt);
            changes.Add(new BrokerChange.Stored(queue.Path, entry));
            added.Add((queue, entry));
            queue.Uncommitted++;
            while (!queue.IsRead && queue.Waiting > 0 && queue.Waiting + queue.Uncommitted > options.KeptWithoutReader)
                changes.Add(new BrokerChange.Removed(queue.Path, queue.Dequeue().Sequence));
        }
    }

    private async ValueTask CommitSendAsync(BrokerName target, List<BrokerChange> changes, List<(BrokerQueue Queue, BrokerEntry Entry)> added)
    {
        if (changes.Count == 0)
            return;

        try
        {
            await store.CommitAsync(changes);
        }
        catch (Exception failure)
        {
            lock (gate)
            {
                foreach (string id in changes.OfType<BrokerChange.IdSeen>().Select(seen => seen.MessageId))
                    target.Ids.Remove(id);
                foreach ((BrokerQueue queue, _) in added)
                    queue.Uncommitted--;
            }

            throw new ServiceBusException(
                isTransient: true, $"The messages could not be stored: {failure.Message}", target.Name, innerException: failure);
        }
    }
}
