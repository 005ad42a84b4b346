using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal.Directions;

namespace Collections.Functions.Legal;

/// <summary>When a case goes to legal: visited or waived, by days past due, amount and refusals, with two people's approval. (R3.4, R3.5)</summary>
public static class LegalRules
{
    /// <param name="next">When to look again.</param>
    public static CaseStep? Enter(CaseView view, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        if (!view.Strategy.Uses(Stage.LegalHandoff)) return null;
        var state = view.State;
        var ladder = view.Strategy.Legal;
        if (!IsPrepared(view)) return null;
        if (state.Legal.ReturnedOn is { } back && back.AddDays(DirectionRules.Every(view)) is var again && again > view.Today)
        {
            next = view.StartOf(again);
            return null;
        }

        if (!RecoveryRules.IsWorthIt(view)) return Elsewhere(view, out next);
        var refused = view.Risk != RiskLevel.Low && state.Contacts.Refusals >= ladder.Refusals;
        var after = refused ? ladder.AfterRefusals : ladder.After;
        if (view.LadderDay <= after)
        {
            next = view.StartOf(view.DayAt(after + 1));
            return null;
        }

        return ApprovalRules.Granted(state, ApprovalSubject.LegalHandoff) is { } granted
            ? Enter(view, granted)
            : ApprovalRules.Ask(view, ApprovalSubject.LegalHandoff, refused ? "refusals" : "days-past-due", out next);
    }

    /// <summary>Court is not worth it: mediation, an agency or something else, as a person says; he is asked from the day on which it would have gone to court.</summary>
    private static CaseStep? Elsewhere(CaseView view, out DateTimeOffset? next)
    {
        if (view.LadderDay > view.Strategy.Legal.After) return DirectionRules.Ask(view, DirectionRules.BelowCourt, out next);
        next = view.StartOf(view.DayAt(view.Strategy.Legal.After + 1));
        return null;
    }

    /// <summary>The visit was made or waived; by a strategy that makes none, what would have to be there before a visit. (R3.5)</summary>
    public static bool IsPrepared(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.State.Visits.Made.Count > 0 || view.State.VisitWaived || (!view.Strategy.Uses(Stage.FieldVisit) && VisitRules.IsPrepared(view.State));
    }

    private static Record Enter(CaseView view, ApprovalRequested granted)
    {
        List<Fact> facts = [.. view.State.Tasks.Select(task => new TaskClosed(task.Id, "stage"))];
        facts.Add(new StageEntered(Stage.LegalHandoff, granted.Because, granted.Id));
        facts.Add(new LineChanged(Line.Legal, "stage"));
        return new Record(facts);
    }
}
