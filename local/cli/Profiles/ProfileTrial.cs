using System.Globalization;
using Collections.Cli.Commands;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;

namespace Collections.Cli.Profiles;

/// <summary>Reads a file as an import would, and tells what it understood. Everything shown is masked.</summary>
internal sealed class ProfileTrial(FormatProfile format, InstitutionProfile? institution, ExportKind? kind, DateOnly? day, string? code, int shown)
{
    private const int Widest = 60;

    public async Task<IReadOnlyList<string>> RunAsync(string path, CancellationToken cancellation)
    {
        var profile = institution ?? EmbeddedData.Read<InstitutionProfile>("profiles/DEMO.json");
        var (manifest, isSure, note) = await ManifestAsync(path, profile, cancellation);
        await using var content = File.OpenRead(path);
        await using var reader = new ExportReader(content, new RowChecks(profile, format, manifest));
        List<string> lines = [$"{Path.GetFileName(path)}: {manifest.Kind.Word()} of {ProfileCommand.Day(manifest.BusinessDate)}, format {format.Name}{note}", ""];
        List<string> rejects = [];
        if (await reader.ReadHeaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                if (Take(reader, manifest.Kind) is { } fault) AddReject(rejects, fault);
                else if (reader.Accepted <= shown) AddRow(lines, reader);
            }
        }

        if (isSure) reader.Finish();
        if (rejects.Count > 0) lines.AddRange([$"Rejected, of {reader.Rejected}:", .. rejects, ""]);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.Rows} rows: {reader.Accepted} accepted ({reader.AcceptedSum:0.00}), {reader.Rejected} rejected ({reader.Sum - reader.AcceptedSum:0.00})."));
        lines.AddRange(reader.RejectedBy.OrderByDescending(entry => entry.Value).Select(entry => $"  {entry.Value} {entry.Key}"));
        lines.Add(reader.FileFault is { } held ? $"The file would be held ({held.Code}): {held.Detail}" : isSure ? Agreement(reader) : "There is no marker: rows and amount are not held against one.");
        return lines;
    }

    private static string Agreement(ExportReader reader) => reader.WithoutAmount == 0
        ? "Rows and amount agree with the marker."
        : $"Rows agree with the marker; the amount cannot be held against it, since {reader.WithoutAmount} rows have none that can be read.";

    /// <summary>What the file says of itself, by manifest, name and trailer; or what stands in for it, which is not held against its totals.</summary>
    private async Task<(Manifest Manifest, bool IsSure, string Note)> ManifestAsync(string path, InstitutionProfile profile, CancellationToken cancellation)
    {
        var name = Path.GetFileName(path);
        var beside = DeliveryName.Of(format, name)?.Marker is { } marker ? Path.Combine(Path.GetDirectoryName(path) ?? "", marker) : null;
        if (beside is not null && File.Exists(beside) && kind is null && day is null)
        {
            var read = Manifest.Read(await File.ReadAllBytesAsync(beside, cancellation), out var fault) ?? throw new UsageException($"{beside}: {fault}");
            return (read, true, $", by its manifest");
        }

        var self = SelfMarked.Of(format, name);
        var assumed = new SelfMarked(
            kind ?? self?.Kind ?? (format.Kinds.ContainsKey(ExportKind.Delinquency) ? ExportKind.Delinquency : format.Kinds.Keys.First()),
            day ?? self?.BusinessDate ?? BusinessTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-1), 1);
        var guessed = day is null && self is null ? "; nothing tells its business date: say it with --day" : "";
        if (!format.Kinds.ContainsKey(assumed.Kind)) throw new UsageException($"Format {format.Name} has no files of kind {assumed.Kind.Word()}.");
        var whose = code ?? profile.Institution;
        if (format.Trailer is null) return (new Manifest(assumed.Kind, whose, assumed.BusinessDate, 1, true, 0, "", ""), false, guessed);
        await using var content = File.OpenRead(path);
        var (manifest, wrong) = await TrailerManifest.ReadAsync(content, format, assumed, whose, cancellation);
        return manifest is not null
            ? (manifest, true, $", by its trailer{guessed}")
            : (new Manifest(assumed.Kind, whose, assumed.BusinessDate, 1, true, 0, "", ""), false, $" ({wrong!.Detail})");
    }

    private static RowFault? Take(ExportReader reader, ExportKind kind)
    {
        RowFault? fault;
        if (kind == ExportKind.Delinquency)
        {
            AccountFigures figures = default;
            reader.Check(ref figures, out fault);
        }
        else
        {
            reader.Row<object>(out fault);
        }

        return fault;
    }

    private void AddReject(List<string> rejects, RowFault fault)
    {
        if (rejects.Count < Math.Max(shown, 20)) rejects.Add($"  line {fault.Line}, byte {fault.Byte}, {fault.Field}: {fault.Code}. {fault.Reason}{(fault.Value.Length > 0 ? $" [{fault.Value}]" : "")}");
    }

    private static void AddRow(List<string> lines, ExportReader reader)
    {
        lines.Add($"Row {reader.Rows}:");
        foreach (var (field, column, text) in ExportPreview.Of(reader)) lines.Add($"  {field,-24}{(text.Length > Widest ? text[..Widest] + "…" : text)}{(column == field ? "" : $"   ({column})")}");
        lines.Add("");
    }
}
