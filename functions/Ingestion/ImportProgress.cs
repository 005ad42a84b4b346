namespace Collections.Functions.Ingestion;

/// <summary>How far an import is: custom status of its orchestration, shown with its report while it runs.</summary>
/// <param name="Step"><c>plan</c>: the file is read; <c>compare</c>, <c>rows</c>: its rows are applied; <c>done</c>.</param>
/// <param name="Done">Bytes read, or chunks applied.</param>
/// <param name="Of">All bytes, or all chunks.</param>
/// <param name="Percent">Of the whole import; reading is the first half.</param>
/// <param name="Rows">Read, or applied (about), in this step.</param>
public sealed record ImportProgress(string Import, string Step, long Done, long Of, int Percent, long Rows)
{
    public const string Plan = "plan";

    /// <summary>Of this step; null where nobody has measured it.</summary>
    public long? RowsPerSecond { get; init; }

    /// <summary>Name of the data file.</summary>
    public string? Name { get; init; }

    public static ImportProgress Reading(QueuedFile file, long bytes, long of, long rows)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new ImportProgress(file.Import, Plan, bytes, of, Half(bytes, of), rows) { Name = file.Name };
    }

    public static ImportProgress Applying(QueuedFile file, string step, int chunks, int of)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new ImportProgress(file.Import, step, chunks, of, 50 + Half(chunks, of), of == 0 ? 0 : file.Manifest.Rows * chunks / of) { Name = file.Name };
    }

    private static int Half(long done, long of) => of <= 0 ? 0 : (int)Math.Min(50, 50 * done / of);
}
