using Collections.Cli.Replay;

namespace Collections.Cli.Demo;

/// <param name="Exports">Folder of the exports that arrive when their time comes.</param>
/// <param name="Data">Where the demo is kept.</param>
/// <param name="DaysPerMinute">How fast business time goes.</param>
internal sealed record DemoOptions(string Exports, string Data, DeskMode Desk, int Port, int DaysPerMinute)
{
    private const int DefaultPort = 7071;

    public static IReadOnlyList<string> Names { get; } = ["--desk", "--port", "--data", "--speed"];

    public double Factor => DaysPerMinute * TimeSpan.FromDays(1) / TimeSpan.FromMinutes(1);

    public static DemoOptions Of(Arguments arguments)
    {
        arguments.NoPlaces();
        var root = RepositoryRoot();
        return new DemoOptions(
            Path.Combine(root, "samples", "demo"),
            Path.GetFullPath(arguments.Text("--data") ?? Path.Combine(root, ".collections", "demo")),
            arguments.Choice("--desk", "auto", "none") == "auto" ? DeskMode.Auto : DeskMode.None,
            arguments.Number("--port", DefaultPort, 0, 65_535),
            arguments.Number("--speed", 1, 1, 60));
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
