using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Risk.Reviews;

/// <summary>Asking for a look at a score by a person, and deciding it. Pure; refusals are <see cref="RefusedException"/>. (R2.2)</summary>
public static class ReviewCommands
{
    /// <summary>Working days in which somebody should have looked.</summary>
    private const int Within = 5;

    /// <summary>Asks for it; the same person again changes nothing while it is open.</summary>
    public static IReadOnlyList<Fact> Ask(CaseView view, Caller caller, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(caller);
        var state = view.State;
        CaseGuards.RefuseClosed(state);
        if (note is null) throw new RefusedException(422, "reason-needed", "Say in 'reason' what is wrong with the score: it is kept with the debtor's data.");
        if (state.Scoring.Latest is null) throw new RefusedException(409, "not-scored", "The case has no score yet.");
        if (state.Task(TaskKind.RiskReview) is not null)
            return state.Scoring.AskedBy == caller.Id ? [] : throw new RefusedException(409, "review-open", "Somebody has asked for a review already; it waits for a decision.");
        var review = view.NewId("risk-review");
        return [new RiskReviewAsked(review, caller.Id, note), new TaskOpened(review, TaskKind.RiskReview, state.Line, view.EndOfWorkingDay(Within), "asked")];
    }

    /// <summary>Sets the level, whether or not it is another one. Not by whoever asked.</summary>
    public static IReadOnlyList<Fact> Decide(CaseState state, RiskLevel level, Caller caller, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(caller);
        CaseGuards.RefuseClosed(state);
        if (note is null) throw new RefusedException(422, "reason-needed", "Say in 'reason' why: it is kept with the debtor's data.");
        if (state.Task(TaskKind.RiskReview) is not { } task) throw new RefusedException(409, "no-review", "Nobody has asked for a review of this score, or it is decided already.");
        if (state.Scoring.AskedBy == caller.Id) throw new RefusedException(403, "review-by-asker", "Who asked for it may not decide it; somebody else has to.");
        return [new RiskReviewed(task.Id, level, caller.Id, note), new TaskClosed(task.Id, "done")];
    }
}

/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record ReviewRequest(string? Reason);

/// <param name="Level">The level that it has from now on.</param>
/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record ReviewDecision(RiskLevel Level, string? Reason);
