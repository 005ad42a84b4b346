using System.Globalization;

namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>The part of a blob that a request wants.</summary>
internal readonly record struct ByteRange(long Offset, long Count)
{
    /// <summary>The wanted part, cut at the blob's end; null without a range header; a negative count if it lies behind the end.</summary>
    public static ByteRange? Of(HeaderList headers, long length)
    {
        if ((headers["x-ms-range"] ?? headers["Range"]) is not { } text || !text.StartsWith("bytes=", StringComparison.Ordinal))
            return null;
        var bounds = text["bytes=".Length..].Split('-');
        var from = long.Parse(bounds[0], CultureInfo.InvariantCulture);
        var to = bounds is [_, { Length: > 0 } last] ? long.Parse(last, CultureInfo.InvariantCulture) : length - 1;
        return from >= length ? new ByteRange(from, -1) : new ByteRange(from, Math.Min(to, length - 1) - from + 1);
    }
}
