using System.Buffers.Text;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes one entity's properties, and refuses what the service would refuse for its size.</summary>
/// <remarks>
/// Sizes as the service counts them: 4 bytes, 2 for each character of the keys; each property 8 bytes, 2 for each character of its name,
/// and its value (a string 2 for each character and 4 more, binary its bytes and 4 more).
/// </remarks>
internal ref struct EdmWriter(Utf8JsonWriter json, int keyCharacters)
{
    private const int MostProperties = 252;
    private const int LargestEntity = 1024 * 1024;
    private const int LargestValue = 64 * 1024;

    private static readonly JsonEncodedText Int64 = JsonEncodedText.Encode("Edm.Int64");
    private static readonly JsonEncodedText Double = JsonEncodedText.Encode("Edm.Double");
    private static readonly JsonEncodedText DateTimeType = JsonEncodedText.Encode("Edm.DateTime");
    private static readonly JsonEncodedText GuidType = JsonEncodedText.Encode("Edm.Guid");
    private static readonly JsonEncodedText Binary = JsonEncodedText.Encode("Edm.Binary");
    private static readonly DateTime Earliest = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Utf8JsonWriter _json = json;
    private int _size = 4 + (2 * keyCharacters);
    private int _properties;

    public void Write(PropertyName name, object value)
    {
        switch (value)
        {
            case string text: WriteString(name, text); break;
            case int number: Count(name, 4); _json.WriteNumber(name.Value, number); break;
            case long number: WriteInt64(name, number); break;
            case bool flag: Count(name, 1); _json.WriteBoolean(name.Value, flag); break;
            case DateTimeOffset time: WriteTime(name, time.UtcDateTime); break;
            case DateTime time: WriteTime(name, time.Kind == DateTimeKind.Utc ? time : throw NotUtc(name)); break;
            case byte[] bytes: WriteBinary(name, bytes); break;
            case BinaryData data: WriteBinary(name, data.ToMemory().Span); break;
            case Guid guid: Count(name, 16); _json.WriteString(name.Type, GuidType); _json.WriteString(name.Value, guid); break;
            case double number: WriteDouble(name, number); break;
            case ulong number: WriteInt64(name, unchecked((long)number)); break;
            case Enum item: WriteString(name, item.ToString()); break;
            default: throw new NotSupportedException($"Property '{name.Value}' is of type {value.GetType()}, which a table cannot hold.");
        }
    }

    /// <summary>To be called after the last property.</summary>
    public readonly void Check()
    {
        if (_properties > MostProperties)
            throw Refusal.TooManyProperties();
        if (_size > LargestEntity)
            throw Refusal.EntityTooLarge();
    }

    private void WriteString(PropertyName name, string text)
    {
        int size = 2 * text.Length;
        if (size > LargestValue)
            throw Refusal.PropertyValueTooLarge();
        Count(name, size + 4);
        _json.WriteString(name.Value, text);
    }

    private void WriteBinary(PropertyName name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestValue)
            throw Refusal.PropertyValueTooLarge();
        Count(name, bytes.Length + 4);
        _json.WriteString(name.Type, Binary);
        _json.WriteBase64String(name.Value, bytes);
    }

    private void WriteInt64(PropertyName name, long number)
    {
        Count(name, 8);
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, text, out int length);
        _json.WriteString(name.Type, Int64);
        _json.WriteString(name.Value, text[..length]);
    }

    private void WriteTime(PropertyName name, DateTime utc)
    {
        if (utc < Earliest)
            throw Refusal.OutOfRange($"Property '{name.Value}' is a time before the year 1601, which a table cannot hold.");
        Count(name, 8);
        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(utc, text, out int length, 'O');
        _json.WriteString(name.Type, DateTimeType);
        _json.WriteString(name.Value, text[..length]);
    }

    private void WriteDouble(PropertyName name, double number)
    {
        Count(name, 8);
        _json.WriteString(name.Type, Double);
        if (double.IsFinite(number))
            _json.WriteNumber(name.Value, number);
        else
            _json.WriteString(name.Value, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static NotSupportedException NotUtc(PropertyName name) =>
        new($"Property '{name.Value}' is a DateTime that is not UTC. Use DateTimeOffset, or set its kind with DateTime.SpecifyKind.");

    private void Count(PropertyName name, int valueSize)
    {
        _properties++;
        _size += 8 + (2 * name.Length) + valueSize;
    }
}
