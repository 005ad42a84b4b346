using System.Globalization;
using Azure.Data.Tables;
using Collections.Cli.Display;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Durable;
using Collections.Local.Host.Storage;

namespace Collections.Functions.Tests.Cli;

/// <summary>What a command shows of a file that is being taken in.</summary>
public sealed class ImportWatchTests : IDisposable
{
    private static readonly QueuedFile File = new("DEMO-20260302-0123456789abcdef", "DEMO", "big.csv", new Manifest(ExportKind.Delinquency, "DEMO", new DateOnly(2026, 3, 2), 1, true, 1_000_000, "0.00", ""));

    private readonly StringWriter error = new() { NewLine = "\n" };

    private readonly StepClock clock = new();

    private readonly ImportProgressBoard board;

    public ImportWatchTests()
    {
        var storage = InMemoryStorage.Create(BusinessClock.Real());
        board = new ImportProgressBoard(new Tables(new TableServiceClient(InMemoryStorage.ConnectionString, storage.Configure(new TableClientOptions()))), clock);
    }

    public void Dispose() => error.Dispose();

    [Fact]
    public async Task A_terminal_has_one_line_for_a_file_with_percent_and_rows_a_second()
    {
        using var screen = new Screen(TextWriter.Null, error, () => 80, clock);
        var watch = new ImportWatch(screen, board, clock);
        screen.Show(["Bank time"], null);
        await board.ReadAsync(File, 1_000, 10_000, 100_000, default);
        clock.Pass(TimeSpan.FromSeconds(2));
        await board.ReadAsync(File, 4_000, 10_000, 400_000, default);
        await watch.ShowAsync();
        Assert.EndsWith("Bank time\nbig.csv  is read   20 %  400,000 rows  150,000 rows/s\n", error.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);

        await board.AppliedAsync(new ChunkCall(File, new ImportChunk(0, 0, 63, 1), false) { Done = 2, Of = 4 }, default);
        await watch.ShowAsync();
        Assert.EndsWith("Bank time\nbig.csv  is applied   87 %  750,000 rows\n", error.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);

        board.Ended(File.Import);
        await watch.ShowAsync();
        Assert.EndsWith("\e[2F\e[JBank time\n", error.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_file_has_a_line_for_each_tenth_of_a_file_that_takes_a_while()
    {
        using var screen = new Screen(TextWriter.Null, error, null, clock);
        var watch = new ImportWatch(screen, board, clock);
        for (var percent = 0; percent <= 20; percent++)
        {
            await board.ReadAsync(File, percent * 200, 10_000, percent * 10_000, default);
            await watch.ShowAsync();
            clock.Pass(TimeSpan.FromSeconds(1));
        }

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["  3 %", " 10 %", " 20 %"], lines.Select(line => line[(line.IndexOf('%', StringComparison.Ordinal) - 4)..(line.IndexOf('%', StringComparison.Ordinal) + 1)]));
        Assert.Equal("rows/s", lines[^1][^6..]);
        Assert.True(int.Parse(lines[^1].Split("  ")[^1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) == 10_000);
    }

    private sealed class StepClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);

        public void Pass(TimeSpan time) => now += time;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.UtcTicks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
