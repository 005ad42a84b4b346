namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>Where the parts of one operation stand in a batch's body.</summary>
internal readonly record struct BatchPart(Range Method, Range Url, Range IfMatch, Range Body);

/// <summary>Finds the operations of a change set in a <c>multipart/mixed</c> body.</summary>
internal sealed class BatchReader
{
    private readonly List<BatchPart> _parts = new(100);
    private byte[] _path = new byte[4096];

    /// <exception cref="FormatException">The body is not a batch with one change set.</exception>
    public ReadOnlySpan<BatchPart> Read(ReadOnlySpan<byte> body)
    {
        _parts.Clear();
        var delimiter = ChangeSetDelimiter(body, out var at);
        while (true)
        {
            var next = body[at..].IndexOf(delimiter);
            if (next < 0)
                throw new FormatException("The batch's change set does not end.");
            at += next + delimiter.Length;
            if (body[at..].StartsWith("--"u8))
                return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parts);
            _parts.Add(ReadPart(body, at, delimiter));
        }
    }

    /// <summary>The table that a part's address names.</summary>
    public ReadOnlySpan<byte> TableOf(BatchPart part, ReadOnlySpan<byte> body) => AddressOf(part, body).Name;

    /// <summary>Valid until the next call.</summary>
    public TableAddress AddressOf(BatchPart part, ReadOnlySpan<byte> body)
    {
        var url = body[part.Url];
        var host = url.IndexOf("://"u8);
        if (host >= 0)
            url = url[(host + 3)..] is var rest && rest.IndexOf((byte)'/') is var slash and >= 0 ? rest[slash..] : default;
        var query = url.IndexOf((byte)'?');
        url = query < 0 ? url : url[..query];
        if (_path.Length < url.Length)
            _path = new byte[url.Length];
        url.CopyTo(_path);
        return new TableAddress(UrlPath.WithoutAccount(_path.AsSpan(0, UrlPath.DecodeInPlace(_path.AsSpan(0, url.Length)))));
    }

    private static ReadOnlySpan<byte> ChangeSetDelimiter(ReadOnlySpan<byte> body, out int end)
    {
        end = 0;
        while (NextLine(body, ref end, out var line))
        {
            if (body[line].IsEmpty)
                break;
            if (body[line].IndexOf("boundary="u8) is var at and >= 0)
            {
                var boundary = body[line][(at + "boundary=".Length)..].Trim("\" "u8);
                var delimiter = new byte[boundary.Length + 2];
                "--"u8.CopyTo(delimiter);
                boundary.CopyTo(delimiter.AsSpan(2));
                return delimiter;
            }
        }
        throw new FormatException("The batch's change set names no boundary.");
    }

    private static BatchPart ReadPart(ReadOnlySpan<byte> body, int at, ReadOnlySpan<byte> delimiter)
    {
        NextLine(body, ref at, out _);
        SkipHeaders(body, ref at);
        if (!NextLine(body, ref at, out var request))
            throw new FormatException("An operation of the batch has no request line.");
        var (offset, length) = request.GetOffsetAndLength(body.Length);
        var line = body.Slice(offset, length);
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (first < 0 || last <= first)
            throw new FormatException("An operation of the batch has no request line.");

        Range ifMatch = default;
        while (NextLine(body, ref at, out var header) && !body[header].IsEmpty)
        {
            var text = body[header];
            if (text.Length > 9 && text[8] == ':' && System.Text.Ascii.EqualsIgnoreCase(text[..8], "If-Match"u8))
                ifMatch = Trim(body, header.Start.Value + 9, header.End.Value);
        }
        var size = body[at..].IndexOf(delimiter);
        if (size < 0)
            throw new FormatException("An operation of the batch does not end.");
        return new BatchPart(offset..(offset + first), (offset + first + 1)..(offset + last), ifMatch, Trim(body, at, at + size));
    }

    private static void SkipHeaders(ReadOnlySpan<byte> body, ref int at)
    {
        while (NextLine(body, ref at, out var line) && !body[line].IsEmpty)
        {
            // The headers of a part say only that a request follows.
        }
    }

    private static bool NextLine(ReadOnlySpan<byte> body, ref int at, out Range line)
    {
        line = default;
        if (at >= body.Length)
            return false;
        var end = body[at..].IndexOf((byte)'\n');
        var stop = end < 0 ? body.Length : at + end;
        line = at..(stop > at && body[stop - 1] == '\r' ? stop - 1 : stop);
        at = end < 0 ? body.Length : stop + 1;
        return true;
    }

    private static Range Trim(ReadOnlySpan<byte> body, int start, int end)
    {
        while (start < end && body[start] <= ' ')
            start++;
        while (end > start && body[end - 1] <= ' ')
            end--;
        return start..end;
    }
}
