using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one operation of a transaction; its headers stay bytes until somebody asks.</summary>
internal sealed class TransactionResponse(
    int status,
    ReadOnlyMemory<byte> reason,
    ReadOnlyMemory<byte> headers,
    ReadOnlyMemory<byte> content,
    string clientRequestId) : Response
{
    private Stream? _content;

    public override int Status => status;

    public override string ReasonPhrase => Encoding.ASCII.GetString(reason.Span).Trim();

    public override bool IsError => status >= 400;

    public override Stream? ContentStream
    {
        get => _content ??= ReadableContent();
        set => _content = value;
    }

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose()
    {
        // Holds memory only.
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        ReadOnlySpan<byte> rest = headers.Span;
        while (TryNext(ref rest, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text))
        {
            if (Ascii.EqualsIgnoreCase(key, name))
            {
                value = Encoding.UTF8.GetString(text);
                return true;
            }
        }

        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        var all = new List<HttpHeader>();
        ReadOnlySpan<byte> rest = headers.Span;
        while (TryNext(ref rest, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text))
            all.Add(new HttpHeader(Encoding.ASCII.GetString(key), Encoding.UTF8.GetString(text)));
        return all;
    }

    private static bool TryNext(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text)
    {
        key = text = default;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            int colon = line.IndexOf((byte)':');
            if (colon <= 0)
                continue;
            key = line[..colon];
            text = line[(colon + 1)..].Trim(" \r\t"u8);
            return true;
        }

        return false;
    }

    private MemoryStream ReadableContent()
    {
        // What stands before the next boundary is the delimiter's line break and dashes, not content.
        byte[] bytes = content.Span.TrimEnd("\r\n-"u8).ToArray();
        return new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
    }
}
