namespace Collections.Cli.Replay;

internal enum DeskMode { Auto, None }

internal enum StorageMode { Memory, Azurite }

/// <param name="Until">The last bank day of the run; null: sixty days after the last file's business date.</param>
/// <param name="Data">Where a run is kept that may be continued; null: nowhere.</param>
/// <param name="SummaryFile">Null: the summary goes to the output.</param>
internal sealed record ReplayOptions(string Folder, DateOnly? Until, DeskMode Desk, StorageMode Storage, string? Data, string? SummaryFile)
{
    public static IReadOnlyList<string> Names { get; } = ["--until", "--desk", "--storage", "--data", "--summary"];

    public static ReplayOptions Of(Arguments arguments)
    {
        var data = arguments.Text("--data");
        var storage = data is null ? arguments.Choice("--storage", "memory", "azurite") : arguments.Choice("--storage", "azurite", "memory");
        if (data is not null && storage == "memory")
            throw new UsageException("'--data' keeps a run so that it can be continued; that needs '--storage azurite', since memory is gone with the process.");
        return new ReplayOptions(
            arguments.Place("the folder with the exports"),
            arguments.Date("--until"),
            arguments.Choice("--desk", "auto", "none") == "auto" ? DeskMode.Auto : DeskMode.None,
            storage == "memory" ? StorageMode.Memory : StorageMode.Azurite,
            data,
            arguments.Text("--summary"));
    }
}
