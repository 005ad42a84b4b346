using System.Buffers.Binary;
using System.Text.Json;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>An account of a file on its way to its chunk.</summary>
/// <param name="Figures">Null: the account is in the file, but its row was rejected.</param>
/// <param name="Row">Null: the row brings nothing but another day.</param>
/// <param name="Former">The key under which the account was known before its number changed.</param>
/// <param name="Touched">Something became known of the account since the last snapshot: its case is asked whatever the row says.</param>
/// <param name="Moved">Not a row at all: the account is gone on under another number.</param>
public sealed record StagedAccount(UInt128 Key, AccountFigures? Figures = null, AccountRow? Row = null, UInt128? Former = null, bool Touched = false, bool Moved = false)
{
    public AccountKey AccountKey => new(Hexadecimal.Text(Key));

    private const byte HasFigures = 1;
    private const byte HasRow = 2;
    private const byte HasFormer = 4;
    private const byte IsMoved = 8;
    private const byte IsTouched = 16;

    /// <summary>What it holds, its key, then each part; the row as JSON with its length before it.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write((byte)((Figures is null ? 0 : HasFigures) | (Row is null ? 0 : HasRow) | (Former is null ? 0 : HasFormer) | (Moved ? IsMoved : 0) | (Touched ? IsTouched : 0)));
        Write(writer, Key);
        if (Figures is { } figures) Write(writer, figures);
        if (Former is { } former) Write(writer, former);
        if (Row is null) return;
        var json = JsonSerializer.SerializeToUtf8Bytes(Row, CollectionsJson.Options);
        writer.Write7BitEncodedInt(json.Length);
        writer.Write(json);
    }

    public static StagedAccount ReadFrom(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var holds = reader.ReadByte();
        return new StagedAccount(
            ReadKey(reader),
            (holds & HasFigures) == 0 ? null : ReadFigures(reader),
            Former: (holds & HasFormer) == 0 ? null : ReadKey(reader),
            Row: (holds & HasRow) == 0 ? null : JsonSerializer.Deserialize<AccountRow>(reader.ReadBytes(reader.Read7BitEncodedInt()), CollectionsJson.Options),
            Touched: (holds & IsTouched) != 0,
            Moved: (holds & IsMoved) != 0);
    }

    private static void Write(BinaryWriter writer, in AccountFigures figures)
    {
        Write(writer, figures.Print);
        foreach (var amount in (ReadOnlySpan<long>)[figures.Overdue, figures.Principal, figures.Interest, figures.PenaltyInterest, figures.Fees, figures.Balance, figures.MinimumPayment])
            writer.Write7BitEncodedInt64(amount);
        foreach (var number in (ReadOnlySpan<int>)[figures.DaysPastDue, figures.PeriodsPastDue, figures.DueDate.DayNumber, figures.IsOverdue ? 1 : 0]) writer.Write7BitEncodedInt(number);
    }

    private static AccountFigures ReadFigures(BinaryReader reader) => new()
    {
        Print = ReadKey(reader),
        Overdue = reader.Read7BitEncodedInt64(),
        Principal = reader.Read7BitEncodedInt64(),
        Interest = reader.Read7BitEncodedInt64(),
        PenaltyInterest = reader.Read7BitEncodedInt64(),
        Fees = reader.Read7BitEncodedInt64(),
        Balance = reader.Read7BitEncodedInt64(),
        MinimumPayment = reader.Read7BitEncodedInt64(),
        DaysPastDue = reader.Read7BitEncodedInt(),
        PeriodsPastDue = reader.Read7BitEncodedInt(),
        DueDate = DateOnly.FromDayNumber(reader.Read7BitEncodedInt()),
        IsOverdue = reader.Read7BitEncodedInt() == 1,
    };

    private static void Write(BinaryWriter writer, UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[Hexadecimal.Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        writer.Write(bytes);
    }

    private static UInt128 ReadKey(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[Hexadecimal.Size];
        reader.BaseStream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
