using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>
/// While a plan is kept, collection stops. Payments pay its instalments oldest first, what is paid too much pays the next ones; one that is not paid some days
/// after it was due, once the payments files cover those days, is missed: the debtor is told and has some days to catch up, and then the plan is broken and the
/// case goes on where it stood. (R4.3)
/// </summary>
public static class PlanRules
{
    /// <summary>Why somebody looks at a plan whose order the core system has not answered, or refused.</summary>
    public const string OrderOpen = "plan-order";

    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var plans = view.State.Plans;
        return plans.Open is { } plan ? InForce(view, plan) : plans.Offer is { } offer ? PlanOffers.Next(view, offer) : Ended(view, plans);
    }

    /// <summary>Kept, when all is paid; null while it is not.</summary>
    public static PlanJudged? Kept(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Plans.Open is { } plan && Paid(state, plan) is var paid && paid >= plan.Total ? Judged(state, plan, PlanVerdict.Kept, paid) : null;
    }

    /// <summary>From this day on the payments files say whether an instalment is missing; null when nothing is.</summary>
    public static DateOnly? Unpaid(CaseState state, AgreedPlan plan, PlanTerms terms)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(terms);
        return plan.Missed?.CatchUpBy ?? Next(state, plan)?.Due.AddDays(terms.GraceDays);
    }

    /// <summary>The first instalment that is not paid in full; null when all are.</summary>
    public static Instalment? Next(CaseState state, AgreedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var left = Paid(state, plan);
        foreach (var instalment in plan.Instalments)
        {
            left -= instalment.Amount.AmountIn(state.Balance.Currency);
            if (left < 0) return instalment;
        }

        return null;
    }

    /// <summary>What was paid towards a plan, as far as is known.</summary>
    public static decimal Paid(CaseState state, AgreedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(plan);
        return Math.Max(0m, state.Balance.PaidBetween(plan.AsOf.AddDays(1), DateOnly.MaxValue).Amount - (plan.PaidBefore?.Amount ?? 0m));
    }

    private static CaseStep InForce(CaseView view, AgreedPlan plan)
    {
        if (Kept(view.State) is { } kept) return new Record([kept]);
        var next = Next(view.State, plan)!;
        return Missing(view, plan, next)
            ?? Notice(view, plan, next, out var notice)
            ?? Look(view, plan, out var look)
            ?? CaseDecision.DropCalls(view, "plan")
            ?? view.WaitFor("plan", notice, look, Morning(view, Unpaid(view.State, plan, view.Strategy.Plans)!.Value), view.State.Approvals.Open?.Deadline);
    }

    /// <summary>What the payments files say of the instalment that is next.</summary>
    private static Record? Missing(CaseView view, AgreedPlan plan, Instalment next)
    {
        var terms = view.Strategy.Plans;
        if (plan.Missed is { } missed && next.Number > missed.Instalment) return new Record([new InstalmentCaughtUp(plan.Plan, missed.Instalment)]);
        if (!(view.PaymentsThrough >= Unpaid(view.State, plan, terms))) return null;
        return plan.Missed is null && plan.Misses < terms.MostMisses
            ? new Record([new InstalmentMissed(plan.Plan, Latest(view, plan, next).Number, view.Calendar.Add(view.Today, terms.CatchUpBusinessDays))])
            : new Record([Judged(view.State, plan, PlanVerdict.Broken, Paid(view.State, plan))]);
    }

    /// <summary>Several may be missing at once: they are caught up together.</summary>
    private static Instalment Latest(CaseView view, AgreedPlan plan, Instalment next) =>
        plan.Instalments.LastOrDefault(instalment => view.PaymentsThrough >= instalment.Due.AddDays(view.Strategy.Plans.GraceDays)) ?? next;

    /// <summary>The debtor is reminded of the next instalment, and told when it is missing; each once.</summary>
    private static CaseStep? Notice(CaseView view, AgreedPlan plan, Instalment next, out DateTimeOffset? due)
    {
        if (plan.Missed is not null) return Messages.Once(view, Rung("plan-missed", plan, next, plan.Misses), Service("plan-missed"), view.Today, out due);
        due = null;
        return view.Today > next.Due ? null : Messages.Once(view, Rung("plan-reminder", plan, next, plan.Misses), Service("plan-reminder"), next.Due.AddDays(-view.Strategy.Plans.ReminderDays), out due);
    }

    /// <summary>What a person sees to: an order that the core system did not take in, and once a month the plan itself.</summary>
    private static Record? Look(CaseView view, AgreedPlan plan, out DateTimeOffset? next)
    {
        var terms = view.Strategy.Plans;
        var check = plan.CheckedOn.AddDays(terms.CheckEveryDays);
        var answer = plan.Acknowledged is null ? view.Calendar.Add(plan.AgreedOn, terms.AnswerBusinessDays) : plan.AgreedOn;
        var asks = plan.Kind is not null && !plan.OrderChased && plan.Acknowledged != true;
        next = null;
        if (asks && view.State.Task(TaskKind.Review) is null)
        {
            if (view.Today > answer) return new Record([new TaskOpened(view.NewId("review"), TaskKind.Review, view.State.Line, view.EndOfWorkingDay(1), OrderOpen)]);
            next = view.StartOf(answer.AddDays(1));
        }

        if (view.State.Task(TaskKind.PlanCheck) is not null) return null;
        if (view.Today >= check) return new Record([new TaskOpened(view.NewId("plan-check"), TaskKind.PlanCheck, view.State.Line, view.EndOfWorkingDay(3), "plan")]);
        var look = view.StartOf(check);
        if (next is null || look < next) next = look;
        return null;
    }

    /// <summary>A kept plan of which a payment was taken back holds again; a kept settlement ends the case; a broken plan is told of.</summary>
    private static CaseStep? Ended(CaseView view, PlanProgress plans)
    {
        if (plans.LastKept is { } kept)
        {
            if (Paid(view.State, kept) < kept.Total) return new Record([new PlanReinstated(kept.Plan)]);
            if (kept.Kind == PlanKind.Settlement) return new Record([new CaseClosed(ClosingReason.Settled, On: view.Today)]);
        }

        if (plans.LastBroken is not { } broken) return null;

        // The debtor is told before anything else goes on.
        return Messages.Once(view, $"plan-broken-{broken}", Service("plan-broken"), view.Today, out var turn) ?? (turn is null ? null : view.WaitFor("plan-broken", turn));
    }

    /// <summary>Payments of a day come in the day after; when they do not, looking once a morning is soon enough.</summary>
    private static DateTimeOffset Morning(CaseView view, DateOnly day) => view.StartOf(day >= view.Today ? day.AddDays(1) : view.Today.AddDays(1));

    private static MessageKind Service(string template) => new(template, Purpose: Purpose.Service);

    private static string Rung(string kind, AgreedPlan plan, Instalment instalment, int misses) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{plan.Plan}-{instalment.Number}-{misses}");

    private static PlanJudged Judged(CaseState state, AgreedPlan plan, PlanVerdict verdict, decimal paid) => new(plan.Plan, verdict, new Money(paid, state.Balance.Currency));
}
