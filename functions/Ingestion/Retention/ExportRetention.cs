using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Retention;

/// <summary>
/// Deletes what banks dropped once it is old enough: the data file, its marker and its rejects, then says so in the report; and staged rows that no import
/// needs any more. Files that wait, run or are held are never touched, nor is a name that a younger delivery uses. Done again after a crash, it goes on.
/// </summary>
public sealed class ExportRetention(Blobs blobs, InstitutionProfiles profiles, ImportReports reports, TimeProvider clock)
{
    /// <summary>Staged rows are deleted when their import ends; what is left after so long was left by a crash.</summary>
    private static readonly TimeSpan StagedFor = TimeSpan.FromDays(3);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var (due, used) = await LookAsync(cancellation);
        foreach (var report in due) await ForgetAsync(report, used, cancellation);
        await ForgetStagedAsync(cancellation);
    }

    /// <returns>Reports whose files may go, and the names that others use.</returns>
    private async Task<(List<ImportReport> Due, HashSet<string> Used)> LookAsync(CancellationToken cancellation)
    {
        var due = new List<ImportReport>();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var report in reports.AllAsync(cancellation))
        {
            if (report.RawGoneAt is not null) continue;
            if (await IsDueAsync(report, cancellation)) due.Add(report);
            else used.Add(Path(report));
        }

        return (due, used);
    }

    private async ValueTask<bool> IsDueAsync(ImportReport report, CancellationToken cancellation)
    {
        if (report.Delivery is null || report.Status is not (ImportStatus.Completed or ImportStatus.Duplicate or ImportStatus.Discarded or ImportStatus.Refused)) return false;
        if ((await profiles.FindAsync(report.Institution, cancellation)).Profile is not { ExportRetentionDays: > 0 and var days }) return false;
        return report.FinishedAt <= clock.GetUtcNow().AddDays(-days);
    }

    private async Task ForgetAsync(ImportReport report, HashSet<string> used, CancellationToken cancellation)
    {
        var exports = await blobs.GetAsync(Deliveries.Container, cancellation);
        var name = Path(report);
        if (!used.Contains(name))
        {
            // Both versions are this delivery's: what was dropped again under the name stays.
            foreach (var marker in await MarkersAsync(report, cancellation)) await DeleteAsync(exports, marker, report.Delivery!.Marker, cancellation);
            await DeleteAsync(exports, name, report.Delivery!.Data, cancellation);
            if (report.Rejects is { } rejects && !used.Contains(rejects))
                await (await blobs.GetAsync(RejectFiles.Container, cancellation)).GetBlobClient(rejects).DeleteIfExistsAsync(cancellationToken: cancellation);
        }

        if (await reports.FindVersionAsync(report.Id, cancellation) is var (now, version) && now.Status == report.Status)
            await reports.TrySaveAsync(now with { RawGoneAt = clock.GetUtcNow(), Rejects = null }, version, cancellation);
    }

    private async Task<IReadOnlyList<string>> MarkersAsync(ImportReport report, CancellationToken cancellation)
    {
        if ((await profiles.FindAsync(report.Institution, cancellation)).Profile is not { } profile) return [];
        var format = await profiles.FormatAsync(profile.Format, cancellation);
        return DeliveryName.Of(format, report.Name)?.Marker is { } marker ? [$"{report.Institution}/{marker}"] : [];
    }

    private async Task ForgetStagedAsync(CancellationToken cancellation)
    {
        var staging = await blobs.GetAsync(Staging.Container, cancellation);
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var blob in staging.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellation))
        {
            var import = blob.Name.Split('/')[0];
            if (!known.TryGetValue(import, out var isDead)) known[import] = isDead = await IsDeadAsync(import, cancellation);
            if (isDead) await staging.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    private async Task<bool> IsDeadAsync(string import, CancellationToken cancellation) =>
        await reports.FindAsync(import, cancellation) is { } report
        && report.Status is not (ImportStatus.Waiting or ImportStatus.Running)
        && report.FinishedAt <= clock.GetUtcNow() - StagedFor;

    private static string Path(ImportReport report) => $"{report.Institution}/{report.Name}";

    private static async Task DeleteAsync(BlobContainerClient container, string name, string version, CancellationToken cancellation)
    {
        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = new ETag(version.Trim('"')) }, cancellationToken: cancellation);
        }
        catch (RequestFailedException another) when (another.Status is 404 or 412)
        {
        }
    }
}
