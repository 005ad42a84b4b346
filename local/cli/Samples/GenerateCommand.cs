using System.Globalization;

namespace Collections.Cli.Samples;

/// <summary>Writes the sample exports that the repository ships, or others from another seed.</summary>
internal sealed class GenerateCommand : ICommand
{
    private const int Seed = 2026;

    public string Name => "generate";

    public string Summary => "writes sample exports";

    public string Help => """
        collections generate sample [--seed N] [--out DIR]

        Writes four month ends of a made-up bank (institution DEMO, CNY, about 200 accounts) with the payments between them: data files and manifests
        in the canonical format. The same seed gives the same bytes.

          --seed  a number (default 2026: the files in samples/demo)
          --out   the folder (default samples/demo)
        """;

    public IReadOnlyList<string> Options => ["--seed", "--out"];

    public async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellation)
    {
        var what = arguments.Place("what to generate: sample");
        if (what != "sample") throw new UsageException($"'{what}' cannot be generated; 'sample' can.");
        var folder = Directory.CreateDirectory(arguments.Text("--out") ?? Path.Combine("samples", "demo")).FullName;
        var files = SampleFiles.Make((ulong)arguments.Number("--seed", Seed, 0, int.MaxValue));
        foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellation);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{files.Count} files in {folder}"));
    }
}
