using Collections.Cli.Commands;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Exports;

/// <summary>A folder with a bank's exports: data files, each with its marker <c>NAME.manifest.json</c> or a trailer row that is one.</summary>
internal sealed class ExportFolder
{
    private const string Marker = ".manifest.json";

    private ExportFolder(IReadOnlyList<ExportFile> files, IReadOnlyList<string> left) => (Files, Left) = (files, left);

    /// <summary>By business date, payments before snapshots of the same day, then by sequence and name.</summary>
    public IReadOnlyList<ExportFile> Files { get; }

    /// <summary>What was left out, with the reason.</summary>
    public IReadOnlyList<string> Left { get; }

    /// <summary>Throws <see cref="UsageException"/> when there is nothing to import.</summary>
    public static async Task<ExportFolder> ReadAsync(string path, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(path)) throw new UsageException($"There is no folder '{path}'.");
        var files = new List<ExportFile>();
        var left = new List<string>();
        foreach (var marker in Directory.EnumerateFiles(path, "*" + Marker).Order(StringComparer.Ordinal))
        {
            var stem = Path.GetFileName(marker)[..^Marker.Length];
            var data = Directory.EnumerateFiles(path, stem + ".*").Where(file => !file.EndsWith(Marker, StringComparison.Ordinal)).ToList();
            if (Manifest.Read(await File.ReadAllBytesAsync(marker, cancellation), out var fault) is not { } manifest) left.Add($"{Path.GetFileName(marker)}: {fault}");
            else if (data.Count != 1) left.Add($"{Path.GetFileName(marker)}: there is no data file to it, or more than one.");
            else files.Add(new ExportFile(manifest, data[0], marker));
        }

        var marked = files.Select(file => file.Data).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path).Where(file => !file.EndsWith(Marker, StringComparison.Ordinal) && !marked.Contains(file)).Order(StringComparer.Ordinal))
        {
            var (found, reason) = await SelfMarkedFile.ReadAsync(file, cancellation);
            if (found is not null) files.Add(found);
            else if (reason is not null) left.Add($"{Path.GetFileName(file)}: {reason}");
        }

        if (files.Count == 0)
            throw new UsageException($"There are no exports in '{path}': a data file such as delinquency-20260430.csv, with delinquency-20260430.manifest.json.");
        return new ExportFolder(
            [.. files.OrderBy(file => file.Manifest.BusinessDate).ThenBy(file => file.Manifest.Kind.Rank(), StringComparer.Ordinal).ThenBy(file => file.Manifest.Sequence).ThenBy(file => file.Name, StringComparer.Ordinal)],
            left);
    }
}

/// <param name="Data">Path of the data file.</param>
/// <param name="Marker">Path of its marker; null: it ends in its marker.</param>
internal sealed record ExportFile(Manifest Manifest, string Data, string? Marker)
{
    public string Name => Path.GetFileName(Data);
}
