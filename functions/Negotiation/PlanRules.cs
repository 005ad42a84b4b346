using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation;

/// <summary>
/// While a plan is kept, collection stops. Payments pay its instalments oldest first; one that is not paid some days after it was due breaks the plan,
/// once the payments files cover those days, and the case goes on where it stood. (R4.3)
/// </summary>
public static class PlanRules
{
    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.State.Plans.Open is not { } plan) return null;
        if (Judge(view.State, plan, view.Strategy.Plans, view.Calendar, view.PaymentsThrough) is { } judged) return new Record([judged]);

        // Payments of a day come in the day after; when they do not, looking once a morning is soon enough.
        var deadline = Unpaid(view.State, plan, view.Strategy.Plans, view.Calendar) ?? view.Today;
        var look = deadline >= view.Today ? deadline.AddDays(1) : view.Today.AddDays(1);
        return CaseDecision.DropCalls(view, "plan") ?? view.WaitFor("plan", view.StartOf(look), view.State.Approvals.Open?.Deadline);
    }

    /// <summary>Kept when all is paid; broken when an instalment was not paid by its last day; else null.</summary>
    /// <param name="paymentsThrough">Business date that the payments files cover; null if unknown.</param>
    public static PlanJudged? Judge(CaseState state, PlanTakenOver plan, PlanTerms terms, WorkingCalendar calendar, DateOnly? paymentsThrough)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(plan);
        var currency = state.Balance.Currency;
        var paid = Paid(state, plan, DateOnly.MaxValue);
        if (paid >= plan.Instalments.Sum(instalment => instalment.Amount.AmountIn(currency))) return Judged(PlanVerdict.Kept, paid);
        var due = 0m;
        foreach (var instalment in plan.Instalments)
        {
            due += instalment.Amount.AmountIn(currency);
            var lastDay = LastDay(instalment, terms, calendar);
            if (paymentsThrough is not { } through || lastDay > through) return null;
            if (Paid(state, plan, lastDay) < due) return Judged(PlanVerdict.Broken, paid);
        }

        return null;

        PlanJudged Judged(PlanVerdict verdict, decimal amount) => new(plan.Plan, verdict, new Money(amount, currency));
    }

    /// <summary>Last day of the first instalment that is not paid; null if all are.</summary>
    public static DateOnly? Unpaid(CaseState state, PlanTakenOver plan, PlanTerms terms, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(plan);
        var left = Paid(state, plan, DateOnly.MaxValue);
        foreach (var instalment in plan.Instalments)
        {
            left -= instalment.Amount.AmountIn(state.Balance.Currency);
            if (left < 0) return LastDay(instalment, terms, calendar);
        }

        return null;
    }

    private static decimal Paid(CaseState state, PlanTakenOver plan, DateOnly through) => state.Balance.PaidBetween(plan.AsOf.AddDays(1), through).Amount;

    /// <summary>Days of grace, then business days to catch up.</summary>
    private static DateOnly LastDay(Instalment instalment, PlanTerms terms, WorkingCalendar calendar) =>
        calendar.Add(instalment.Due.AddDays(terms.GraceDays), terms.CatchUpBusinessDays);
}
