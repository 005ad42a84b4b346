using Collections.Functions.Approvals;
using Collections.Functions.Cases;

namespace Collections.Functions.FieldVisits;

/// <summary>When a case goes up to field visits, and when another visit, or a waiver, takes its place there: by days past due and amount, after a reminder and a try to negotiate, with approval. (R3.3, R3.5)</summary>
public static class VisitRules
{
    /// <param name="next">When to look again.</param>
    public static CaseStep? Enter(CaseView view, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        var ladder = view.Strategy.FieldVisit;
        var early = view.Risk == RiskLevel.High && view.Amount >= ladder.MinimumAmount && !view.Segment.NeedsHelp;
        var from = early ? ladder.FromHighRisk : ladder.From;
        if (view.LadderDay < from)
        {
            next = view.StartOf(view.DayAt(from));
            return null;
        }

        if (!IsPrepared(view.State)) return null;
        var subject = view.Amount >= ladder.MinimumAmount ? ApprovalSubject.FieldVisit : ApprovalSubject.VisitWaiver;
        var approved = ApprovalRules.Granted(view.State, subject) ?? ApprovalRules.Granted(view.State, ApprovalSubject.VisitWaiver);
        return approved is { } granted
            ? Enter(view, granted)
            : ApprovalRules.Ask(view, subject, early && view.LadderDay < ladder.From ? "high-risk" : "days-past-due", out next);
    }

    /// <summary>At least one delivered reminder and one recorded try to negotiate. (R3.5)</summary>
    public static bool IsPrepared(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Contacts is { Delivered: >= 1, CallAttempts: >= 1 };
    }

    /// <summary>In the stage of visits: what was approved there takes effect, and a visit that cannot be made is proposed to be waived.</summary>
    /// <param name="next">When to look again.</param>
    public static CaseStep? Within(CaseView view, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        var state = view.State;
        if (WhyNoOther(view) is null && ApprovalRules.Granted(state, ApprovalSubject.FieldVisit) is { } another) return new Record([new VisitApproved(another.Id)]);
        if (WhyNoWaiver(state) is not null) return null;
        if (ApprovalRules.Granted(state, ApprovalSubject.VisitWaiver) is { } waiver)
            return new Record([.. state.Tasks.Where(task => task.Kind == TaskKind.Visit).Select(task => new TaskClosed(task.Id, "waived")), new VisitWaived(waiver.Id, waiver.Because)]);
        return Obstacle(view, out next) is { } because ? ApprovalRules.Ask(view, ApprovalSubject.VisitWaiver, because, out next) : null;
    }

    /// <summary>Why no waiver is proposed in the stage of visits; null: one may be.</summary>
    public static string? WhyNoWaiver(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.VisitWaived || state.Visits.Made.Count > 0 ? "The visit was made or waived already."
            : state.Visits.Running is not null ? "The visit is under way."
            : null;
    }

    /// <summary>Why no visit is proposed in the stage of visits, after the one that led there; null: one may be. Each has an approval of its own.</summary>
    public static string? WhyNoOther(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (visits, terms) = (view.State.Visits, view.Strategy.FieldVisit.Visits);
        if (visits.Approved) return "A visit is approved and not made yet.";
        if (visits.Running is not null) return "A visit is under way.";
        if (visits.Stop is not null) return "A visit was broken off for safety; a supervisor has to clear visits first.";
        if (visits.AddressFailedAt is not null) return "The debtor does not live at the address on file; a visit needs another one.";
        if (view.Risk != RiskLevel.Low && view.Amount < view.Strategy.FieldVisit.MinimumAmount) return "The overdue amount is below what a visit is worth.";
        return visits.Made.Count(made => view.Now - made < TimeSpan.FromDays(terms.WithinDays)) >= terms.Most ? $"At most {terms.Most} visits are made in {terms.WithinDays} days." : null;
    }

    /// <summary>What keeps the approved visit from being made.</summary>
    private static string? Obstacle(CaseView view, out DateTimeOffset? next)
    {
        next = null;
        var state = view.State;
        if (state.Task(TaskKind.Visit) is not { } task || state.Visits.Plan is not null) return null;
        if (state.Contacts.IsClosed(Channel.Visit)) return "visits-closed";
        if (view.Risk != RiskLevel.Low) return view.Amount < view.Strategy.FieldVisit.MinimumAmount ? "below-amount" : null;
        if (task.Due <= view.Now) return "no-appointment";
        next = task.Due;
        return null;
    }

    private static Record Enter(CaseView view, ApprovalRequested granted)
    {
        List<Fact> facts = [.. view.State.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, "stage"))];
        facts.Add(new StageEntered(Stage.FieldVisit, granted.Because, granted.Id, VisitWaived: granted.Subject == ApprovalSubject.VisitWaiver));
        facts.Add(new LineChanged(Line.Field, "stage"));
        return new Record(facts);
    }
}
