namespace Collections.Functions.Ingestion.Reading;

/// <summary>The fields of one line: places in a buffer of UTF-8. Valid until the next line.</summary>
internal sealed class RowCells
{
    /// <summary>No bank's file has more columns; a file that has is none.</summary>
    public const int Most = 1000;

    private readonly (int Start, int Length)[] cells = new (int, int)[Most];

    public byte[] Buffer { get; private set; } = [];

    /// <summary>How many fields the line has, counted on beyond those that are kept.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => Buffer.AsSpan(cells[index].Start, cells[index].Length);

    /// <summary>Fields that can be looked at.</summary>
    public int Kept => Math.Min(Count, Most);

    public void Begin(byte[] buffer) => (Buffer, Count) = (buffer, 0);

    public void Add(int start, int length)
    {
        if (Count < Most) cells[Count] = (start, length);
        Count++;
    }

    public void Set(int index, int start, int length) => cells[index] = (start, length);

    /// <summary>Makes all fields empty, for rows that name theirs in any order.</summary>
    public void Clear(byte[] buffer, int count)
    {
        (Buffer, Count) = (buffer, count);
        Array.Clear(cells, 0, Math.Min(count, Most));
    }

    public void DropLast() => Count--;

    /// <summary>Takes away the apostrophe that kept a spreadsheet from running a field as a formula.</summary>
    public void Unescape()
    {
        for (var i = 0; i < Kept; i++)
        {
            var (start, length) = cells[i];
            if (length >= 2 && Buffer[start] == '\'' && Buffer[start + 1] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t') cells[i] = (start + 1, length - 1);
        }
    }
}
