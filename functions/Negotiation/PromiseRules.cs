using Collections.Functions.Cases;

namespace Collections.Functions.Negotiation;

/// <summary>A promise is waited for without nagging, and judged once the payments files cover its time. (R4.1)</summary>
public static class PromiseRules
{
    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.State.Promises.Open is not { } promise) return null;
        if (view.PaymentsThrough >= promise.JudgeAfter) return new Record([Judge(view.State, promise)]);

        // The files that cover it may come any day after; looking once a morning is soon enough.
        var look = promise.JudgeAfter >= view.Today ? promise.JudgeAfter.AddDays(1) : view.Today.AddDays(1);
        return CaseDecision.DropCalls(view, "promise") ?? view.WaitFor("promise", view.StartOf(look), view.State.Approvals.Open?.Deadline);
    }

    /// <summary>Nothing is overdue any more: whatever was promised towards it is kept. Null when nothing was.</summary>
    public static PromiseJudged? Kept(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Promises.Open is { } promise ? new PromiseJudged(promise.Id, PromiseVerdict.Kept, state.Balance.PaidBetween(promise.MadeOn, promise.JudgeAfter)) : null;
    }

    /// <summary>Payments from the day it was made until the last day that counts.</summary>
    public static PromiseJudged Judge(CaseState state, PromiseMade promise)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(promise);
        var paid = state.Balance.PaidBetween(promise.MadeOn, promise.JudgeAfter);
        var verdict = paid >= promise.Amount ? PromiseVerdict.Kept : paid.IsPositive ? PromiseVerdict.PartlyKept : PromiseVerdict.Broken;
        return new PromiseJudged(promise.Id, verdict, paid);
    }

    public static bool BrokenTooOften(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var terms = view.Strategy.Promises;
        return view.State.Promises.Broken.Count(due => due > view.Today.AddDays(-terms.BrokenWithinDays)) >= terms.BrokenToSecondLine;
    }
}
