using System.Globalization;
using System.Text;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>An entity's version as text: the timestamp <c>2026-01-31T10:00:00.0000001Z</c> and the ETag made of it.</summary>
internal static class ETagText
{
    private const int TimestampLength = 28;
    private const int Length = 46;

    public static void AppendTimestamp(ByteBuffer output, long version)
    {
        Span<byte> text = stackalloc byte[TimestampLength];
        WriteTimestamp(version, text);
        output.Append(text);
    }

    /// <summary>Appends the ETag; its quotes are escaped for JSON if <paramref name="json"/>.</summary>
    public static void Append(ByteBuffer output, long version, bool json)
    {
        Span<byte> text = stackalloc byte[TimestampLength];
        WriteTimestamp(version, text);
        output.Append(json ? "W/\\\"datetime'"u8 : "W/\"datetime'"u8)
            .Append(text[..13]).Append("%3A"u8).Append(text[14..16]).Append("%3A"u8).Append(text[17..])
            .Append(json ? "'\\\""u8 : "'\""u8);
    }

    public static string Of(long version)
    {
        Span<byte> text = stackalloc byte[Length];
        Write(version, text);
        return Encoding.ASCII.GetString(text);
    }

    public static bool IsOf(ReadOnlySpan<byte> etag, long version)
    {
        if (etag.Length != Length)
            return false;
        Span<byte> text = stackalloc byte[Length];
        Write(version, text);
        return text.SequenceEqual(etag);
    }

    private static void Write(long version, Span<byte> etag)
    {
        Span<byte> text = stackalloc byte[TimestampLength];
        WriteTimestamp(version, text);
        "W/\"datetime'"u8.CopyTo(etag);
        text[..13].CopyTo(etag[12..]);
        "%3A"u8.CopyTo(etag[25..]);
        text[14..16].CopyTo(etag[28..]);
        "%3A"u8.CopyTo(etag[30..]);
        text[17..].CopyTo(etag[33..]);
        "'\""u8.CopyTo(etag[44..]);
    }

    private static void WriteTimestamp(long version, Span<byte> text) =>
        new DateTime(version, DateTimeKind.Utc).TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
}
