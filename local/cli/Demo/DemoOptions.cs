using Collections.Cli.Commands;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;

namespace Collections.Cli.Demo;

/// <param name="Exports">Folder of the exports that arrive when their time comes.</param>
internal sealed record DemoOptions(string Exports, HostSettings Host, string Data, DeskMode Desk, ClockText Clock)
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("--clock", "compressed:DAYS_PER_MINUTE[@START]", "how fast business time goes, and where it begins", "compressed:1, from the first file's arrival"),
        CommonOptions.Desk("auto"),
        CommonOptions.Port($"{CommonOptions.DefaultPort}"),
        CommonOptions.Data(".collections/demo in the repository"),
        CommonOptions.Faults,
        CommonOptions.Log,
    ];

    public static DemoOptions Of(Arguments arguments)
    {
        arguments.NoPlaces();
        var clock = ClockText.Parse(arguments.Text("--clock") ?? "compressed:1");
        if (clock.DaysPerMinute is null) throw new UsageException("The sample's files are of the past, so the demo has a compressed clock: '--clock compressed:1' is a day a minute. Real time is for 'collections run'.");
        var desk = arguments.Choice("--desk", "auto", "none") == "auto" ? DeskMode.Auto : DeskMode.None;
        var root = RepositoryRoot();
        var host = HostSettings.Of(arguments, CommonOptions.DefaultPort, arguments.Text("--data") ?? Path.Combine(root, ".collections", "demo"));
        return new DemoOptions(Path.Combine(root, "samples", "demo"), host, host.Data!, desk, clock);
    }

    /// <summary>Seen from where the command was called, or else from where the program lies.</summary>
    private static string RepositoryRoot()
    {
        foreach (var start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Collections.Functions.sln"))) return folder.FullName;
            }
        }

        throw new UsageException("The demo uses the repository's samples: call it from within the repository.");
    }
}
