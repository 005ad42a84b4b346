using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Hosting;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

internal enum DeskMode { Auto, None }

/// <param name="Until">The last bank day of the run; null: sixty days after the last file's business date.</param>
/// <param name="Pack">Policy pack of institutions whose profile names none; null: the application's.</param>
/// <param name="SummaryFile">Null: the summary goes to the output.</param>
/// <param name="TableFile">Where the table of months is written; null: nowhere.</param>
/// <param name="JournalFile">Where everything that was stored is written, line by line; null: nowhere.</param>
internal sealed record ReplayOptions(string Folder, DateOnly? Until, DeskMode Desk, StorageText Storage, HostSettings Host, string? Pack, string? SummaryFile, string? TableFile, string? JournalFile)
{
    /// <summary>File of a strategy to try; null: institutions go by their own.</summary>
    public string? Strategy { get; init; }

    /// <summary>Of the accounts that go by it, the others going by the institution's own; null: all.</summary>
    public decimal? Share { get; init; }

    public static IReadOnlyList<Option> All { get; } =
    [
        new("--until", "DATE", "last day of the run, such as 2026-12-31", "60 days after the last file"),
        CommonOptions.Desk("auto"),
        new("--storage", "memory|azurite|CONNECTION", "blobs and tables: in this process, an Azurite of its own, or an empty storage account", "memory; with --data, azurite"),
        new("--data", "DIR", "keeps the run: stopped or killed, the same command goes on with it", "nothing is kept"),
        new("--pack", "NAME", "policy pack that binds institutions whose profile names none, such as us-reg-f", "bank-cn"),
        new("--strategy", "FILE", "what if all cases went by this strategy: it is let in before the first file arrives", "the institution's own"),
        new("--share", "PART", "with '--strategy': only this part of the accounts goes by it, such as 0.5, and the table compares both", "all"),
        new("--summary", "FILE", "file for the summary, in JSON", "standard output"),
        new("--table", "FILE", "file for a table of what happened in each month, in Markdown", "none"),
        new("--journal", "FILE", "file for all facts, messages and events as they are stored: the same files give the same bytes", "none"),
        CommonOptions.Port("0"),
        CommonOptions.Faults,
        CommonOptions.Log,
    ];

    public static ReplayOptions Of(Arguments arguments)
    {
        var data = arguments.Text("--data");
        var storage = StorageText.Parse(arguments.Text("--storage") ?? (data is null ? StorageText.Memory : StorageText.Azurite));
        if (data is not null && !storage.IsKept)
            throw new UsageException("'--data' keeps a run so that it can be continued; that needs '--storage azurite', since memory is gone with the process.");
        return new ReplayOptions(
            arguments.Place("the folder with the exports"),
            arguments.Date("--until"),
            arguments.Choice("--desk", "auto", "none") == "auto" ? DeskMode.Auto : DeskMode.None,
            storage,
            HostSettings.Of(arguments, 0, data),
            PackOf(arguments),
            arguments.File("--summary"),
            arguments.File("--table"),
            arguments.File("--journal"))
        {
            Strategy = arguments.Text("--strategy"),
            Share = ShareOf(arguments),
        };
    }

    private static decimal? ShareOf(Arguments arguments)
    {
        if (arguments.Text("--share") is not { } text) return null;
        if (arguments.Text("--strategy") is null) throw new UsageException("'--share' says what part of the accounts goes by the strategy of '--strategy'; name one.");
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1 && share * 10_000 % 1 == 0
            ? share
            : throw new UsageException($"'--share' is a part between 0 and 1 such as 0.5, with four decimals at the most, not '{text}'.");
    }

    private static string? PackOf(Arguments arguments)
    {
        if (arguments.Text("--pack") is not { } pack) return null;
        var shipped = EmbeddedData.Names("packs").Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();
        return shipped.Contains(pack) ? pack : throw new UsageException($"There is no policy pack '{pack}'; there are {string.Join(", ", shipped)}.");
    }
}
