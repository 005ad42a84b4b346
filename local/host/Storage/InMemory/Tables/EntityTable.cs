using System.Text;

namespace Collections.Local.Host.Storage.InMemory.Tables;

internal enum WriteKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}

/// <summary>
/// The entities of one table: partitions by key and in order, rows in order. The caller holds <see cref="Gate"/>.
/// </summary>
internal sealed class EntityTable(string name, TimeProvider time)
{
    private readonly Dictionary<byte[], Partition> _partitions = new(Utf8KeyComparer.Instance);
    private readonly ByteBuffer _row = new();
    private readonly byte[] _metadata = Encoding.UTF8.GetBytes($"\"odata.metadata\":\"{InMemoryStorage.TableEndpoint}/$metadata#{name}/@Element\",");
    private long _lastVersion;

    public string Name => name;

    /// <summary>Opens each single entity that the service answers.</summary>
    public ReadOnlySpan<byte> Metadata => _metadata;

    public Lock Gate { get; } = new();

    public OrderedIndex<Partition> Partitions { get; } = new();

    public Partition? FindPartition(ReadOnlySpan<byte> key) =>
        _partitions.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var partition) ? partition : null;

    public Row? Find(ReadOnlySpan<byte> partitionKey, ReadOnlySpan<byte> rowKey) => FindPartition(partitionKey)?.Rows.Find(rowKey);

    /// <summary>Makes one change under the protocol's conditions, or refuses it and changes nothing.</summary>
    /// <param name="ifMatch">Empty makes Replace and Merge an upsert; <c>*</c> takes any version.</param>
    /// <param name="properties">A JSON object; unused by Delete.</param>
    /// <param name="done">What was there before and what is there now.</param>
    public StorageError? Write(
        WriteKind kind, ReadOnlySpan<byte> partitionKey, ReadOnlySpan<byte> rowKey, ReadOnlySpan<byte> ifMatch, ReadOnlySpan<byte> properties, out Change done)
    {
        var partition = FindPartition(partitionKey);
        var old = partition?.Rows.Find(rowKey);
        done = default;
        if (Refusal(kind, old, ifMatch) is { } refusal)
            return refusal;
        if (kind == WriteKind.Delete)
        {
            done = new Change(partition!, old, null);
            Remove(partition!, rowKey);
            return null;
        }
        if (old is null && (KeyRules.Check(partitionKey) ?? KeyRules.Check(rowKey)) is { } invalid)
            return invalid;
        partition ??= AddPartition(partitionKey);
        var row = Compose(rowKey, kind == WriteKind.Merge ? old : null, properties);
        partition.Rows.Put(row);
        done = new Change(partition, old, row);
        return null;
    }

    /// <summary>Takes a change back; the latest first.</summary>
    public void Undo(Change change)
    {
        if (change.Before is null)
        {
            Remove(change.Partition, change.After!.Key);
            return;
        }
        // A deletion may have taken the whole partition out of the table, and undoing a later one may have made it again.
        (FindPartition(change.Partition.Key) ?? AddPartition(change.Partition.Key)).Rows.Put(change.Before);
    }

    private static StorageError? Refusal(WriteKind kind, Row? old, ReadOnlySpan<byte> ifMatch)
    {
        if (kind == WriteKind.Insert)
            return old is null ? null : TableErrors.EntityAlreadyExists;
        if (ifMatch.IsEmpty)
            return kind == WriteKind.Delete ? TableErrors.ConditionMissing : null;
        if (old is null)
            return TableErrors.ResourceNotFound;
        return ifMatch is [(byte)'*'] || ETagText.IsOf(ifMatch, old.Version) ? null : TableErrors.ConditionNotSatisfied;
    }

    private Row Compose(ReadOnlySpan<byte> rowKey, Row? mergeInto, ReadOnlySpan<byte> properties)
    {
        _row.Clear();
        _row.Append(rowKey);
        if (mergeInto is null)
            _row.Append(properties);
        else
            EntityMerge.Append(_row, mergeInto.Properties, properties);
        _lastVersion = Math.Max(time.GetUtcNow().Ticks, _lastVersion + 1);
        return new Row(_row.ToArray(), rowKey.Length, _lastVersion);
    }

    private Partition AddPartition(ReadOnlySpan<byte> key)
    {
        var bytes = key.ToArray();
        var partition = new Partition(bytes);
        _partitions.Add(bytes, partition);
        Partitions.Put(partition);
        return partition;
    }

    private void Remove(Partition partition, ReadOnlySpan<byte> rowKey)
    {
        partition.Rows.Remove(rowKey);
        if (partition.Rows.Count > 0)
            return;
        _partitions.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(partition.Key);
        Partitions.Remove(partition.Key);
    }
}

/// <summary>One change of one row; null stands for no row.</summary>
internal readonly record struct Change(Partition Partition, Row? Before, Row? After);
