using System.Globalization;
using System.Runtime.Serialization;

namespace Collections.Local.Host.Bus;

/// <summary>The types that an application property may have, and their text with a type letter in front.</summary>
internal static class PropertyValue
{
    /// <summary>Approximate bytes on the wire.</summary>
    /// <exception cref="SerializationException">AMQP does not carry the type.</exception>
    public static int Size(string name, object? value) => value switch
    {
        null or bool or byte or sbyte or char or short or ushort or int or uint or float => 5,
        long or ulong or double or DateTime or DateTimeOffset or TimeSpan => 9,
        decimal or Guid => 17,
        string text => text.Length,
        byte[] bytes => bytes.Length,
        Uri uri => uri.OriginalString.Length,
        _ => throw new SerializationException(
            $"Application property '{name}' is a {value.GetType().FullName}; a message carries strings, numbers, bool, Guid, dates, TimeSpan, Uri and bytes."),
    };

    public static string Write(object? value) => value switch
    {
        null => "0",
        string v => "s" + v,
        bool v => v ? "b1" : "b0",
        byte v => Invariant($"y{v}"),
        sbyte v => Invariant($"Y{v}"),
        char v => "c" + v,
        short v => Invariant($"h{v}"),
        ushort v => Invariant($"H{v}"),
        int v => Invariant($"i{v}"),
        uint v => Invariant($"I{v}"),
        long v => Invariant($"l{v}"),
        ulong v => Invariant($"L{v}"),
        float v => Invariant($"f{v:R}"),
        double v => Invariant($"d{v:R}"),
        decimal v => Invariant($"m{v}"),
        Guid v => Invariant($"g{v:D}"),
        DateTime v => Invariant($"t{v:O}"),
        DateTimeOffset v => Invariant($"o{v:O}"),
        TimeSpan v => Invariant($"p{v:c}"),
        Uri v => "u" + v.OriginalString,
        byte[] v => "x" + Convert.ToBase64String(v),
        _ => throw new SerializationException($"A message property cannot be a {value.GetType().FullName}."),
    };

    public static object? Read(string text)
    {
        string v = text[1..];
        CultureInfo culture = CultureInfo.InvariantCulture;
        return text[0] switch
        {
            '0' => null,
            's' => v,
            'b' => v == "1",
            'y' => byte.Parse(v, culture),
            'Y' => sbyte.Parse(v, culture),
            'c' => v[0],
            'h' => short.Parse(v, culture),
            'H' => ushort.Parse(v, culture),
            'i' => int.Parse(v, culture),
            'I' => uint.Parse(v, culture),
            'l' => long.Parse(v, culture),
            'L' => ulong.Parse(v, culture),
            'f' => float.Parse(v, culture),
            'd' => double.Parse(v, culture),
            'm' => decimal.Parse(v, culture),
            'g' => Guid.ParseExact(v, "D"),
            't' => DateTime.ParseExact(v, "O", culture, DateTimeStyles.RoundtripKind),
            'o' => DateTimeOffset.ParseExact(v, "O", culture, DateTimeStyles.RoundtripKind),
            'p' => TimeSpan.ParseExact(v, "c", culture),
            'u' => new Uri(v, UriKind.RelativeOrAbsolute),
            'x' => Convert.FromBase64String(v),
            _ => throw new SerializationException($"Unknown type letter '{text[0]}' of a stored message property."),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
