using System.Text.Json;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>
/// Walks the properties of a flat JSON object without copying. A type annotation (<c>name@odata.type</c>) is reported with the
/// property that follows it.
/// </summary>
internal ref struct PropertyReader
{
    private static ReadOnlySpan<byte> TypeSuffix => "@odata.type"u8;

    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private int _annotated;

    public PropertyReader(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
        IsObject = _reader.Read() && _reader.TokenType == JsonTokenType.StartObject;
    }

    public bool IsObject { get; }

    /// <summary>The name as it stands in the JSON: property names are identifiers, which need no escapes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>For example <c>Edm.Int64</c>; empty if the JSON type says it.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>The property with its annotation, to be copied.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>The value without quotes, escapes kept.</summary>
    public readonly ReadOnlySpan<byte> RawValue => _reader.ValueSpan;

    /// <summary>The reader, standing on the value.</summary>
    public readonly Utf8JsonReader Value => _reader;

    public bool MoveNext()
    {
        Type = default;
        _annotated = -1;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            Name = _reader.ValueSpan;
            var start = (int)_reader.TokenStartIndex;
            _reader.Read();
            if (Name.EndsWith(TypeSuffix))
            {
                Type = _reader.ValueSpan;
                _annotated = start;
                continue;
            }
            Whole = _json[(_annotated >= 0 ? _annotated : start)..(int)_reader.BytesConsumed];
            return true;
        }
        return false;
    }
}
