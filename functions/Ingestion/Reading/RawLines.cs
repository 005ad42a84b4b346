using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Collections.Functions.Ingestion.Reading;

internal enum LineState { Found, NeedsMore, End, TooLong }

/// <summary>
/// The lines of a stream as bytes, before anything is decoded, with number and byte position as delivered. CR, LF and CR LF end a line: none of them is
/// ever part of a character, in UTF-8 and GB18030 as in UTF-16, where units are compared. Memory is the buffer and no more, whatever comes.
/// </summary>
internal sealed class RawLines(Stream stream)
{
    /// <summary>Longer lines are no rows: they would make the reader's memory theirs.</summary>
    public const int Longest = 64 * 1024;

    private readonly byte[] buffer = new byte[4 * Longest];
    private int start;
    private int end;
    private long before;
    private bool ended;
    private bool afterReturn;

    /// <summary>Bytes of a unit: 1, or 2 in UTF-16.</summary>
    public int Unit { get; set; } = 1;

    public bool BigEndian { get; set; }

    public byte[] Buffer => buffer;

    /// <summary>Where the line begins in <see cref="Buffer"/>.</summary>
    public int LineStart { get; private set; }

    public int LineLength { get; private set; }

    public ReadOnlySpan<byte> Line => buffer.AsSpan(LineStart, LineLength);

    /// <summary>Of the line's first byte, the file's first being 0.</summary>
    public long Offset { get; private set; }

    /// <summary>The first line is 1.</summary>
    public long Number { get; private set; }

    /// <summary>What was read and not yet given out.</summary>
    public ReadOnlySpan<byte> Ahead => buffer.AsSpan(start, end - start);

    public void Skip(int bytes) => start += bytes;

    /// <summary>The next line, if it is in memory. After <see cref="LineState.NeedsMore"/> call <see cref="FillAsync"/> and ask again.</summary>
    public LineState Next()
    {
        if (afterReturn)
        {
            if (end - start < Unit && !ended) return LineState.NeedsMore;
            if (end - start >= Unit && UnitAt(start) == '\n') start += Unit;
            afterReturn = false;
        }

        var rest = Ahead;
        var length = EndOf(rest);
        if (length < 0)
        {
            if (rest.Length > Longest * Unit) return Long();
            if (!ended) return LineState.NeedsMore;
            if (rest.IsEmpty) return LineState.End;
            return Give(rest.Length, 0);
        }

        if (length > Longest * Unit) return Long();
        afterReturn = UnitAt(start + length) == '\r';
        return Give(length, Unit);
    }

    public async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            before += start;
            end -= start;
            start = 0;
        }

        while (end < buffer.Length && !ended)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            ended = read == 0;
            end += read;
        }
    }

    private LineState Give(int length, int mark)
    {
        (LineStart, LineLength, Offset) = (start, length, before + start);
        Number++;
        start += length + mark;
        return LineState.Found;
    }

    private LineState Long()
    {
        Offset = before + start;
        Number++;
        return LineState.TooLong;
    }

    private int EndOf(ReadOnlySpan<byte> text)
    {
        if (Unit == 1) return text.IndexOfAny((byte)'\r', (byte)'\n');
        var units = MemoryMarshal.Cast<byte, ushort>(text);
        var found = BigEndian == BitConverter.IsLittleEndian ? units.IndexOfAny((ushort)0x0D00, (ushort)0x0A00) : units.IndexOfAny((ushort)'\r', (ushort)'\n');
        return found < 0 ? -1 : found * 2;
    }

    private int UnitAt(int position) => Unit == 1 ? buffer[position]
        : BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(position)) : BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(position));
}
