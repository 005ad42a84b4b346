using System.Buffers.Binary;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// A shard of the comparison index as bytes: a mark, then entries of one size in the order of their account keys, so that one entry can be found by
/// reading a few of them.
/// </summary>
public static class IndexCodec
{
    public const int EntrySize = 172;

    /// <summary>Names the layout; a file of another one is refused.</summary>
    public static ReadOnlySpan<byte> Mark => "CFINDEX2"u8;

    /// <summary>Throws <see cref="InvalidDataException"/> for bytes that are no shard of this layout.</summary>
    public static List<IndexEntry> Read(ReadOnlySpan<byte> shard)
    {
        var entries = new List<IndexEntry>(Count(shard));
        for (var rest = shard[Mark.Length..]; rest.Length > 0; rest = rest[EntrySize..]) entries.Add(ReadEntry(rest));
        return entries;
    }

    /// <summary>How many entries a shard holds; the same refusal as <see cref="Read"/>.</summary>
    public static int Count(ReadOnlySpan<byte> shard) => shard.StartsWith(Mark) && (shard.Length - Mark.Length) % EntrySize == 0
        ? (shard.Length - Mark.Length) / EntrySize
        : throw new InvalidDataException("A shard of the comparison index is of another version or damaged. Restore it from an earlier version of the blob.");

    public static byte[] Write(IReadOnlyList<IndexEntry> entries)
    {
        var shard = new byte[Mark.Length + entries.Count * EntrySize];
        Mark.CopyTo(shard);
        for (var i = 0; i < entries.Count; i++) WriteEntry(shard.AsSpan(Mark.Length + i * EntrySize, EntrySize), entries[i]);
        return shard;
    }

    public static UInt128 Account(ReadOnlySpan<byte> entry) => Hexadecimal.Read(entry);

    public static IndexEntry ReadEntry(ReadOnlySpan<byte> entry)
    {
        var reader = new FieldReader(entry[..EntrySize]);
        return new IndexEntry
        {
            Account = reader.Key(),
            Case = reader.Key(),
            Figures = new AccountFigures
            {
                Print = reader.Key(),
                Overdue = reader.Long(),
                Principal = reader.Long(),
                Interest = reader.Long(),
                PenaltyInterest = reader.Long(),
                Fees = reader.Long(),
                Balance = reader.Long(),
                MinimumPayment = reader.Long(),
                DaysPastDue = reader.Int(),
                PeriodsPastDue = reader.Int(),
                DueDate = DateOnly.FromDayNumber(reader.Int()),
                IsOverdue = reader.Int() == 1,
            },
            Prints = new RowPrints(reader.UInt(), reader.UInt(), reader.UInt(), reader.UInt(), reader.UInt(), reader.UInt()),
            BusinessDate = DateOnly.FromDayNumber(reader.Int()),
            Sequence = reader.Int(),
            Spell = reader.Int(),
            Absent = reader.Short(),
            Gone = reader.Byte() == 1,
            Product = (Product)reader.Byte(),
            Outcome = (ImportOutcome)reader.Int(),
            Import = (ulong)reader.Long(),
        };
    }

    private static void WriteEntry(Span<byte> target, IndexEntry entry)
    {
        var writer = new FieldWriter(target);
        var figures = entry.Figures;
        writer.Key(entry.Account);
        writer.Key(entry.Case);
        writer.Key(figures.Print);
        foreach (var amount in (ReadOnlySpan<long>)[figures.Overdue, figures.Principal, figures.Interest, figures.PenaltyInterest, figures.Fees, figures.Balance, figures.MinimumPayment])
            writer.Long(amount);
        foreach (var number in (ReadOnlySpan<int>)[figures.DaysPastDue, figures.PeriodsPastDue, figures.DueDate.DayNumber, figures.IsOverdue ? 1 : 0]) writer.Int(number);
        var prints = entry.Prints;
        foreach (var print in (ReadOnlySpan<uint>)[prints.DueDate, prints.LastPayment, prints.Terms, prints.Debtor, prints.ContactPoints, prints.Risk]) writer.Int((int)print);
        foreach (var number in (ReadOnlySpan<int>)[entry.BusinessDate.DayNumber, entry.Sequence, entry.Spell]) writer.Int(number);
        writer.Short((short)Math.Min(entry.Absent, short.MaxValue));
        writer.Byte(entry.Gone ? (byte)1 : (byte)0);
        writer.Byte((byte)entry.Product);
        writer.Int((int)entry.Outcome);
        writer.Long((long)entry.Import);
    }

    private ref struct FieldReader(ReadOnlySpan<byte> source)
    {
        private ReadOnlySpan<byte> rest = source;

        public UInt128 Key() => Hexadecimal.Read(Take(Hexadecimal.Size));

        public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

        public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

        public uint UInt() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

        public short Short() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

        public byte Byte() => Take(1)[0];

        private ReadOnlySpan<byte> Take(int size)
        {
            var taken = rest[..size];
            rest = rest[size..];
            return taken;
        }
    }

    private ref struct FieldWriter(Span<byte> target)
    {
        private Span<byte> rest = target;

        public void Key(UInt128 value) => Hexadecimal.Write(Take(Hexadecimal.Size), value);

        public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

        public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

        public void Short(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);

        public void Byte(byte value) => Take(1)[0] = value;

        private Span<byte> Take(int size)
        {
            var taken = rest[..size];
            rest = rest[size..];
            return taken;
        }
    }
}
