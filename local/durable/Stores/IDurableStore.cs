namespace Collections.Local.Durable;

/// <summary>
/// Where instances, histories, messages and open activities live. All changes go through <see cref="CommitAsync"/>: a unit happens wholly or not at all,
/// and is durable when its task ends. What the units do is written once, in <see cref="Commits"/>; a store only keeps.
/// </summary>
public interface IDurableStore : IDisposable
{
    /// <summary>Business time of the last commit, from which a virtual or compressed clock goes on; null if there was none.</summary>
    DateTimeOffset? StoredTime { get; }

    /// <summary>When the first item of these kinds that can be taken is or was due.</summary>
    DateTimeOffset? NextDue(WorkKinds kinds);

    /// <summary>Takes the first item that is due. An instance is never taken twice at a time. Null means that nothing of these kinds is ready.</summary>
    WorkItem? Take(DateTimeOffset now, WorkKinds kinds);

    /// <summary>Gives an item back after its commit, or without one if it has to run again.</summary>
    void Release(WorkItem item);

    ValueTask<T> CommitAsync<T>(DateTimeOffset now, Func<IDurableTransaction, T> unit);

    InstanceState? Find(string instanceId);

    /// <summary>Instances in the order of their ids, from behind <paramref name="after"/> on.</summary>
    IReadOnlyList<InstanceState> List(InstanceFilter filter, string? after, int limit);

    /// <summary>Counts by walking through everything: for people, not for the engine.</summary>
    StoreCounts Count();

    /// <summary>Instances that ended before a time, oldest first.</summary>
    IReadOnlyList<string> FinishedBefore(DateTimeOffset time, int limit);

    /// <summary>What has happened to an instance since its last restart, for people; empty if there is no such instance.</summary>
    IReadOnlyList<HistoryEvent> ReadHistory(string instanceId);

    /// <summary>What is still to happen to an instance, in the order of its time.</summary>
    IReadOnlyList<Message> ReadMessages(string instanceId);

    /// <summary>The timers of all instances that fire next, in their order.</summary>
    IReadOnlyList<Message> ReadTimers(int limit);
}

/// <summary>What a unit of work may do inside its transaction.</summary>
public interface IDurableTransaction
{
    /// <summary>A number above all earlier ones of this store.</summary>
    long NextSequence();

    InstanceState? Find(string instanceId);

    IReadOnlyList<string> ChildrenOf(string instanceId);

    void Save(InstanceState state);

    void AppendHistory(string instanceId, IReadOnlyList<HistoryEvent> events);

    void ClearHistory(string instanceId);

    void Add(Message message);

    void Remove(IReadOnlyList<Message> messages);

    /// <summary>Removes what is still to happen to an instance; with <paramref name="boundOnly"/>, what concerns its current generation.</summary>
    void RemoveMessages(string instanceId, bool boundOnly);

    void Add(ActivityWork activity);

    void Remove(ActivityWork activity);

    /// <summary>Removes the instance with its history and messages. Open activities run, and their results find nobody.</summary>
    void Purge(string instanceId);
}
