using Collections.Functions.Contact;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>The decision on a case: its strategy applied to its state. Pure; all data it needs is given to it.</summary>
public sealed class CaseRules(StrategyCatalog strategies, WorkingCalendar calendar)
{
    /// <summary>Whether the decision depends on how far the payments files reach.</summary>
    public bool NeedsPaymentsThrough(CaseState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is not { IsOpen: true, FailedStep: null }) return false;
        var today = BusinessTime.DayOf(now);
        return state.Promises.Open is { } promise && today > promise.Due
            || state.Plans.Open is { } plan && PlanRules.Unpaid(state, plan, strategies.Get(state.Strategy).Plans) < today;
    }

    /// <param name="paymentsThrough">Business date that the payments files cover; null if unknown.</param>
    public CaseStep Decide(CaseState state, DateTimeOffset now, DateOnly? paymentsThrough = null)
    {
        return CaseDecision.Next(View(state, now, paymentsThrough));
    }

    /// <summary>A case as rules look at it, people's commands included.</summary>
    public CaseView View(CaseState state, DateTimeOffset now, DateOnly? paymentsThrough = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new CaseView(state, strategies.Get(state.Strategy), calendar, now, paymentsThrough);
    }
}
