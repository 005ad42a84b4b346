using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Hosting;
using Collections.Cli.Samples;

namespace Collections.Bench.Import;

/// <param name="New">Of the rows, how many are overdue and so become cases on day 1.</param>
/// <param name="Changed">Share of the accounts that change from day 2 to day 3.</param>
internal sealed record ImportOptions(int Rows, int New, double Changed, int Seed, string Portfolio, string Storage)
{
    private const string Running = "running";

    public bool IsRunning => Portfolio == Running;

    private static readonly DateOnly First = new(2026, 3, 2);

    public static IReadOnlyList<Option> All { get; } =
    [
        new("--rows", "N", "rows of each day's file", "1000000"),
        new("--new", "N", "how many of the rows are overdue, so that day 1 opens cases for them; the others have nothing due", "20000, or all rows if there are fewer"),
        new("--changed", "SHARE", "accounts that change from day 2 to day 3", "0.01"),
        new("--portfolio", "new|running", "running: all rows are overdue and known from day 1, without their cases, and only the unchanged day is taken in", "new"),
        new("--seed", "N", "of the portfolio", "2026"),
        new("--storage", "memory|azurite", "where blobs and tables are; memory is the measured process's own, azurite another process", "memory"),
    ];

    public static ImportOptions Of(Arguments arguments)
    {
        var rows = arguments.Number("--rows", 1_000_000, 1, 20_000_000);
        return new ImportOptions(
            rows,
            arguments.Number("--new", Math.Min(20_000, rows), 0, rows),
            double.TryParse(arguments.Text("--changed") ?? "0.01", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
                ? share
                : throw new UsageException("'--changed' is a share between 0 and 1."),
            arguments.Number("--seed", 2026, 0, int.MaxValue),
            arguments.Choice("--portfolio", "new", Running),
            arguments.Choice("--storage", StorageText.Memory, StorageText.Azurite));
    }

    public IEnumerable<string> Arguments() =>
    [
        "--rows", $"{Rows}", "--new", $"{New}", "--changed", Changed.ToString(CultureInfo.InvariantCulture), "--seed", $"{Seed}", "--portfolio", Portfolio, "--storage", Storage,
    ];

    /// <summary>Day 1 is new, day 2 unchanged, in day 3 a share is changed.</summary>
    public ExportOptions Day(int day) =>
        new("DEMO", Rows, Seed, day, First, IsRunning ? 1.0 : Math.Min(1.0, (double)New / Rows), [0, Changed], [0], [0], new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
