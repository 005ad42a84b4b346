namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>One entity: its row key and its own properties as the JSON object that the client sent. Never changes.</summary>
internal sealed class Row(byte[] keyAndProperties, int keyLength, long version) : Keyed(keyAndProperties, keyLength)
{
    /// <summary>The UTC ticks of its last change; larger with each change of the table. ETag and timestamp are made of it.</summary>
    public long Version => version;

    /// <summary>A JSON object with neither keys nor timestamp.</summary>
    public ReadOnlySpan<byte> Properties => Rest;
}

/// <summary>The rows of one partition key.</summary>
internal sealed class Partition(byte[] key) : Keyed(key, key.Length)
{
    public OrderedIndex<Row> Rows { get; } = new();
}
