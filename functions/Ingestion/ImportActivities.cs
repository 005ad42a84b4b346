using System.Globalization;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Ingestion.Expected;
using Collections.Functions.Ingestion.Feeds;
using Collections.Functions.Ingestion.Reconciliation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Ingestion;

/// <summary>The steps of an import. Each can be done again at any time with the same result.</summary>
public sealed class ImportActivities(
    ImportPlanner planner, FeedCatalog feeds, Suspense suspense, Reconciler reconciler, TouchedAccounts touched, Staging staging, InstitutionProfiles profiles,
    InstitutionState institutions, ImportReports reports, ImportEvents events, ImportProgressBoard progress, DeliveryNotes notes,
    TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technical)
{
    /// <summary>Takes the last file out of the queue and answers the one whose turn it is.</summary>
    [Function(nameof(NextFile))]
    public async Task<QueuedFile?> NextFile([ActivityTrigger] IntakeTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Done is not null) await institutions.DequeueAsync(turn.Done, cancellation);
        return await institutions.NextAsync(turn.Institution, cancellation);
    }

    [Function(nameof(PlanImport))]
    public async Task<ImportPlan> PlanImport([ActivityTrigger] QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var plan = await planner.PlanAsync(file, cancellation);
        if (plan.Go) return plan;
        progress.Ended(file.Import);
        await PublishAsync(file.Import, cancellation);
        return plan;
    }

    /// <summary>Holds a snapshot that misses too many accounts; otherwise the file's content is claimed, and from here on it is applied.</summary>
    [Function(nameof(ClaimImport))]
    public async Task<bool> ClaimImport([ActivityTrigger] ImportClaim claim, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (file, (known, vanished)) = (claim.File, claim.Plan.Absentees);
        var profile = await profiles.GetAsync(file.Institution, cancellation);
        var isLikely = profile.Absence == AbsenceMeaning.Unchanged || known < profile.VanishedShareFrom || vanished <= known * profile.MaxVanishedShare;
        if (isLikely || await IsWaivedAsync(file, "vanished-share", cancellation))
        {
            await institutions.ClaimAsync(file, cancellation);
            return true;
        }

        await staging.DeleteAsync(file.Import, claim.Plan.Chunks, cancellation);
        var reason = new ImportReason(
            "vanished-share", string.Create(CultureInfo.InvariantCulture, $"{vanished} of {known} accounts are missing, more than the profile's share of {profile.MaxVanishedShare}."));
        await EndAsync(file, claim.Plan, report => report with { Status = ImportStatus.Held, Reasons = [reason] }, cancellation);
        return false;
    }

    [Function(nameof(CompareChunk))]
    public Task<ImportCounts> CompareChunk([ActivityTrigger] ChunkCall call, CancellationToken cancellation) => ApplyAsync(call, cancellation);

    [Function(nameof(TakeRows))]
    public Task<ImportCounts> TakeRows([ActivityTrigger] ChunkCall call, CancellationToken cancellation) => ApplyAsync(call, cancellation);

    /// <summary>Moves the watermark, keeps and publishes the report, and deletes what was staged.</summary>
    [Function(nameof(FinishImport))]
    public async Task FinishImport([ActivityTrigger] ImportEnd end, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(end);
        var (file, manifest, counts) = (end.File, end.File.Manifest, end.Counts);
        var waiting = new SuspenseTally();
        if (manifest.Kind == ExportKind.Delinquency)
            waiting = await suspense.SweepAsync(file.Institution, (await profiles.GetAsync(file.Institution, cancellation)).SuspenseDays, cancellation);
        if (manifest.Complete && !await LacksPaymentsAsync(file, cancellation)) await institutions.AdvanceAsync(file.Institution, manifest.Kind, manifest.BusinessDate, cancellation);
        if (manifest.Kind == ExportKind.Delinquency) await institutions.AdvanceBalancesAsync(file.Institution, manifest.BusinessDate, cancellation);
        if (manifest is { Kind: ExportKind.Delinquency, Complete: true } && !end.Plan.Superseded) await touched.ForgetAsync(file.Institution, manifest.BusinessDate, end.Plan.PlannedAt, cancellation);
        var report = await reports.FindAsync(file.Import, cancellation) ?? throw new InvalidOperationException($"Import {file.Import} has no report.");
        var reconciled = await reconciler.ReconcileAsync(end, report, waiting, cancellation);
        var odd = await notes.OfAsync(file, cancellation);
        await EndAsync(file, end.Plan, report => report with
        {
            Status = ImportStatus.Completed,
            Reconciliation = reconciled,
            Reasons = [.. Of(end.Plan), .. odd],
            Opened = counts.Opened,
            Updated = counts.Updated,
            Unchanged = counts.Unchanged,
            Cured = counts.Cured,
            Unclear = counts.Unclear,
        }, cancellation);
        await staging.DeleteAsync(file.Import, end.Plan.Chunks, cancellation);
    }

    /// <summary>
    /// Whether a payments file of a day that is not covered yet is held: promises must not be judged as if it had been taken. The next file after it was
    /// released or discarded moves the watermark on.
    /// </summary>
    private async Task<bool> LacksPaymentsAsync(QueuedFile file, CancellationToken cancellation)
    {
        const int Furthest = 31;
        if (file.Manifest.Kind != ExportKind.Payments || await institutions.ThroughAsync(file.Institution, cancellation) is not { } through) return false;
        var last = file.Manifest.BusinessDate;
        for (var day = last.DayNumber - through.DayNumber > Furthest ? last.AddDays(-Furthest) : through.AddDays(1); day <= last; day = day.AddDays(1))
        {
            var reported = await reports.OfDayAsync(file.Institution, day, cancellation);
            if (reported.Any(report => report is { Kind: ExportKind.Payments, Status: ImportStatus.Held } && report.Id != file.Import)) return true;
        }

        return false;
    }

    private static IEnumerable<ImportReason> Of(ImportPlan plan)
    {
        if (plan.Superseded) yield return new ImportReason("older", "A newer complete snapshot was taken before; its accounts keep what it said.");
        if (plan.Nameless > 0) yield return new ImportReason("absence-not-judged", $"{plan.Nameless} rows do not tell whose they are, so no account counts as missing from this file.");
    }

    /// <summary>Says in the report that an import does not come forward; it is tried again.</summary>
    [Function(nameof(ReportStall))]
    public async Task ReportStall([ActivityTrigger] QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (await reports.FindAsync(file.Import, cancellation) is not { Status: ImportStatus.Running or ImportStatus.Waiting } report) return;
        var reason = new ImportReason("stalled", "A step failed in spite of retries. It is tried again every quarter of an hour; later files wait.");
        await reports.SaveAsync(report with { Reasons = [reason] }, cancellation);
    }

    private async Task<bool> IsWaivedAsync(QueuedFile file, string code, CancellationToken cancellation) =>
        (await reports.FindAsync(file.Import, cancellation))?.Waived.Contains(code) == true;

    private async Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var counts = await feeds[call.File.Manifest.Kind].ApplyAsync(call, cancellation);
        await progress.AppliedAsync(call, cancellation);
        return counts;
    }

    private async Task EndAsync(QueuedFile file, ImportPlan plan, Func<ImportReport, ImportReport> end, CancellationToken cancellation)
    {
        var report = await reports.FindAsync(file.Import, cancellation) ?? throw new InvalidOperationException($"Import {file.Import} has no report.");
        var took = (long)(technical.GetUtcNow() - plan.StartedAt).TotalMilliseconds;
        progress.Ended(file.Import);
        await reports.SaveAsync(end(report) with { FinishedAt = clock.GetUtcNow(), DurationMilliseconds = took }, cancellation);
        await PublishAsync(file.Import, cancellation);
    }

    private async Task PublishAsync(string import, CancellationToken cancellation)
    {
        if (await reports.FindAsync(import, cancellation) is { } report) await events.PublishAsync(report, cancellation);
    }
}
