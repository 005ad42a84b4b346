using System.Buffers;
using System.Text;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>What is asked of text in UTF-8 without making a string of it.</summary>
internal static class ByteText
{
    /// <summary>Bytes that a hidden character can begin with, or be: controls, U+0080 to U+009F, U+200E and the like.</summary>
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), 0x7F, 0xC2, 0xD8, 0xE2]);

    private static readonly SearchValues<byte> CodeBytes = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_./"u8);

    public static ByteComparer Comparer { get; } = new();

    /// <summary>Without white space at both ends, that of Unicode too.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || IsPlain(text)) return text;
        text = text.Trim((byte)' ');
        if (text.IsEmpty || IsPlain(text)) return text;
        while (!text.IsEmpty && Rune.DecodeFromUtf8(text, out var first, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(first)) text = text[length..];
        while (!text.IsEmpty && Rune.DecodeLastFromUtf8(text, out var last, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(last)) text = text[..^length];
        return text;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text) => text[0] is > 0x20 and < 0x80 && text[^1] is > 0x20 and < 0x80;

    public static bool MayHide(ReadOnlySpan<byte> text) => text.ContainsAny(Suspicious);

    /// <summary>Control characters, unseen ones, and marks that turn the direction of text: they can make a list show something else than it holds.</summary>
    public static bool Hides(ReadOnlySpan<byte> text)
    {
        if (!MayHide(text)) return false;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (Rune.IsControl(rune) || IsHidden(rune.Value)) return true;
            text = text[length..];
        }

        return false;
    }

    private static bool IsHidden(int c) =>
        c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064) or 0x061C or 0x00AD;

    /// <summary>ASCII letters, digits and <c>- _ . /</c>.</summary>
    public static bool IsCode(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(CodeBytes);

    /// <summary>Whether the text has more than so many UTF-16 characters.</summary>
    public static bool IsLonger(ReadOnlySpan<byte> text, int characters) => text.Length > characters && Encoding.UTF8.GetCharCount(text) > characters;

    /// <summary>Compares and hashes byte arrays by what is in them; looks spans up.</summary>
    internal sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
