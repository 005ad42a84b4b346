using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.FieldVisits;

/// <summary>What came of a visit, as far as a report may say so. Pure; refusals are <see cref="RefusedException"/>.</summary>
public static class VisitResults
{
    /// <summary>
    /// The facts of a report. 404 for no such visit; 409 <c>not-checked-in</c> until as many have arrived as the law asks, unless it was broken off for safety; 422 <c>reason-needed</c>,
    /// <c>confirmation-needed</c>, <c>no-consent</c> to a witness.
    /// </summary>
    /// <param name="least">How many people make a visit at the least.</param>
    /// <param name="at">When the gate let it go.</param>
    public static IReadOnlyList<Fact> Report(CaseView view, string contact, VisitReport report, int least, DateTimeOffset at, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(report);
        var running = VisitCommands.Running(view.State, contact);
        var stopped = report.Outcome == VisitOutcome.SafetyStop;
        List<string> visitors = [.. running.In.Select(arrival => arrival.Visitor)];
        if (visitors.Count < least && !stopped)
            throw new RefusedException(409, "not-checked-in", $"A visit is made by {least} at least, each of whom has said that he is there; {visitors.Count} have.");
        if (report.Outcome == VisitOutcome.Refused && (report.Reason is null || (report.Reason == RefusalReason.Other && note is null)))
            throw new RefusedException(422, "reason-needed", "A refusal has its 'reason'; Other says it in 'note'.");
        if (report.Outcome == VisitOutcome.ThirdPartyPresent && report.DebtNotMentioned != true)
            throw new RefusedException(422, "confirmation-needed", "Somebody else was there: confirm in 'debtNotMentioned' that nothing of the debt was said. If something was, call your supervisor and compliance.");
        var reported = new VisitReported(
            contact, running.Task, at, visitors, report.Outcome, note, running.Visit, report.Outcome == VisitOutcome.Refused ? report.Reason : null,
            report.Outcome == VisitOutcome.ThirdPartyPresent ? true : null, report.Witnessed ? VisitConsentCommands.Held(view.State, VisitConsent.Witness) : null);
        return stopped ? [reported, VisitSafety.Alarm(view, view.NewId("safety"), VisitSafety.BrokenOff)] : [reported];
    }
}

/// <param name="Note">Report in the visitors' words; kept with the debtor's data.</param>
/// <param name="Reason">Of a refusal.</param>
/// <param name="DebtNotMentioned">A third party was there, and nothing of the debt was said.</param>
/// <param name="Witnessed">A witness was there, with the debtor's recorded consent.</param>
public sealed record VisitReport(VisitOutcome Outcome, string? Note = null, RefusalReason? Reason = null, bool? DebtNotMentioned = null, bool Witnessed = false);
