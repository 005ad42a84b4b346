using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>The decision on a case: its strategy applied to its state. Pure; all data it needs is given to it.</summary>
public sealed class CaseRules(IStrategyBook strategies, WorkingCalendar calendar)
{
    /// <summary>How soon a case is looked at again that goes by a strategy which cannot be used.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    /// <summary>Has what a case needs read, so that what follows waits for nothing.</summary>
    public ValueTask EnsureAsync(CaseState state, CancellationToken cancellation) => strategies.EnsureAsync(state, cancellation);

    /// <summary>Whether the decision depends on how far the payments files reach.</summary>
    public bool NeedsPaymentsThrough(CaseState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is not { IsOpen: true, FailedStep: null }) return false;
        var today = BusinessTime.DayOf(now);
        return state.Paths.Claim is { } claim && today > claim.PaidOn
            || state.Promises.Open is { } promise && today > promise.Due
            || state.Plans.Open is { } plan && PlanRules.Unpaid(state, plan, strategies.Get(state.Strategy).Plans) < today;
    }

    /// <param name="paymentsThrough">Business date that the payments files cover; null if unknown.</param>
    public CaseStep Decide(CaseState state, DateTimeOffset now, DateOnly? paymentsThrough = null)
    {
        var step = CaseDecision.Next(View(state, now, paymentsThrough));
        return step is Record record ? new Record(Pinned(state, record.Facts)) : step;
    }

    /// <summary>Facts that are to be recorded on a case, with the strategies that it takes where they begin a stage or open it again. (R5.10)</summary>
    public IReadOnlyList<Fact> Pinned(CaseState state, IReadOnlyList<Fact> facts) => StrategyPins.At(state, facts, strategies.InForceFor);

    /// <summary>When a case is to be looked at; null: not at all. What happened to it is recorded even while nobody can tell what follows.</summary>
    public DateTimeOffset? DueOf(CaseState state, DateTimeOffset now)
    {
        try
        {
            return Decide(state, now) switch { Wait wait => wait.Until, Done => null, _ => now };
        }
        catch (UnusableException)
        {
            return now + Again;
        }
    }

    /// <summary>A case as rules look at it, people's commands included.</summary>
    public CaseView View(CaseState state, DateTimeOffset now, DateOnly? paymentsThrough = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        var strategy = strategies.Get(state.Strategy);
        return new CaseView(state, strategy, calendar, now, paymentsThrough, strategies.ScorecardOf(strategy));
    }
}
