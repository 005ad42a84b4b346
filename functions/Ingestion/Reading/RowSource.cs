using System.Globalization;
using System.Runtime.InteropServices;

namespace Collections.Functions.Ingestion.Reading;

internal enum RowState { Row, BadRow, End, Held }

/// <summary>
/// The rows of a delivered file, one pass, in bounded memory: expands it, finds its lines, decodes and cuts them, and watches for what is wrong with the
/// file as such. Corrected rejects are recognised by how they begin and read in their own form.
/// </summary>
internal sealed class RowSource : IAsyncDisposable
{
    private static readonly byte[] CorrectionHead = "reject_line"u8.ToArray();

    private readonly HashingStream packed;
    private readonly Stream content;
    private readonly RawLines lines;
    private LineDecoder decoder = LineDecoder.Of(FileEncoding.Utf8, false);
    private LineCutter? cutter;
    private TrailerReader? trailers;
    private bool isHeader;

    public RowSource(Stream delivered, FormatProfile format)
    {
        Format = format;
        packed = new HashingStream(delivered);
        content = format.Gzip is { } limits ? new ExpandedStream(packed, limits) : packed;
        lines = new RawLines(content);
    }

    /// <summary>The file's format, or that of corrections to it.</summary>
    public FormatProfile Format { get; private set; }

    public bool IsCorrection { get; private set; }

    public RowCells Cells { get; } = new();

    public long Line => lines.Number;

    public long Byte => lines.Offset;

    public ImportReason? Fault { get; private set; }

    /// <summary>Code and reason of a bad row.</summary>
    public (string Code, string Reason) Problem => cutter!.Problem;

    /// <summary>What the trailer said, once it has come.</summary>
    public TrailerTotals? Trailer { get; private set; }

    /// <summary>Looks at how the file begins, and passes over its byte order mark.</summary>
    public async ValueTask OpenAsync(ExportKind kind, CancellationToken cancellation)
    {
        if (!await FillAsync(cancellation)) return;
        var head = lines.Ahead;
        if (Format.Gzip is null && head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])) Hold("unreadable", "The file is compressed with gzip, which its format does not say.");
        var afterMark = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (afterMark.Length > CorrectionHead.Length && afterMark.StartsWith(CorrectionHead) && afterMark[CorrectionHead.Length] is (byte)',' or (byte)';' or (byte)'\t')
        {
            IsCorrection = true;
            Format = Format.OfCorrections((char)afterMark[CorrectionHead.Length]);
        }

        var bigEndian = Format.Encoding == FileEncoding.Utf16BigEndian || (Format.Encoding == FileEncoding.Utf16 && head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]));
        ReadOnlySpan<byte> mark = Format.Encoding switch
        {
            FileEncoding.Utf8 => [0xEF, 0xBB, 0xBF],
            FileEncoding.Gb18030 => [0x84, 0x31, 0x95, 0x33],
            _ => bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE],
        };
        if (head.StartsWith(mark)) lines.Skip(mark.Length);
        (lines.Unit, lines.BigEndian) = (Format.Encoding is FileEncoding.Utf8 or FileEncoding.Gb18030 ? 1 : 2, bigEndian);
        decoder = LineDecoder.Of(Format.Encoding, bigEndian);
        var columns = Format.Kinds[kind];
        cutter = LineCutter.Of(Format, columns.Columns, columns.Ignore, decoder);
        if (Format.Trailer is not null) trailers = new TrailerReader(Format, decoder);
    }

    /// <summary>The header's line as a row. It is never a trailer.</summary>
    public async ValueTask<RowState> ReadHeaderAsync(CancellationToken cancellation)
    {
        isHeader = true;
        var state = await ReadAsync(cancellation);
        isHeader = false;
        return state;
    }

    public ValueTask<RowState> ReadAsync(CancellationToken cancellation)
    {
        if (Fault is not null) return new(RowState.Held);
        var state = lines.Next();
        while (state == LineState.Found && IsEmpty()) state = lines.Next();
        return state == LineState.NeedsMore ? MoreAsync(cancellation) : new(Take(state));
    }

    /// <summary>SHA-256 of the file as it was delivered, once all of it was read.</summary>
    public string Hash()
    {
        if (content != packed) packed.CopyTo(Stream.Null);
        return packed.Hash();
    }

    public RowState Hold(string code, string reason)
    {
        Fault ??= new ImportReason(code, reason);
        return RowState.Held;
    }

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        await packed.DisposeAsync();
    }

    private async ValueTask<RowState> MoreAsync(CancellationToken cancellation)
    {
        var state = LineState.NeedsMore;
        while (state == LineState.NeedsMore)
        {
            if (!await FillAsync(cancellation)) return RowState.Held;
            state = lines.Next();
            while (state == LineState.Found && IsEmpty()) state = lines.Next();
        }

        return Take(state);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        try
        {
            await lines.FillAsync(cancellation);
            return true;
        }
        catch (InvalidDataException)
        {
            Hold("gzip", string.Create(CultureInfo.InvariantCulture, $"The file is not whole gzip: it is damaged or cut off behind line {lines.Number}."));
        }
        catch (ExpandsTooFarException bomb)
        {
            Hold("gzip-limit", bomb.Message);
        }

        return false;
    }

    private RowState Take(LineState state)
    {
        if (state == LineState.TooLong) return Hold("unreadable", $"Line {lines.Number}, from byte {lines.Offset}, is longer than {RawLines.Longest} characters.");
        if (state == LineState.End)
            return trailers is not null && Trailer is null && !isHeader ? Hold("trailer-missing", $"The file has no trailer row '{Format.Trailer!.Mark}': it is not whole.") : RowState.End;
        if (HasNul()) return Hold("nul-bytes", $"Line {lines.Number}, from byte {lines.Offset}, holds NUL bytes: the file is damaged or not text.");
        var cut = cutter!.Cut(lines.Buffer, lines.LineStart, lines.LineLength, Cells);
        if (cut == CutState.BadBytes) return Hold("encoding", $"Line {lines.Number}, from byte {lines.Offset}, is not {decoder.Name}.");
        if (trailers is not null && !isHeader)
        {
            var isTrailer = trailers.IsTrailer(Cells, lines.Line);
            if (Trailer is not null) return isTrailer ? Hold("trailer-doubled", $"Line {lines.Number} is a second trailer row.") : Hold("trailer-not-last", $"Line {lines.Number} comes after the trailer row.");
            if (isTrailer) return TakeTrailer();
        }

        return cut == CutState.Cut ? RowState.Row : RowState.BadRow;
    }

    /// <summary>Whatever comes behind the trailer holds the file, so it is looked at at once.</summary>
    private RowState TakeTrailer()
    {
        Trailer = trailers!.Read(Cells, lines.Line);
        return Trailer is null ? Hold("trailer", $"The trailer row in line {lines.Number} has no readable number of rows or amount.") : RowState.End;
    }

    private bool HasNul() => lines.Unit == 1 ? lines.Line.Contains((byte)0) : MemoryMarshal.Cast<byte, ushort>(lines.Line).Contains((ushort)0);

    /// <summary>Nothing, or the mark with which old systems end a text.</summary>
    private bool IsEmpty() => lines.LineLength == 0 || (lines.LineLength == 1 && lines.Line[0] == 0x1A);
}
