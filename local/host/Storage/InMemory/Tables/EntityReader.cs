using System.Text;
using System.Text.Json;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>
/// Reads an entity that a client sends: separates the keys from the properties that are stored and holds it to the service's
/// limits. Reused from call to call.
/// </summary>
internal sealed class EntityReader
{
    private const int MaxProperties = 252;
    private const int MaxValueBytes = 64 * 1024;
    private const int MaxEntityBytes = 1024 * 1024;

    private readonly ByteBuffer _partitionKey = new();
    private readonly ByteBuffer _rowKey = new();
    private readonly ByteBuffer _properties = new();
    private bool _hasPartitionKey;
    private bool _hasRowKey;

    public ReadOnlySpan<byte> PartitionKey => _partitionKey.Written;

    public ReadOnlySpan<byte> RowKey => _rowKey.Written;

    /// <summary>A JSON object without keys, timestamp, nulls and service annotations.</summary>
    public ReadOnlySpan<byte> Properties => _properties.Written;

    public bool HasKeys => _hasPartitionKey && _hasRowKey;

    public StorageError? Read(ReadOnlySpan<byte> json)
    {
        _partitionKey.Clear();
        _rowKey.Clear();
        _hasPartitionKey = _hasRowKey = false;
        _properties.Clear();
        _properties.Append((byte)'{');
        try
        {
            var error = ReadProperties(json);
            _properties.Append((byte)'}');
            return error;
        }
        catch (JsonException invalid)
        {
            return TableErrors.InvalidInput($"The entity is not valid JSON: {invalid.Message}");
        }
    }

    private StorageError? ReadProperties(ReadOnlySpan<byte> json)
    {
        var properties = new PropertyReader(json);
        if (!properties.IsObject)
            return TableErrors.InvalidInput("The entity is not a JSON object.");
        int count = 0, size = 4;
        while (properties.MoveNext())
        {
            if (properties.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return TableErrors.InvalidInput("A property's value is neither a string, a number nor a boolean.");
            if (properties.Name.SequenceEqual("PartitionKey"u8))
                _hasPartitionKey = ReadKey(properties, _partitionKey);
            else if (properties.Name.SequenceEqual("RowKey"u8))
                _hasRowKey = ReadKey(properties, _rowKey);
            else if (properties.Kind != JsonTokenType.Null && !IsSystem(properties.Name))
            {
                var valueSize = SizeOf(properties);
                if (valueSize > MaxValueBytes + 4)
                    return TableErrors.ValueTooLarge;
                size += 8 + properties.Name.Length * 2 + valueSize;
                if (++count > 1)
                    _properties.Append((byte)',');
                _properties.Append(properties.Whole);
            }
        }
        if (count > MaxProperties)
            return TableErrors.TooManyProperties;
        return size > MaxEntityBytes ? TableErrors.EntityTooLarge : null;
    }

    private static bool IsSystem(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Timestamp"u8) || name.StartsWith("odata."u8);

    private static bool ReadKey(PropertyReader property, ByteBuffer key)
    {
        if (property.Kind != JsonTokenType.String)
            return false;
        var value = property.Value;
        if (!value.ValueIsEscaped)
        {
            key.Append(value.ValueSpan);
            return true;
        }
        key.Append(value.GetString()!);
        return true;
    }

    /// <summary>Bytes as the service counts them: a string has two for each UTF-16 unit.</summary>
    private static int SizeOf(PropertyReader property)
    {
        if (property.Kind != JsonTokenType.String)
            return property.Kind is JsonTokenType.True or JsonTokenType.False ? 1 : 8;
        if (property.Type.SequenceEqual("Edm.Binary"u8))
            return 4 + property.RawValue.Length / 4 * 3;
        if (!property.Type.IsEmpty && !property.Type.SequenceEqual("Edm.String"u8))
            return 16;
        // Only long values are worth the exact count.
        return 4 + 2 * (property.RawValue.Length <= MaxValueBytes / 2 ? property.RawValue.Length : ExactLength(property));
    }

    private static int ExactLength(PropertyReader property)
    {
        var value = property.Value;
        return value.ValueIsEscaped ? value.GetString()!.Length : Encoding.UTF8.GetCharCount(value.ValueSpan);
    }
}
