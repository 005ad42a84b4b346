namespace Collections.Functions.Ingestion.Reading;

/// <summary>Columns by start and length in bytes of the file's own encoding: bytes are cut first and decoded after.</summary>
internal sealed class FixedWidthCutter(FileLayout layout, IReadOnlyList<ColumnFormat> columns, LineDecoder decoder) : LineCutter
{
    private readonly (int Start, int Length)[] places = [.. columns.Where(column => column.Start > 0).Select(column => (column.Start - 1, column.Length))];
    private readonly byte[] decoded = new byte[RawLines.Longest * 2 * decoder.Growth];

    public override CutState Cut(byte[] buffer, int start, int length, RowCells cells)
    {
        var line = buffer.AsSpan(start, length);
        cells.Begin(decoded);
        var at = 0;
        foreach (var (from, wide) in places)
        {
            if (at + wide * decoder.Growth > decoded.Length) break;
            var cell = from >= length ? default : line.Slice(from, Math.Min(wide, length - from)).Trim((byte)' ');
            if (!decoder.TryDecode(cell, decoded.AsSpan(at), out var written))
            {
                if (!decoder.TryDecode(line, decoded, out _)) return CutState.BadBytes;
                return Bad("cut-character", "A column's end falls inside a character: the columns are not where the format says.");
            }

            cells.Add(at, written);
            at += written;
        }

        if (layout.RecordLength > 0 ? length == layout.RecordLength : length > places[^1].Start) return CutState.Cut;
        return Bad("row-length", layout.RecordLength > 0 ? $"The row has {length} bytes instead of {layout.RecordLength}." : $"The row has {length} bytes, fewer than its columns need.");
    }

    private CutState Bad(string code, string reason)
    {
        Problem = (code, reason);
        return CutState.BadRow;
    }
}
