using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation;

/// <summary>Taking a promise from a debtor. Pure; refusals are <see cref="RefusedException"/>. (R4.1)</summary>
public static class PromiseCommands
{
    /// <summary>Ways to pay that a promise may name; a list, since facts hold no free text.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["transfer", "direct-debit", "app", "card", "branch", "other"];

    /// <summary>Records a promise in place of the open one, if there is one. The same promise again on the same day changes nothing.</summary>
    public static IReadOnlyList<Fact> Make(CaseView view, Money amount, DateOnly due, string method)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        CaseGuards.RefuseClosed(state);
        CaseGuards.RefuseDeceased(state);
        if (state.Plans.Open is not null) throw new RefusedException(409, "plan-in-force", "A plan is in force; its instalments are what is promised.");
        RefuseAmount(state, amount);
        if (!Methods.Contains(method)) throw new RefusedException(422, "unknown-method", $"The method is one of {string.Join(", ", Methods)}.");
        if (due < view.Today) throw new RefusedException(422, "due-in-the-past", "A promise is for today or later.");
        var open = state.Promises.Open;
        if (open is not null && open.Amount == amount && open.Due == due && open.Method == method && open.MadeOn == view.Today) return [];
        if (open is not null && open.Due < view.Today)
        {
            throw new RefusedException(409, "promise-being-judged", "The last promise is due and will be judged once the payments are in; a new one can be taken then.",
                new Dictionary<string, object?> { ["judgeAfter"] = open.JudgeAfter });
        }

        var approval = ApprovalFor(view, due);
        var judgeAfter = view.Calendar.Add(due, view.Strategy.Promises.JudgeAfterBusinessDays);
        var made = new PromiseMade(view.NewId("promise"), amount, due, view.Today, judgeAfter, method, approval?.Id);
        return open is null ? [made] : [Supersede(state, open), made];
    }

    private static void RefuseAmount(CaseState state, Money amount)
    {
        if (amount.Currency != state.Balance.Currency)
            throw new RefusedException(422, "wrong-currency", $"The account is in {state.Balance.Currency}.");
        if (!amount.IsPositive || decimal.Round(amount.Amount, 2) != amount.Amount)
            throw new RefusedException(422, "bad-amount", "The amount is above zero, with at most two decimals.");
        if (amount > state.Balance.Outstanding)
            throw new RefusedException(422, "more-than-owed", "The amount is more than all that is owed, as far as known here.");
    }

    /// <summary>The approval that a date needs; null if it needs none.</summary>
    private static ApprovalRequested? ApprovalFor(CaseView view, DateOnly due)
    {
        var terms = view.Strategy.Promises;
        var ahead = due.DayNumber - view.Today.DayNumber;
        if (ahead <= terms.MaximumDays) return null;
        if (ahead > terms.MaximumDaysApproved)
            throw new RefusedException(422, "too-far-ahead", $"A promise is at most {terms.MaximumDays} days ahead, {terms.MaximumDaysApproved} with a supervisor's approval.");
        return ApprovalRules.Granted(view.State, ApprovalSubject.LongPromise) is { } granted && granted.PromiseDue >= due
            ? granted
            : throw new RefusedException(409, "approval-needed", $"More than {terms.MaximumDays} days ahead needs a supervisor's approval first: propose LongPromise.");
    }

    private static PromiseJudged Supersede(CaseState state, PromiseMade open) =>
        new(open.Id, PromiseVerdict.Superseded, state.Balance.PaidBetween(open.MadeOn, open.JudgeAfter));
}
