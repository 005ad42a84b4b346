using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Held;

/// <summary>
/// Releases and discards held files. A release is queued first and noted in the report after it, so that a crash between the two loses nothing: whoever takes
/// the file from the queue notes it then. The report is only written over the version that was read, so of two decisions at once one counts. (R1.3)
/// </summary>
public sealed class HeldFiles(ImportReports reports, InstitutionState institutions, ImportEvents events, TimeProvider clock)
{
    private const int LongestReason = 500;

    /// <summary>Distinguishes the same words about a file that was held, released and held again.</summary>
    public static string MomentOf(ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var holds = report.Status == ImportStatus.Held ? report.Decisions.Count : report.Decisions.Count - 1;
        return FormattableString.Invariant($"hold-{Math.Max(0, holds)}");
    }

    /// <summary>Lets a file be judged again from the start, without what a person answers for. Refuses (409) one that can only be held again.</summary>
    /// <returns>The report, and whether the file waits in its queue because of this.</returns>
    public async Task<ImportReport> ReleaseAsync(string id, Posted<HoldAnswer> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var (report, version) = await LoadAsync(id, cancellation);
        if (IsDecided(report, posted)) return report;
        MustBeHeld(report);
        var codes = report.Reasons.Select(reason => reason.Code).ToList();
        if (report.Manifest is not { } manifest || codes.Any(HoldCodes.Final.Contains))
            throw new RefusedException(409, "not-releasable", $"The file is held for {string.Join(", ", codes)}: judged again it would be held again. Deliver it anew, its marker last, and discard this one.");

        var decision = Decide(HoldVerdict.Released, report, posted, [.. codes.Where(HoldCodes.Waivable.Contains)]);
        await institutions.EnqueueAsync(new QueuedFile(report.Id, report.Institution, report.Name, manifest, report.Decisions.Count + 1), decision, cancellation);
        return await NoteAsync(Released(report, decision), version, posted, cancellation);
    }

    /// <summary>Gives a file up, or the wait for one: it never changes anything.</summary>
    public async Task<ImportReport> DiscardAsync(string id, Posted<HoldAnswer> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var (report, version) = await LoadAsync(id, cancellation);
        if (!IsDecided(report, posted) && report.Status != ImportStatus.Discarded)
        {
            if (report.Status != ImportStatus.Missing) MustBeHeld(report);
            var decision = Decide(HoldVerdict.Discarded, report, posted, []);
            report = await NoteAsync(
                report with { Status = ImportStatus.Discarded, Decisions = [.. report.Decisions, decision], FinishedAt = decision.At }, version, posted, cancellation);
        }

        // Told again when the request is: the first time may have ended before.
        if (report.Status == ImportStatus.Discarded) await events.PublishAsync(report, cancellation);
        return report;
    }

    /// <summary>The report of a file whose turn it is. Notes the release that the file was queued with, if that was not done.</summary>
    public async Task<ImportReport> OnTurnAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        while (true)
        {
            var (report, version) = await LoadAsync(file.Import, cancellation);
            if (report.Status != ImportStatus.Held || file.Release != report.Decisions.Count + 1) return report;
            if (await institutions.ReleaseOfAsync(file, cancellation) is not { } decision) return report;
            var released = Released(report, decision);
            if (await reports.TrySaveAsync(released, version, cancellation)) return released;
        }
    }

    private static ImportReport Released(ImportReport report, HoldDecision decision) => report with
    {
        Status = ImportStatus.Waiting,
        Decisions = [.. report.Decisions, decision],
        Reasons = [new ImportReason("released", decision.Waived.Count == 0 ? "The file is judged again." : $"The file is judged again, without {string.Join(", ", decision.Waived)}.")],
        FinishedAt = null,
    };

    private static bool IsDecided(ImportReport report, Posted<HoldAnswer> posted) => report.Decisions.Any(decision => decision.Command == posted.Command);

    private static void MustBeHeld(ImportReport report)
    {
        if (report.Status != ImportStatus.Held)
            throw new RefusedException(409, "not-held", $"The file is not held: its report says {report.Status}. Look at it again before deciding.");
    }

    private async Task<(ImportReport Report, Azure.ETag Version)> LoadAsync(string id, CancellationToken cancellation) =>
        await reports.FindVersionAsync(id, cancellation) ?? throw RefusedException.NotFound("import");

    private HoldDecision Decide(HoldVerdict verdict, ImportReport report, Posted<HoldAnswer> posted, IReadOnlyList<string> waived)
    {
        var reason = posted.Body.Reason.Trim();
        if (reason.Length is 0 or > LongestReason) throw new RefusedException(422, "reason-needed", $"Say why, in 'reason', in at most {LongestReason} characters.");
        return new HoldDecision(
            verdict, posted.Caller.Id, clock.GetUtcNow(), Masking.Text(reason), [.. report.Reasons.Select(held => held.Code)], waived, posted.Command);
    }

    private async Task<ImportReport> NoteAsync(ImportReport decided, Azure.ETag version, Posted<HoldAnswer> posted, CancellationToken cancellation)
    {
        if (await reports.TrySaveAsync(decided, version, cancellation)) return decided;

        // Somebody else decided at the same time, or the intake was quicker to note this very decision.
        var (now, _) = await LoadAsync(decided.Id, cancellation);
        return IsDecided(now, posted) ? now : throw new RefusedException(409, "not-held", $"Somebody else has just decided: the report says {now.Status}.");
    }
}

/// <param name="Reason">Why the file is released or discarded; stands in its report.</param>
public sealed record HoldAnswer(string Reason);
