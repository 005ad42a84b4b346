namespace Collections.Local.Host.Bus;

/// <summary>Where the broker's state outlives the process. The broker keeps the working state itself and writes every change through.</summary>
public interface IBrokerStore
{
    /// <summary>The state as of the last commit. Locks are not part of it: who held one is gone.</summary>
    BrokerSnapshot Load();

    /// <summary>Makes all <paramref name="changes"/> durable, or none.</summary>
    ValueTask CommitAsync(IReadOnlyList<BrokerChange> changes);
}

/// <summary>A change of the broker's state.</summary>
public abstract record BrokerChange
{
    private BrokerChange()
    {
    }

    /// <summary>A queue, topic or subscription came into use.</summary>
    public sealed record Declared(string Path, BrokerEntityKind Kind) : BrokerChange;

    /// <summary>A message was sent to <paramref name="Name"/> with this sequence number.</summary>
    public sealed record Sent(string Name, long Sequence) : BrokerChange;

    public sealed record Stored(string Path, BrokerEntry Entry) : BrokerChange;

    public sealed record Delivered(string Path, long Sequence, int DeliveryCount) : BrokerChange;

    public sealed record Removed(string Path, long Sequence) : BrokerChange;

    public sealed record IdSeen(string Name, string MessageId, DateTimeOffset At) : BrokerChange;

    public sealed record IdsForgotten(string Name, DateTimeOffset Before) : BrokerChange;
}

/// <summary>What a path stands for.</summary>
public enum BrokerEntityKind
{
    /// <summary>Sent to, and nobody has said yet whether it is a queue or a topic.</summary>
    Unread,
    Queue,
    Topic,
    Subscription,
}

/// <summary>All that a store knows.</summary>
public sealed record BrokerSnapshot(
    IReadOnlyList<StoredEntity> Entities,
    IReadOnlyList<BrokerChange.Stored> Messages,
    IReadOnlyList<BrokerChange.IdSeen> Ids)
{
    public static BrokerSnapshot Empty { get; } = new([], [], []);
}

/// <summary>An entity, how many messages were sent to it and the last one's sequence number.</summary>
public sealed record StoredEntity(string Path, BrokerEntityKind Kind, long Sent, long LastSequence);

/// <summary>Keeps nothing: the broker's own memory is all there is.</summary>
public sealed class MemoryBrokerStore : IBrokerStore
{
    public BrokerSnapshot Load() => BrokerSnapshot.Empty;

    public ValueTask CommitAsync(IReadOnlyList<BrokerChange> changes) => ValueTask.CompletedTask;
}
