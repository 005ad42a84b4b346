using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Display;

namespace Collections.Cli.Samples;

/// <summary>Writes the sample exports that the repository ships, or others from another seed.</summary>
internal sealed class GenerateCommand : ICommand
{
    private const int Seed = 2026;

    public string Name => "generate";

    public string Summary => "writes sample exports";

    public (string Name, string Meaning)? Place => ("sample", "four month ends of a made-up bank");

    public string Description => """
        Writes four month ends of a made-up bank (institution DEMO, CNY, about 200 accounts) with the payments between them: data files and manifests
        in the canonical format. The same seed gives the same bytes.
        """;

    public IReadOnlyList<Option> Options { get; } =
    [
        new("--seed", "N", "another number makes another bank", $"{Seed}: the files in samples/demo"),
        new("--out", "DIR", "where the files go; files of the same name are replaced", "samples/demo"),
    ];

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("generate sample", "the files that the repository ships"),
        ("generate sample --seed 7 --out /tmp/other", "another bank in another folder"),
    ];

    public bool RunsUntilStopped => false;

    public async Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        var what = arguments.Place("what to generate: sample");
        if (what != "sample") throw new UsageException($"'{what}' cannot be generated; 'sample' can.");
        var folder = Directory.CreateDirectory(arguments.Text("--out") ?? Path.Combine("samples", "demo")).FullName;
        var files = SampleFiles.Make((ulong)arguments.Number("--seed", Seed, 0, int.MaxValue));
        foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellation);
        screen.Answer(string.Create(CultureInfo.InvariantCulture, $"{files.Count} files in {folder}"));
    }
}
