namespace Collections.Local.Durable;

/// <summary>Keeps everything in memory, histories as objects: for tests and simulation. Nothing survives the process.</summary>
public sealed class MemoryStore : IDurableStore, IDurableTransaction
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Instance> instances = new(StringComparer.Ordinal);
    private readonly WorkQueue<QueuedMessage> messages = new();
    private readonly WorkQueue<QueuedActivity> activities = new();
    private readonly Dictionary<long, QueuedActivity> takenActivities = [];
    private readonly Dictionary<string, List<QueuedMessage>> busy = new(StringComparer.Ordinal);
    private string[]? sortedIds;
    private long sequence;
    private long storedTicks = -1;

    public DateTimeOffset? StoredTime => Volatile.Read(ref storedTicks) is >= 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public DateTimeOffset? NextDue(WorkKinds kinds)
    {
        lock (gate)
        {
            DateTimeOffset? message = kinds.HasFlag(WorkKinds.Episodes) ? FirstMessage()?.Due : null;
            DateTimeOffset? activity = kinds.HasFlag(WorkKinds.Activities) ? activities.Peek()?.Work.Due : null;
            return message is null || activity < message ? activity : message;
        }
    }

    public WorkItem? Take(DateTimeOffset now, WorkKinds kinds)
    {
        lock (gate)
        {
            QueuedMessage? message = kinds.HasFlag(WorkKinds.Episodes) && FirstMessage() is { } m && m.Due <= now ? m : null;
            QueuedActivity? activity = kinds.HasFlag(WorkKinds.Activities) && activities.Peek() is { } a && a.Work.Due <= now ? a : null;
            if (activity is not null && (message is null || activity.Key.CompareTo(message.Key) < 0))
            {
                activities.Pop();
                takenActivities.Add(activity.Work.Sequence, activity);
                return activity.Work;
            }

            return message is null ? null : TakeEpisode(message.InstanceId, now);
        }
    }

    public void Release(WorkItem item)
    {
        lock (gate)
        {
            switch (item)
            {
                case EpisodeWork episode when busy.Remove(episode.InstanceId, out List<QueuedMessage>? parked):
                    parked.ForEach(messages.Push);
                    break;
                case ActivityWork activity when takenActivities.Remove(activity.Sequence, out QueuedActivity? queued):
                    activities.Push(queued);
                    break;
                default:
                    break;
            }
        }
    }

    public ValueTask<T> CommitAsync<T>(DateTimeOffset now, Func<IDurableTransaction, T> unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        lock (gate)
        {
            T result = unit(this);
            storedTicks = now.UtcTicks;
            return ValueTask.FromResult(result);
        }
    }

    public InstanceState? Find(string instanceId)
    {
        lock (gate)
            return instances.TryGetValue(instanceId, out Instance? instance) ? instance.State : null;
    }

    public IReadOnlyList<InstanceState> List(InstanceFilter filter, string? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(filter);
        lock (gate)
        {
            if (sortedIds is null)
            {
                sortedIds = [.. instances.Keys];
                Array.Sort(sortedIds, StringComparer.Ordinal);
            }

            int start = after is null ? 0 : Array.BinarySearch(sortedIds, after, StringComparer.Ordinal);
            start = start < 0 ? ~start : after is null ? 0 : start + 1;
            return [.. sortedIds.Skip(start).Select(id => instances[id].State).Where(filter.Takes).Take(limit)];
        }
    }

    public StoreCounts Count()
    {
        lock (gate)
        {
            return new StoreCounts(
                instances.Values.CountBy(instance => instance.State.Status).ToDictionary(),
                instances.Values.Sum(instance => instance.Inbox.Count(queued => queued.Message.Event is TimerFired)));
        }
    }

    public IReadOnlyList<string> FinishedBefore(DateTimeOffset time, int limit)
    {
        lock (gate)
        {
            return
            [
                .. instances.Values.Select(instance => instance.State).Where(state => state.IsFinished && state.LastUpdatedAt < time)
                    .OrderBy(state => state.LastUpdatedAt).ThenBy(state => state.InstanceId, StringComparer.Ordinal).Take(limit).Select(state => state.InstanceId),
            ];
        }
    }

    public IReadOnlyList<HistoryEvent> ReadHistory(string instanceId)
    {
        lock (gate)
            return instances.TryGetValue(instanceId, out Instance? instance) ? instance.History : [];
    }

    public IReadOnlyList<Message> ReadMessages(string instanceId)
    {
        lock (gate)
            return instances.TryGetValue(instanceId, out Instance? instance) ? InOrder(instance.Inbox.Select(queued => queued.Message)) : [];
    }

    public IReadOnlyList<Message> ReadTimers(int limit)
    {
        lock (gate)
            return [.. InOrder(instances.Values.SelectMany(instance => instance.Inbox).Select(queued => queued.Message).Where(message => message.Event is TimerFired)).Take(limit)];
    }

    public void Dispose()
    {
    }

    long IDurableTransaction.NextSequence() => ++sequence;

    InstanceState? IDurableTransaction.Find(string instanceId) => Find(instanceId);

    IReadOnlyList<string> IDurableTransaction.ChildrenOf(string instanceId) =>
        [.. instances.Values.Where(i => i.State.Parent?.InstanceId == instanceId).Select(i => i.State.InstanceId).Order(StringComparer.Ordinal)];

    void IDurableTransaction.Save(InstanceState state)
    {
        if (instances.TryGetValue(state.InstanceId, out Instance? instance))
        {
            instance.State = state;
            return;
        }

        instances.Add(state.InstanceId, new Instance { State = state });
        sortedIds = null;
    }

    // A turn that is running reads the list that it was given, so a new one takes its place.
    void IDurableTransaction.AppendHistory(string instanceId, IReadOnlyList<HistoryEvent> events)
    {
        Instance instance = instances[instanceId];
        instance.History = instance.History.Length == 0 ? [.. events] : [.. instance.History, .. events];
    }

    void IDurableTransaction.ClearHistory(string instanceId) => instances[instanceId].History = [];

    void IDurableTransaction.Add(Message message)
    {
        var queued = new QueuedMessage(message);
        instances[message.InstanceId].Inbox.Add(queued);
        if (busy.TryGetValue(message.InstanceId, out List<QueuedMessage>? parked))
            parked.Add(queued);
        else
            messages.Push(queued);
    }

    void IDurableTransaction.Remove(IReadOnlyList<Message> messages)
    {
        if (messages.Count > 0 && instances.TryGetValue(messages[0].InstanceId, out Instance? instance))
            Drop(instance, messages.Contains);
    }

    void IDurableTransaction.RemoveMessages(string instanceId, bool boundOnly) =>
        Drop(instances[instanceId], message => !boundOnly || message.Bound);

    void IDurableTransaction.Add(ActivityWork activity) => activities.Push(new QueuedActivity(activity));

    void IDurableTransaction.Remove(ActivityWork activity) => takenActivities.Remove(activity.Sequence);

    void IDurableTransaction.Purge(string instanceId)
    {
        if (!instances.Remove(instanceId, out Instance? instance))
            return;
        sortedIds = null;
        Drop(instance, _ => true);
    }

    private static List<Message> InOrder(IEnumerable<Message> messages) =>
        [.. messages.OrderBy(message => message.Due).ThenBy(message => message.InstanceId, StringComparer.Ordinal).ThenBy(message => message.Sequence)];

    private void Drop(Instance instance, Func<Message, bool> which) => instance.Inbox.RemoveAll(queued =>
    {
        if (!which(queued.Message))
            return false;
        messages.Forget(queued);
        return true;
    });

    // Messages of an instance that is running wait aside until it is released.
    private QueuedMessage? FirstMessage()
    {
        while (messages.Peek() is { } first)
        {
            if (!busy.TryGetValue(first.InstanceId, out List<QueuedMessage>? parked))
                return first;
            messages.Pop();
            parked.Add(first);
        }

        return null;
    }

    private EpisodeWork TakeEpisode(string instanceId, DateTimeOffset now)
    {
        Instance instance = instances[instanceId];
        List<Message> ready = [];
        foreach (QueuedMessage queued in instance.Inbox)
        {
            if (queued.Due <= now)
                ready.Add(queued.Message);
        }

        ready.Sort(static (a, b) => a.Due == b.Due ? a.Sequence.CompareTo(b.Sequence) : a.Due.CompareTo(b.Due));
        busy.Add(instanceId, []);
        return new EpisodeWork(instance.State, instance.History, ready);
    }

    private sealed class Instance
    {
        public required InstanceState State { get; set; }

        public HistoryEvent[] History { get; set; } = [];

        public List<QueuedMessage> Inbox { get; } = [];
    }

    private sealed class QueuedMessage(Message message) : Queued(new WorkKey(message.Due.UtcTicks, message.InstanceId, message.Sequence))
    {
        public Message Message => message;

        public string InstanceId => message.InstanceId;

        public DateTimeOffset Due => message.Due;
    }

    private sealed class QueuedActivity(ActivityWork work) : Queued(new WorkKey(work.Due.UtcTicks, work.InstanceId, work.Sequence))
    {
        public ActivityWork Work => work;
    }
}
