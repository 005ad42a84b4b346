using System.Collections;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary of its properties. Its keys, time and ETag are entries like the others, under the names that they have in
/// the service's answers.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string PartitionKeyName = "PartitionKey";
    internal const string RowKeyName = "RowKey";
    internal const string TimestampName = "Timestamp";
    internal const string ETagName = "odata.etag";

    public TableEntity() => Properties = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => Properties = values is null ? [] : new(values);

    /// <summary>With room for that many entries.</summary>
    internal TableEntity(int capacity) => Properties = new(capacity);

    public string PartitionKey
    {
        get => GetString(PartitionKeyName)!;
        set => Properties[PartitionKeyName] = value;
    }

    public string RowKey
    {
        get => GetString(RowKeyName)!;
        set => Properties[RowKeyName] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => Value<DateTimeOffset>(TimestampName);
        set => Properties[TimestampName] = value!;
    }

    public ETag ETag
    {
        get => GetString(ETagName) is { } text ? new ETag(text) : default;
        set => Properties[ETagName] = value.ToString();
    }

    public ICollection<string> Keys => Properties.Keys;

    public int Count => Properties.Count;

    ICollection<object> IDictionary<string, object>.Values => Properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>The properties without the interface in between, for the code that reads and writes rows.</summary>
    internal Dictionary<string, object> Properties { get; }

    /// <summary>A value, or null if there is no such property. A stored value keeps its type: another one is refused, except wider numbers.</summary>
    public object this[string key]
    {
        get => Find(key)!;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            Properties[key] = value is not null && Properties.TryGetValue(key, out object? existing) && existing is not null
                ? KeepType(existing, value)
                : value!;
        }
    }

    public string? GetString(string key) => Find(key) switch
    {
        null => null,
        string text => text,
        object other => throw WrongType(other, typeof(string)),
    };

    public byte[]? GetBinary(string key) => Find(key) switch
    {
        null => null,
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        object other => throw WrongType(other, typeof(byte[])),
    };

    public BinaryData? GetBinaryData(string key) => Find(key) switch
    {
        null => null,
        BinaryData data => data,
        byte[] bytes => new BinaryData(bytes),
        object other => throw WrongType(other, typeof(BinaryData)),
    };

    public bool? GetBoolean(string key) => Value<bool>(key);

    public double? GetDouble(string key) => Value<double>(key);

    public Guid? GetGuid(string key) => Value<Guid>(key);

    public int? GetInt32(string key) => Value<int>(key);

    public long? GetInt64(string key) => Value<long>(key);

    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        null => null,
        DateTime time => time,
        DateTimeOffset time => time.UtcDateTime,
        object other => throw WrongType(other, typeof(DateTime)),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        object other => throw WrongType(other, typeof(DateTimeOffset)),
    };

    public void Add(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Properties.Add(key, value);
    }

    public bool ContainsKey(string key) => Properties.ContainsKey(key);

    public bool Remove(string key) => Properties.Remove(key);

    public bool TryGetValue(string key, out object value) => Properties.TryGetValue(key, out value!);

    public void Clear() => Properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)Properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)Properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)Properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => Properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Properties.GetEnumerator();

    private object? Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Properties.TryGetValue(key, out object? value) ? value : null;
    }

    private T? Value<T>(string key)
        where T : struct => Find(key) switch
        {
            null => null,
            T value => value,
            object other => throw WrongType(other, typeof(T)),
        };

    private static object KeepType(object existing, object value) => (existing, value) switch
    {
        _ when existing.GetType() == value.GetType() => value,
        (int, long or double) => value,
        (double, int whole) => (double)whole,
        (long, int whole) => (long)whole,
        (string, DateTime or DateTimeOffset) or (DateTime, DateTimeOffset) or (DateTimeOffset, DateTime) => value,
        _ => throw new InvalidOperationException(
            $"The property holds a {existing.GetType()}; a {value.GetType()} cannot take its place. Remove the property first."),
    };

    private static InvalidOperationException WrongType(object value, Type wanted) =>
        new($"Cannot return {wanted} type for a {value.GetType()} typed property.");
}
