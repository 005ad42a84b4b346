using System.Buffers;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes an entity as the service's JSON.</summary>
internal static class EntityWriter
{
    private const int LongestKey = 512;

    private static readonly JsonEncodedText PartitionKey = JsonEncodedText.Encode(TableEntity.PartitionKeyName);
    private static readonly JsonEncodedText RowKey = JsonEncodedText.Encode(TableEntity.RowKeyName);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0, 0x20).Select(code => (char)code), .. Enumerable.Range(0x7F, 0x21).Select(code => (char)code)]);

    /// <exception cref="RequestFailedException">The entity is one that the service refuses.</exception>
    public static void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        string partitionKey = entity.PartitionKey;
        string rowKey = entity.RowKey;
        CheckKey(partitionKey, nameof(entity.PartitionKey));
        CheckKey(rowKey, nameof(entity.RowKey));

        json.WriteStartObject();
        json.WriteString(PartitionKey, partitionKey);
        json.WriteString(RowKey, rowKey);
        var properties = new EdmWriter(json, partitionKey.Length + rowKey.Length);
        if (entity is TableEntity table)
            WriteAll(ref properties, table);
        else
            EntityModel.Of(entity.GetType()).Write(ref properties, entity);
        properties.Check();
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>1 KiB in UTF-16, without the characters that break a row's address.</summary>
    public static void CheckKey(string key, string name)
    {
        if (key is null)
            throw new ArgumentNullException(name);
        if (key.Length > LongestKey)
            throw Refusal.KeyTooLarge(name);
        if (key.AsSpan().ContainsAny(Forbidden))
            throw Refusal.OutOfRange($"The '{name}' '{key}' is out of range: a key has none of / \\ # ? and no control characters.");
    }

    private static void WriteAll(ref EdmWriter properties, TableEntity entity)
    {
        foreach ((string key, object value) in entity.Properties)
        {
            if (value is null)
                continue;
            PropertyName name = PropertyName.Of(key);
            if (!name.IsSystem)
                properties.Write(name, value);
        }
    }
}
