using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>A typed constant of a filter. The comparisons give the order of a stored value relative to it, null if the types differ.</summary>
internal abstract record Literal
{
    public virtual int? CompareText(ReadOnlySpan<byte> text) => null;

    public virtual int? CompareTime(DateTimeOffset time) => null;

    public abstract int? CompareValue(PropertyReader property);

    private static bool IsString(PropertyReader property) =>
        property.Kind == JsonTokenType.String && (property.Type.IsEmpty || property.Type.SequenceEqual("Edm.String"u8));

    public sealed record Text(byte[] Value) : Literal
    {
        public override int? CompareText(ReadOnlySpan<byte> text) => text.SequenceCompareTo(Value);

        public override int? CompareValue(PropertyReader property)
        {
            if (!IsString(property))
                return null;
            var value = property.Value;
            return value.ValueIsEscaped
                ? Encoding.UTF8.GetBytes(value.GetString()!).AsSpan().SequenceCompareTo(Value)
                : value.ValueSpan.SequenceCompareTo(Value);
        }
    }

    /// <summary>Int32, Int64 and Double compare with each other.</summary>
    public sealed record Number(double Value, long? Whole) : Literal
    {
        public override int? CompareValue(PropertyReader property)
        {
            var raw = property.RawValue;
            if (property.Kind != JsonTokenType.Number && !property.Type.SequenceEqual("Edm.Int64"u8) && !property.Type.SequenceEqual("Edm.Double"u8))
                return null;
            if (Whole is { } whole && Utf8Parser.TryParse(raw, out long stored, out var used) && used == raw.Length)
                return stored.CompareTo(whole);
            return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.CompareTo(Value) : null;
        }
    }

    public sealed record Boolean(bool Value) : Literal
    {
        public override int? CompareValue(PropertyReader property) => property.Kind switch
        {
            JsonTokenType.True => true.CompareTo(Value),
            JsonTokenType.False => false.CompareTo(Value),
            _ => null,
        };
    }

    public sealed record Time(DateTimeOffset Value) : Literal
    {
        public override int? CompareTime(DateTimeOffset time) => time.CompareTo(Value);

        public override int? CompareValue(PropertyReader property) =>
            property.Type.SequenceEqual("Edm.DateTime"u8) && property.Value.TryGetDateTimeOffset(out var time) ? CompareTime(time) : null;
    }

    public sealed record Identifier(Guid Value) : Literal
    {
        public override int? CompareValue(PropertyReader property) =>
            property.Type.SequenceEqual("Edm.Guid"u8) && property.Value.TryGetGuid(out var guid) ? guid.CompareTo(Value) : null;
    }

    public sealed record Bytes(byte[] Value) : Literal
    {
        public override int? CompareValue(PropertyReader property) =>
            property.Type.SequenceEqual("Edm.Binary"u8) && property.Value.TryGetBytesFromBase64(out var bytes) ? bytes.AsSpan().SequenceCompareTo(Value) : null;
    }
}
