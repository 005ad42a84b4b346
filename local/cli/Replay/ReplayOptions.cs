using Collections.Cli.Commands;
using Collections.Cli.Hosting;

namespace Collections.Cli.Replay;

internal enum DeskMode { Auto, None }

/// <param name="Until">The last bank day of the run; null: sixty days after the last file's business date.</param>
/// <param name="SummaryFile">Null: the summary goes to the output.</param>
/// <param name="JournalFile">Where everything that was stored is written, line by line; null: nowhere.</param>
internal sealed record ReplayOptions(string Folder, DateOnly? Until, DeskMode Desk, StorageText Storage, HostSettings Host, string? SummaryFile, string? JournalFile)
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("--until", "DATE", "last day of the run, such as 2026-12-31", "60 days after the last file"),
        CommonOptions.Desk("auto"),
        new("--storage", "memory|azurite|CONNECTION", "blobs and tables: in this process, an Azurite of its own, or an empty storage account", "memory; with --data, azurite"),
        new("--data", "DIR", "keeps the run: stopped or killed, the same command goes on with it", "nothing is kept"),
        new("--summary", "FILE", "file for the summary, in JSON", "standard output"),
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
            arguments.File("--summary"),
            arguments.File("--journal"));
    }
}
