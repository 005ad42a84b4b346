using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Display;

namespace Collections.Cli.Samples;

/// <summary>Writes the sample exports that the repository ships, or an export of any size.</summary>
internal sealed class GenerateCommand : ICommand
{
    private const int Seed = 2026;

    public string Name => "generate";

    public string Summary => "writes sample exports, of any size";

    public (string Name, string Meaning)? Place => ("sample|export", "sample: four month ends of a made-up bank; export: one day of a portfolio of any size");

    public string Description => """
        Writes data files and their manifests in the canonical format; the same options give the same bytes.
        'sample': four month ends of a made-up bank (institution DEMO, CNY, about 200 accounts) with the payments between them.
        'export': one delinquency snapshot of 36 columns, written as a stream. Day 1 has the rows asked for; each later day of the same seed, rows and shares
        continues the one before: all accounts grow a day older and accrue, the shares say how many change (by a part payment), come and go.
        """;

    public IReadOnlyList<Option> Options { get; } =
    [
        new("--seed", "N", "another number makes another bank", $"{Seed}: for 'sample' the files in samples/demo"),
        new("--out", "DIR", "where the files go; files of the same name are replaced", "samples/demo for 'sample', export for 'export'"),
        .. ExportOptions.All,
    ];

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("generate sample", "the files that the repository ships"),
        ("generate sample --seed 7 --out /tmp/other", "another bank in another folder"),
        ("generate export --rows 1000000 --out /tmp/big", "a million rows"),
        ("generate export --rows 1000000 --day 3 --changed 0,0.01 --out /tmp/big", "its third day: the second is unchanged, in the third 1 % are"),
    ];

    public bool RunsUntilStopped => false;

    public Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        var seed = arguments.Number("--seed", Seed, 0, int.MaxValue);
        return arguments.Place("what to generate: sample or export") switch
        {
            "sample" => SampleAsync(arguments, seed, screen, cancellation),
            "export" => ExportAsync(arguments, seed, screen, cancellation),
            var what => throw new UsageException($"'{what}' cannot be generated; 'sample' and 'export' can."),
        };
    }

    private static async Task SampleAsync(Arguments arguments, int seed, Screen screen, CancellationToken cancellation)
    {
        if (ExportOptions.All.FirstOrDefault(option => arguments.Text(option.Name) is not null) is { } other)
            throw new UsageException($"'{other.Name}' belongs to 'generate export'; 'generate sample' takes --seed and --out.");
        var folder = Directory.CreateDirectory(arguments.Text("--out") ?? Path.Combine("samples", "demo")).FullName;
        var files = SampleFiles.Make((ulong)seed);
        foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellation);
        screen.Answer(string.Create(CultureInfo.InvariantCulture, $"{files.Count} files in {folder}"));
    }

    private static async Task ExportAsync(Arguments arguments, int seed, Screen screen, CancellationToken cancellation)
    {
        var options = ExportOptions.Of(arguments, seed);
        var folder = Directory.CreateDirectory(arguments.Text("--out") ?? "export").FullName;
        void Show(long rows) => screen.Show([string.Create(CultureInfo.InvariantCulture, $"{rows:N0} of about {options.Rows:N0} rows")], null);
        var made = await ExportFileWriter.WriteAsync(options, folder, Show, cancellation);
        screen.Answer(string.Create(CultureInfo.InvariantCulture, $"{made.Rows:N0} rows, {made.Bytes / 1e6:N1} MB, in {made.Data}"));
    }
}
