using Collections.Functions.Approvals;
using Collections.Functions.Cases;

namespace Collections.Functions.FieldVisits;

/// <summary>When a case goes up to field visits: by days past due and amount, after a reminder and a try to negotiate, with approval. (R3.3, R3.5)</summary>
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

    private static Record Enter(CaseView view, ApprovalRequested granted)
    {
        List<Fact> facts = [.. view.State.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, "stage"))];
        facts.Add(new StageEntered(Stage.FieldVisit, granted.Because, granted.Id, VisitWaived: granted.Subject == ApprovalSubject.VisitWaiver));
        facts.Add(new LineChanged(Line.Field, "stage"));
        return new Record(facts);
    }
}
