namespace Collections.Local.Durable;

/// <summary>Something to run, in the order of due time, instance, sequence.</summary>
public abstract record WorkItem(DateTimeOffset Due, string InstanceId, long Sequence)
{
    /// <summary>Negative if this item comes before the other.</summary>
    public int CompareTo(WorkItem other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int order = Due.CompareTo(other.Due);
        if (order == 0)
            order = string.CompareOrdinal(InstanceId, other.InstanceId);
        return order == 0 ? Sequence.CompareTo(other.Sequence) : order;
    }
}

/// <summary>A turn of an instance: its history and all messages that have come due, in their order.</summary>
public sealed record EpisodeWork(InstanceState State, IReadOnlyList<HistoryEvent> History, IReadOnlyList<Message> Messages)
    : WorkItem(Messages[0].Due, State.InstanceId, Messages[0].Sequence);

/// <summary>An activity call that has not been committed as done.</summary>
public sealed record ActivityWork(
    DateTimeOffset Due, string InstanceId, long Sequence, long Execution, int TaskId, string Name, string? Input)
    : WorkItem(Due, InstanceId, Sequence);

/// <summary>What will happen to an instance at a time. Bound ones (timers, results) concern one generation and go with it.</summary>
public sealed class Message(string instanceId, DateTimeOffset due, long sequence, bool bound, HistoryEvent happens)
{
    public string InstanceId => instanceId;

    public DateTimeOffset Due => due;

    public long Sequence => sequence;

    public bool Bound => bound;

    public HistoryEvent Event => happens;
}

/// <summary>Which work to look for.</summary>
[Flags]
public enum WorkKinds
{
    None = 0,
    Episodes = 1,
    Activities = 2,
    All = Episodes | Activities,
}
