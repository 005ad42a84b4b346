using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Bus;

/// <summary>
/// Queues and topics in one process with the behaviour of Service Bus: peek-lock, redelivery, dead letters, duplicate detection, scheduled
/// messages. Entities come into use by being named. A message is visible once its store has committed it. Locks run on the technical clock,
/// everything else on the business clock. Delivery is in the order (time of availability, sequence).
/// </summary>
public sealed partial class InProcessBroker
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, BrokerName> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, BrokerQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly IBrokerStore store;
    private readonly TimeProvider business;
    private readonly TimeProvider technical;
    private readonly BrokerOptions options;
    private long lastSequence;

    public InProcessBroker(IBrokerStore store, TimeProvider business, TimeProvider technical, BrokerOptions? options = null)
    {
        this.store = store;
        this.business = business;
        this.technical = technical;
        this.options = options ?? new BrokerOptions();
        Restore(store.Load());
    }

    /// <summary>How long a receiver owns a message unless it renews the lock.</summary>
    public TimeSpan LockDuration => options.LockDuration;

    /// <summary>Told of every message that is set aside: entity, message id, reason. The broker waits for it, so it has to be quick.</summary>
    public Action<string, string?, string>? DeadLettered { get; set; }

    /// <summary>Says that messages to <paramref name="name"/> are received from it as a queue.</summary>
    /// <exception cref="InvalidOperationException">The name is a topic already.</exception>
    public void DeclareQueue(string name)
    {
        Commit(() =>
        {
            BrokerName target = NameOf(name);
            if (target.Kind == BrokerEntityKind.Topic)
                throw new InvalidOperationException($"'{name}' is a topic: receive from one of its subscriptions.");
            if (target.Kind == BrokerEntityKind.Queue)
                return [];

            target.Kind = BrokerEntityKind.Queue;
            QueueOf(name).IsRead = true;
            return [new BrokerChange.Declared(name, BrokerEntityKind.Queue)];
        });
    }

    /// <summary>Says that messages to <paramref name="topic"/> from now on are copied to <paramref name="subscription"/>.</summary>
    /// <exception cref="InvalidOperationException">The name is a queue already.</exception>
    public void DeclareSubscription(string topic, string subscription)
    {
        Commit(() =>
        {
            BrokerName target = NameOf(topic);
            if (target.Kind == BrokerEntityKind.Queue)
                throw new InvalidOperationException($"'{topic}' is a queue: it has no subscriptions.");

            string path = EntityPath.Subscription(topic, subscription);
            if (queues.TryGetValue(path, out BrokerQueue? known) && known.IsRead)
                return [];

            AddSubscription(target, path);
            return
            [
                new BrokerChange.Declared(topic, BrokerEntityKind.Topic),
                new BrokerChange.Declared(path, BrokerEntityKind.Subscription),
            ];
        });
    }

    /// <summary>The newest messages of an entity that nobody has received, oldest first, without receiving them.</summary>
    public IReadOnlyList<ServiceBusReceivedMessage> Peek(string entity, int max = 100)
    {
        lock (gate)
        {
            return queues.TryGetValue(entity, out BrokerQueue? queue)
                ? [.. queue.Entries.TakeLast(max).Select(entry => entry.ToReceived(business.GetUtcNow()))]
                : [];
        }
    }

    /// <summary>All entities by path.</summary>
    public IReadOnlyList<BrokerEntityInfo> Entities()
    {
        lock (gate)
        {
            var topics = names.Values.Where(name => name.Kind == BrokerEntityKind.Topic)
                .Select(name => new BrokerEntityInfo(name.Name, 0, 0, name.Sent));
            var rest = queues.Values.Where(queue => !names.TryGetValue(queue.Path, out BrokerName? name) || name.Kind != BrokerEntityKind.Topic)
                .Select(queue => new BrokerEntityInfo(
                    queue.Path, queue.Waiting, queue.Locked, names.TryGetValue(queue.Path, out BrokerName? name) ? name.Sent : 0));
            return [.. topics.Concat(rest).OrderBy(entity => entity.Path, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>How many messages were ever sent to a queue or topic.</summary>
    public long SentTo(string name)
    {
        lock (gate)
        {
            return names.TryGetValue(name, out BrokerName? target) ? target.Sent : 0;
        }
    }

    private void Commit(Func<IReadOnlyList<BrokerChange>> change)
    {
        IReadOnlyList<BrokerChange> changes;
        lock (gate)
        {
            changes = change();
        }

        if (changes.Count == 0)
            return;

        // Declarations happen while a host starts, before messages flow.
        ValueTask commit = store.CommitAsync(changes);
        if (!commit.IsCompletedSuccessfully)
            commit.AsTask().GetAwaiter().GetResult();
    }

    private BrokerName NameOf(string name)
    {
        if (names.TryGetValue(name, out BrokerName? known))
            return known;

        var added = new BrokerName(name, options);
        added.Targets.Add(QueueOf(name));
        names.Add(name, added);
        return added;
    }

    private BrokerQueue QueueOf(string path)
    {
        if (queues.TryGetValue(path, out BrokerQueue? known))
            return known;

        var added = new BrokerQueue(path);
        queues.Add(path, added);
        return added;
    }

    private void AddSubscription(BrokerName topic, string path)
    {
        if (topic.Kind != BrokerEntityKind.Topic)
        {
            topic.Kind = BrokerEntityKind.Topic;
            topic.Targets.Clear();
        }

        BrokerQueue queue = QueueOf(path);
        queue.IsRead = true;
        topic.Targets.Add(queue);
    }

    private void Restore(BrokerSnapshot snapshot)
    {
        foreach (StoredEntity entity in snapshot.Entities)
        {
            lastSequence = Math.Max(lastSequence, entity.LastSequence);
            if (entity.Kind == BrokerEntityKind.Subscription && EntityPath.TrySplitSubscription(entity.Path, out string topic))
            {
                AddSubscription(NameOf(topic), entity.Path);
                continue;
            }

            BrokerName name = NameOf(entity.Path);
            name.Sent = entity.Sent;
            if (entity.Kind == BrokerEntityKind.Queue)
            {
                name.Kind = BrokerEntityKind.Queue;
                QueueOf(entity.Path).IsRead = true;
            }
        }

        foreach (BrokerChange.IdSeen id in snapshot.Ids)
            NameOf(id.Name).Ids.TryAdd(id.MessageId, id.At, out _);
        foreach (BrokerChange.Stored message in snapshot.Messages)
            QueueOf(message.Path).Add(message.Entry);
    }
}
