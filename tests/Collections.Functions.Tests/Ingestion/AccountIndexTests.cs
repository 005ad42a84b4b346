using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>The comparison index: what is written is read, whole or one by one.</summary>
public sealed class AccountIndexTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public async Task Every_account_is_found_by_itself_and_no_other()
    {
        await using var intake = await Intake.StartAsync(Day);
        var index = intake.Host.Services.GetRequiredService<AccountIndex>();
        var random = new Random(4);
        foreach (var (shard, size) in new[] { (3, 1), (4, 2), (5, 63), (6, 64), (7, 65), (200, 1000) })
        {
            var entries = Enumerable.Range(0, size).Select(_ => Entry(random, shard)).OrderBy(entry => entry.Account).ToList();
            await index.WriteAsync("DEMO", await index.ReadAsync("DEMO", shard, default), entries, default);

            Assert.Equal(entries, (await index.ReadAsync("DEMO", shard, default)).Entries);
            foreach (var entry in entries) Assert.Equal(entry, await index.FindAsync("DEMO", entry.Account, default));
            Assert.Null(await index.FindAsync("DEMO", Entry(random, shard).Account, default));
        }

        Assert.Null(await index.FindAsync("DEMO", Entry(random, 77).Account, default));
        Assert.Equal([3, 4, 5, 6, 7, 200], (await index.ExistingAsync("DEMO", default)).Cast<bool>().Index().Where(bit => bit.Item).Select(bit => bit.Index));
    }

    [Fact]
    public async Task Accounts_that_stand_close_together_are_found_too()
    {
        await using var intake = await Intake.StartAsync(Day);
        var index = intake.Host.Services.GetRequiredService<AccountIndex>();
        var first = (UInt128)9 << 120;
        var entries = Enumerable.Range(0, 500).Select(i => Entry(new Random(1), 9) with { Account = first + (UInt128)i }).ToList();
        await index.WriteAsync("DEMO", await index.ReadAsync("DEMO", 9, default), entries, default);

        foreach (var entry in entries) Assert.Equal(entry, await index.FindAsync("DEMO", entry.Account, default));
    }

    [Fact]
    public void What_is_staged_is_read_again() => Prop.ForAll<long, int>((seed, which) =>
    {
        var random = new Random((int)seed);
        var staged = new StagedAccount(
            Key(random), which % 2 == 0 ? Figures(random) : null, null, which % 3 == 0 ? Key(random) : null, Touched: which % 5 == 0, Moved: which % 7 == 0);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) staged.WriteTo(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        return staged == StagedAccount.ReadFrom(reader) && stream.Position == stream.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shard_of_another_layout_is_refused() => Assert.Throws<InvalidDataException>(() => IndexCodec.Read("a0\tb0\t1"u8));

    private static IndexEntry Entry(Random random, int shard) => new()
    {
        Account = (Key(random) >> 8) | ((UInt128)shard << 120),
        Case = Key(random),
        Spell = random.Next(1, 9),
        Product = Product.CarLoan,
        Prints = new RowPrints((uint)random.Next(), (uint)random.NextInt64(uint.MaxValue), 3, 4, 5, 6),
        Figures = Figures(random),
        BusinessDate = Day.AddDays(random.Next(99)),
        Sequence = random.Next(9),
        Absent = random.Next(3),
        Gone = random.Next(2) == 1,
        Import = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        Outcome = ImportOutcome.Updated,
    };

    private static AccountFigures Figures(Random random) => new()
    {
        Overdue = random.NextInt64(1L << 50),
        Principal = random.NextInt64(1L << 50),
        Interest = 1,
        PenaltyInterest = 2,
        Fees = 3,
        Balance = random.NextInt64(1L << 50),
        MinimumPayment = 5,
        DaysPastDue = random.Next(20_000),
        PeriodsPastDue = random.Next(999),
        DueDate = Day.AddDays(-random.Next(20_000)),
        IsOverdue = random.Next(2) == 1,
        Print = Key(random),
    };

    private static UInt128 Key(Random random)
    {
        var bytes = new byte[Hexadecimal.Size];
        random.NextBytes(bytes);
        return Hexadecimal.Read(bytes);
    }
}
