using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Ingestion.Feeds;
using Collections.Functions.Ingestion.Held;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Ingestion;

/// <summary>
/// The one pass over a file: checks everything that can be checked without comparing, and stages the accepted rows by chunk. A file that is wrong as a
/// whole is held here, before anything has changed. Planning again overwrites what an earlier try staged.
/// </summary>
public sealed class ImportPlanner(
    Blobs blobs, InstitutionProfiles profiles, InstitutionState institutions, ImportReports reports, Staging staging, RejectFiles rejects, FeedCatalog feeds,
    HeldFiles held, ImportProgressBoard progress, TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technical)
{
    /// <summary>Rows after which progress is noted.</summary>
    private const int NotedEvery = 512;

    /// <summary>Rows of a chunk, about: small enough to be done again, large enough to be few.</summary>
    private const int ChunkRows = 256;

    public async Task<ImportPlan> PlanAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var started = technical.GetUtcNow();
        var report = await held.OnTurnAsync(file, cancellation);
        if (report.Status is not (ImportStatus.Waiting or ImportStatus.Running)) return Stop(started);
        var claimed = await institutions.ClaimedByAsync(file, cancellation);
        if (claimed is { } earlier && earlier != file.Import && await HasTakenAsync(earlier, cancellation))
        {
            var reason = new ImportReason("duplicate", $"The same content was taken before, as import {earlier}.");
            return await EndAsync(report with { Status = ImportStatus.Duplicate, DuplicateOf = earlier }, reason, started, cancellation);
        }

        if (claimed is not null && claimed != file.Import) await institutions.TakeOverAsync(file, cancellation);
        var found = await profiles.FindAsync(file.Institution, cancellation);
        if (found.Profile is not { } profile)
            return await EndAsync(report with { Status = ImportStatus.Refused }, new ImportReason(found.Code!, found.Detail ?? "The institution's profile is gone."), started, cancellation);

        if (file.Manifest.BusinessDate > BusinessTime.DayOf(clock.GetUtcNow()))
        {
            var reason = new ImportReason(
                "future-date", FormattableString.Invariant($"The business date {file.Manifest.BusinessDate:yyyy-MM-dd} has not come yet: taken, the file would pass over those before it."));
            return await EndAsync(report with { Status = ImportStatus.Held }, reason, started, cancellation);
        }

        await reports.SaveAsync(report with { Status = ImportStatus.Running, Reasons = [] }, cancellation);
        try
        {
            var plan = await ReadAsync(file, profile, report, started, cancellation);
            return plan with { Claimed = claimed is not null };
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            var reason = new ImportReason("replaced", "The file was replaced or taken away while it was read. Deliver it again, its marker last.");
            return await EndAsync(report with { Status = ImportStatus.Held }, reason, started, cancellation);
        }
    }

    /// <summary>An import that began to apply a content and was held after that, when its file was replaced, leaves the rest to whoever brings it again.</summary>
    private async Task<bool> HasTakenAsync(string import, CancellationToken cancellation) =>
        await reports.FindAsync(import, cancellation) is not { Status: ImportStatus.Held or ImportStatus.Refused or ImportStatus.Discarded };

    private async Task<ImportPlan> ReadAsync(QueuedFile file, InstitutionProfile profile, ImportReport report, DateTimeOffset started, CancellationToken cancellation)
    {
        var planned = clock.GetUtcNow();
        var checks = new RowChecks(profile, await profiles.FormatAsync(profile.Format, cancellation), file.Manifest, report.Waived);
        var container = await blobs.GetAsync(Deliveries.Container, cancellation);
        var blob = container.GetBlobClient($"{file.Institution}/{file.Name}");
        var version = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ETag;
        var options = new BlobOpenReadOptions(allowModifications: false) { Conditions = new BlobRequestConditions { IfMatch = version } };
        await using var content = await blob.OpenReadAsync(options, cancellation);
        await using var reader = new ExportReader(content, checks);
        await using var rejected = rejects.Begin(file);
        var writer = staging.Write(file.Import, Chunks(file.Manifest.Rows));
        var rows = feeds[file.Manifest.Kind].Begin(file);
        if (await reader.ReadHeaderAsync(cancellation)) await RowsAsync(rows, reader, writer, rejected, () => progress.ReadAsync(file, content.Position, content.Length, reader.Rows, cancellation), cancellation);
        reader.Finish();
        report = Read(report, reader);
        report = report with { Rejects = await rejected.FinishAsync(cancellation) };
        var chunks = await writer.FinishAsync(cancellation);
        if (reader.FileFault is { } fault)
        {
            await staging.DeleteAsync(file.Import, chunks, cancellation);
            return await EndAsync(report with { Status = ImportStatus.Held }, fault, started, cancellation);
        }

        await reports.SaveAsync(report with { Status = ImportStatus.Running, Reasons = [] }, cancellation);
        var newest = file.Manifest.Kind == ExportKind.Delinquency ? await institutions.SnapshotThroughAsync(file.Institution, cancellation) : null;
        return rows.Complete(new ImportPlan(true, chunks, newest > file.Manifest.BusinessDate, false, started) { PlannedAt = planned });
    }

    private static async Task RowsAsync(
        IRowIntake rows, ExportReader reader, StagingWriter writer, RejectWriter rejected, Func<Task> note, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            if (await rows.TakeAsync(reader, writer, cancellation) is { } fault) await rejected.AddAsync(reader, fault, cancellation);
            if (reader.Rows % NotedEvery == 0) await note();
        }

        if (rows.Fault is { } whole) reader.Hold(whole);
    }

    private static int Chunks(long rows)
    {
        var chunks = 1;
        while (chunks < AccountIndex.Shards && rows > (long)chunks * ChunkRows) chunks *= 2;
        return chunks;
    }

    private static ImportReport Read(ImportReport report, ExportReader reader) => report with
    {
        Rows = reader.Rows,
        Accepted = reader.FileFault is null ? reader.Accepted : 0,
        Rejected = reader.FileFault is null ? reader.Rejected : reader.Rows,
        RejectedBy = reader.RejectedBy.ToDictionary(),
        Amount = Text(reader.FileFault is null ? reader.AcceptedSum : 0m),
        RejectedAmount = Text(reader.FileFault is null ? reader.Sum - reader.AcceptedSum : reader.Sum),
    };

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private async Task<ImportPlan> EndAsync(ImportReport report, ImportReason reason, DateTimeOffset started, CancellationToken cancellation)
    {
        var took = (long)(technical.GetUtcNow() - started).TotalMilliseconds;
        await reports.SaveAsync(report with { Reasons = [reason], FinishedAt = clock.GetUtcNow(), DurationMilliseconds = took }, cancellation);
        return Stop(started);
    }

    private static ImportPlan Stop(DateTimeOffset started) => new(false, [], false, false, started);
}
