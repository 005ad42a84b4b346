using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads values of the service's JSON, with the type that the annotation before them tells.</summary>
internal static class EdmReader
{
    private static readonly object True = true;
    private static readonly object False = false;

    public static EdmType ReadType(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("Edm.Int64"u8))
            return EdmType.Int64;
        if (json.ValueTextEquals("Edm.DateTime"u8))
            return EdmType.DateTime;
        if (json.ValueTextEquals("Edm.Binary"u8))
            return EdmType.Binary;
        if (json.ValueTextEquals("Edm.Guid"u8))
            return EdmType.Guid;
        return json.ValueTextEquals("Edm.Double"u8) ? EdmType.Double : EdmType.Plain;
    }

    /// <summary>The value under the reader; null for a JSON null.</summary>
    public static object? ReadValue(ref Utf8JsonReader json, EdmType type) => json.TokenType switch
    {
        JsonTokenType.String => ReadText(ref json, type),
        JsonTokenType.Number => ReadNumber(ref json, type),
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        JsonTokenType.Null => null,
        _ => throw new FormatException($"A table's entity cannot hold a JSON {json.TokenType}."),
    };

    private static object ReadText(ref Utf8JsonReader json, EdmType type) => type switch
    {
        EdmType.Int64 => Utf8Parser.TryParse(json.ValueSpan, out long number, out _)
            ? number
            : long.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        EdmType.DateTime => json.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time
            : DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        EdmType.Binary => json.GetBytesFromBase64(),
        EdmType.Guid => json.TryGetGuid(out Guid guid) ? guid : Guid.Parse(json.GetString()!),
        EdmType.Double => json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            string text => double.Parse(text, CultureInfo.InvariantCulture),
            null => double.NaN,
        },
        _ => json.GetString()!,
    };

    // Without the cast the arms would all become doubles.
    private static object ReadNumber(ref Utf8JsonReader json, EdmType type) => type switch
    {
        EdmType.Plain when json.TryGetInt32(out int number) => (object)number,
        EdmType.Int64 => json.GetInt64(),
        _ => json.GetDouble(),
    };
}
