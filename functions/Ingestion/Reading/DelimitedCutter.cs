using System.Text;
using System.Text.Unicode;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>Fields between separators. A quote at a field's start opens one that ends at the next quote; two quotes in it are one.</summary>
/// <param name="decoder">Null: the bytes are UTF-8 and are used where they stand.</param>
internal sealed class DelimitedCutter(FileLayout layout, LineDecoder? decoder) : LineCutter
{
    private readonly byte[] separator = Encoding.UTF8.GetBytes(layout.Separator);
    private readonly byte quote = layout.Quote.Length == 0 ? (byte)0 : (byte)layout.Quote[0];
    private readonly byte[] decoded = decoder is null ? [] : new byte[RawLines.Longest * 2 * decoder.Growth];

    public override CutState Cut(byte[] buffer, int start, int length, RowCells cells)
    {
        if (decoder is null)
        {
            if (!Utf8.IsValid(buffer.AsSpan(start, length))) return CutState.BadBytes;
        }
        else
        {
            if (!decoder.TryDecode(buffer.AsSpan(start, length), decoded, out var written)) return CutState.BadBytes;
            (buffer, start, length) = (decoded, 0, written);
        }

        cells.Begin(buffer);
        var paired = quote == 0 || buffer.AsSpan(start, length).IndexOf(quote) < 0 ? Plain(buffer, start, length, cells) : Quoted(buffer, start, length, cells);
        if (layout.SeparatorEndsLine && cells.Count > 1 && cells.Count <= RowCells.Most && cells[cells.Count - 1].IsEmpty) cells.DropLast();
        if (paired) return CutState.Cut;
        Problem = ("quotes", "The row's quotation marks do not pair.");
        return CutState.BadRow;
    }

    private bool Plain(byte[] buffer, int start, int length, RowCells cells)
    {
        var rest = buffer.AsSpan(start, length);
        while (true)
        {
            var next = separator.Length == 1 ? rest.IndexOf(separator[0]) : rest.IndexOf(separator);
            if (next < 0) break;
            cells.Add(start, next);
            start += next + separator.Length;
            rest = rest[(next + separator.Length)..];
        }

        cells.Add(start, rest.Length);
        return true;
    }

    private bool Quoted(byte[] buffer, int start, int length, RowCells cells)
    {
        var (at, end, paired) = (start, start + length, true);
        while (true)
        {
            var next = at < end && buffer[at] == quote ? Unquote(buffer, ref at, end, cells, ref paired) : Unquoted(buffer, ref at, end, cells, ref paired);
            if (!next) return paired;
        }
    }

    private bool Unquoted(byte[] buffer, ref int at, int end, RowCells cells, ref bool paired)
    {
        var rest = buffer.AsSpan(at, end - at);
        var next = rest.IndexOf(separator);
        var length = next < 0 ? rest.Length : next;

        // A mark inside plain text is text for some and a slip for others; where it begins a field, it must end one.
        cells.Add(at, length);
        at += length + (next < 0 ? 0 : separator.Length);
        return next >= 0;
    }

    /// <summary>Writes the field over itself, without its marks.</summary>
    private bool Unquote(byte[] buffer, ref int at, int end, RowCells cells, ref bool paired)
    {
        var (from, to) = (at + 1, at + 1);
        for (at++; ; at++)
        {
            if (at >= end)
            {
                paired = false;
                cells.Add(from, to - from);
                return false;
            }

            if (buffer[at] == quote)
            {
                if (at + 1 < end && buffer[at + 1] == quote) at++;
                else break;
            }

            buffer[to++] = buffer[at];
        }

        at++;
        cells.Add(from, to - from);
        if (at == end) return false;
        var rest = buffer.AsSpan(at, end - at);
        var next = rest.IndexOf(separator);
        if (next != 0) paired = false;
        at = next < 0 ? end : at + next + separator.Length;
        return next >= 0;
    }
}
