using System.Globalization;
using System.Text;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>What a trailer says of its file.</summary>
/// <param name="Amount">Null: the format's trailers state none.</param>
internal sealed record TrailerTotals(long Rows, decimal? Amount);

/// <summary>Knows the last row of a file when it comes. It may have fewer fields than a row, or more.</summary>
internal sealed class TrailerReader(FormatProfile format, LineDecoder decoder)
{
    private readonly TrailerRow trailer = format.Trailer!;
    private readonly byte[] mark = Encoding.UTF8.GetBytes(format.Trailer!.Mark);
    private readonly AmountText amounts = new(format.Numbers);
    private readonly byte[] decoded = new byte[RawLines.Longest];

    public bool IsTrailer(RowCells cells, ReadOnlySpan<byte> raw) =>
        format.IsDelimited ? Cell(trailer.MarkAt ?? new FieldPlace { Position = 1 }, cells).SequenceEqual(mark) : Bytes(trailer.MarkAt!, raw).SequenceEqual(mark);

    /// <summary>Null: its numbers cannot be read.</summary>
    public TrailerTotals? Read(RowCells cells, ReadOnlySpan<byte> raw)
    {
        Span<char> digits = stackalloc char[20];
        var rows = Field(trailer.Rows, cells, raw);
        if (rows.Length is 0 or > 18 || !Encoding.UTF8.TryGetChars(rows, digits, out var length)) return null;
        if (!long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        if (trailer.Amount is not { } place) return new TrailerTotals(count, null);
        return amounts.TryCents(Field(place, cells, raw), out var cents) ? new TrailerTotals(count, RowFields.OfCents(cents)) : null;
    }

    private ReadOnlySpan<byte> Field(FieldPlace place, RowCells cells, ReadOnlySpan<byte> raw) => format.IsDelimited ? Cell(place, cells) : Bytes(place, raw);

    private static ReadOnlySpan<byte> Cell(FieldPlace place, RowCells cells) => place.Position <= cells.Kept ? ByteText.Trim(cells[place.Position - 1]) : default;

    private ReadOnlySpan<byte> Bytes(FieldPlace place, ReadOnlySpan<byte> raw)
    {
        var start = Math.Min(place.Start - 1, raw.Length);
        var cut = raw.Slice(start, Math.Min(place.Length, raw.Length - start));
        return cut.Length <= decoded.Length / decoder.Growth && decoder.TryDecode(cut, decoded, out var written) ? ByteText.Trim(decoded.AsSpan(0, written)) : default;
    }
}
