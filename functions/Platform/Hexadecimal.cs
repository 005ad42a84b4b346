using System.Buffers.Binary;
using System.Globalization;

namespace Collections.Functions.Platform;

/// <summary>Keys as numbers: half the bytes of their text, and ordered as the text is.</summary>
public static class Hexadecimal
{
    public const int Size = 16;

    /// <summary>The 32 lower-case digits that a key's <c>Value</c> holds.</summary>
    public static string Text(UInt128 key) => key.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Throws <see cref="FormatException"/> for anything but hexadecimal digits.</summary>
    public static UInt128 Parse(string text) => UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static void Write(Span<byte> target, UInt128 key) => BinaryPrimitives.WriteUInt128BigEndian(target, key);

    public static UInt128 Read(ReadOnlySpan<byte> source) => BinaryPrimitives.ReadUInt128BigEndian(source);
}
