using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Cli.Exports;

/// <summary>Files without manifest: which of the institutions that ship writes such names, and what the trailer says.</summary>
internal static class SelfMarkedFile
{
    /// <summary>The file, or why it is left out; neither if it is of no institution that ships and may be anything.</summary>
    public static async Task<(ExportFile? File, string? Reason)> ReadAsync(string path, CancellationToken cancellation)
    {
        foreach (var (institution, format) in Known())
        {
            if (SelfMarked.Of(format, Path.GetFileName(path)) is not { } name) continue;
            await using var content = File.OpenRead(path);
            var (manifest, fault) = await TrailerManifest.ReadAsync(content, format, name, institution.Institution, cancellation);
            return manifest is null ? (null, fault!.Detail) : (new ExportFile(manifest, path, null), null);
        }

        return path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? (null, null) : (null, "it has no manifest, and no format that ships has such names.");
    }

    private static IEnumerable<(InstitutionProfile Institution, FormatProfile Format)> Known()
    {
        foreach (var file in EmbeddedData.Names("profiles"))
        {
            var profile = ProfileJson.Read<InstitutionProfile>(EmbeddedData.Bytes(file), static read => read.Faults(), out _)!;
            var format = ProfileJson.Read<FormatProfile>(EmbeddedData.Bytes($"formats/{profile.Format}.json"), static read => read.Faults(), out _)!;
            if (format.Trailer is not null) yield return (profile, format);
        }
    }
}
