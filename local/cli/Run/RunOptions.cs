using Collections.Cli.Commands;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;

namespace Collections.Cli.Run;

internal sealed record RunOptions(HostSettings Host, ClockText Clock, StorageText Storage, DeskMode Desk)
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("--clock", ClockText.Pattern, "business time; a compressed clock begins at START, a bank day or time, or else now", "real"),
        new("--storage", "azurite|memory|CONNECTION", "blobs and tables: an Azurite of its own, this process, or a storage account", "azurite"),
        CommonOptions.Desk("none"),
        CommonOptions.Port($"{CommonOptions.DefaultPort}"),
        CommonOptions.Data(".collections/run; with memory nothing is kept"),
        CommonOptions.Faults,
        CommonOptions.Log,
    ];

    public static RunOptions Of(Arguments arguments)
    {
        arguments.NoPlaces();
        var storage = StorageText.Parse(arguments.Text("--storage") ?? StorageText.Azurite);
        var data = arguments.Text("--data");
        if (!storage.IsKept && data is not null)
            throw new UsageException("'--data' keeps what it can go on with; memory is gone with the process. Leave one of '--data' and '--storage memory' out.");
        return new RunOptions(
            HostSettings.Of(arguments, CommonOptions.DefaultPort, storage.IsKept ? data ?? Path.Combine(".collections", "run") : null),
            ClockText.Parse(arguments.Text("--clock") ?? "real"),
            storage,
            arguments.Choice("--desk", "none", "auto") == "auto" ? DeskMode.Auto : DeskMode.None);
    }
}
