using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <summary>What the name of a dropped blob tells: which file it is or marks, and whether that file is its own marker.</summary>
/// <param name="Data">Name of the data file.</param>
/// <param name="Marker">Name of its manifest; null: the file's last row is the marker, and <paramref name="Self"/> tells the rest.</param>
public sealed record DeliveryName(string Data, string? Marker, SelfMarked? Self)
{
    private const string Csv = ".csv";

    /// <summary>
    /// Null: nothing that the format knows. Corrected rows come as CSV with a manifest, whatever the format's own files are.
    /// </summary>
    public static DeliveryName? Of(FormatProfile format, string name)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(name);
        var extension = format.Trailer is null ? format.Extension : Csv;
        if (EndsWith(name, format.Manifest)) return new(name[..^format.Manifest.Length] + extension, name, null);
        if (format.Trailer is not null && SelfMarked.Of(format, name) is { } self) return new(name, null, self);
        if (EndsWith(name, extension)) return new(name, name[..^extension.Length] + format.Manifest, null);
        return EndsWith(name, Csv) ? new(name, name[..^Csv.Length] + format.Manifest, null) : null;
    }

    /// <summary>The same marker for a file of corrections, where the format's own files end otherwise.</summary>
    public DeliveryName AsCorrection(FormatProfile format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return Marker is { } marker ? this with { Data = marker[..^format.Manifest.Length] + Csv } : this;
    }

    /// <summary>What somebody who has dropped an unknown name should know.</summary>
    public static string Expected(FormatProfile format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Trailer is null
            ? $"A file of format {format.Name} ends in {format.Extension}, its marker in {format.Manifest}."
            : $"A file of format {format.Name} is called {string.Join(", ", format.Kinds.Values.SelectMany(kind => kind.Files))}; corrections are .csv with their {format.Manifest}.";
    }

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the name of a file without manifest says.</summary>
public sealed record SelfMarked(ExportKind Kind, DateOnly BusinessDate, int Sequence)
{
    public static SelfMarked? Of(FormatProfile format, string name)
    {
        ArgumentNullException.ThrowIfNull(format);
        foreach (var (kind, files) in format.Kinds)
        {
            foreach (var pattern in files.Files)
            {
                if (FileNamePattern.Match(pattern, name) is { } match) return new SelfMarked(kind, match.Day, match.Sequence);
            }
        }

        return null;
    }
}
