using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Risk.Reasons;

/// <summary>Taking down why a debtor does not pay, what he works and what he lives on. Pure; refusals are <see cref="RefusedException"/>. (R2.1)</summary>
public static class CircumstanceCommands
{
    /// <summary>What is known already, from the same source, changes nothing.</summary>
    /// <param name="by">Id of the person who takes it down.</param>
    /// <param name="note">Id of the words in the debtor's partition; null: there are none.</param>
    public static IReadOnlyList<Fact> State(CaseView view, CircumstanceReport report, string by, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(report);
        CaseGuards.RefuseClosed(view.State);
        if (report is { Reason: null, Employment: null, Means: null })
            throw new RefusedException(422, "nothing-stated", "Say one or more of 'reason', 'employment' and 'means'.");
        if (report.Source is not (ReasonSource.Debtor or ReasonSource.Collector))
            throw new RefusedException(422, "source", "The source is Debtor, for his own words, or Collector.");
        List<Fact> facts = report.Reason == OverdueReason.Malicious ? Allege(view, by, note) : [.. Told(view.State, report.Reason, report.Employment, report.Source, note)];
        if (report.Means is { } means)
            facts.Add(new AffordabilityStated(note!, means.Affordable(view.State.Balance.Currency), means.DebtService(view.State.Balance.Position.MinimumPayment)));
        return facts;
    }

    /// <summary>What somebody told, as facts.</summary>
    public static IEnumerable<Fact> Told(CaseState state, OverdueReason? reason, EmploymentStatus? employment, ReasonSource source, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        var known = state.Circumstances;
        if (reason is { } why && (known.Reason, known.Source) != (why, source)) yield return new ReasonStated(why, source, note);
        if (employment is { } work && known.Employment != work) yield return new EmploymentStated(work, note);
    }

    /// <summary>A hard word: it needs evidence, and somebody else's approval.</summary>
    private static List<Fact> Allege(CaseView view, string by, string? note)
    {
        var state = view.State;
        if (note is null) throw new RefusedException(422, "evidence-needed", "Say in 'note' what shows that the debtor could pay and means not to.");
        if (state.Circumstances.Reason == OverdueReason.Malicious) return [];
        if (state.Approvals.Open is { } open) throw new RefusedException(409, "approval-open", $"The case waits for a decision on {open.Subject} ({open.Id}) already.");
        var asked = ApprovalRules.Request(view, ApprovalSubject.Malice, by, "alleged");
        return [asked, new MaliceAlleged(note, asked.Id)];
    }
}

/// <summary>What somebody learned of a debtor's circumstances.</summary>
/// <param name="Source">The debtor's own words, unless said otherwise.</param>
/// <param name="Note">In words; kept with the debtor's data.</param>
public sealed record CircumstanceReport(
    OverdueReason? Reason = null, EmploymentStatus? Employment = null, MeansStatement? Means = null, ReasonSource Source = ReasonSource.Debtor, string? Note = null);
