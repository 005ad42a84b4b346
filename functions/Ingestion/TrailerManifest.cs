using System.Globalization;
using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <summary>The manifest of a file that is its own marker: its name says what it is, its trailer how much, its bytes which. (R1.4)</summary>
public static class TrailerManifest
{
    /// <summary>The manifest, or why the file cannot be taken. One pass in bounded memory.</summary>
    public static async Task<(Manifest? Manifest, ImportReason? Fault)> ReadAsync(
        Stream content, FormatProfile format, SelfMarked name, string institution, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(name);
        await using var source = new RowSource(content, format);
        await source.OpenAsync(name.Kind, cancellation);
        if (source.Fault is null && source.Format.Header != HeaderForm.None && await source.ReadHeaderAsync(cancellation) == RowState.End)
            source.Hold("empty-file", "The file is empty: not even a header.");
        var state = RowState.Row;
        while (source.Fault is null && state is RowState.Row or RowState.BadRow) state = await source.ReadAsync(cancellation);
        if (source.Fault is null) await source.ReadAsync(cancellation);
        if (source.Fault is { } fault) return (null, fault);
        var complete = format.Kinds[name.Kind].Complete;
        var (rows, amount) = (source.Trailer!.Rows, source.Trailer.Amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "");
        return (new Manifest(name.Kind, institution, name.BusinessDate, name.Sequence, complete, rows, amount, source.Hash()), null);
    }
}
