using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Quarantine;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Cases;

/// <summary>What a case does next: what holds for every stage, in order of precedence, and then its stage. Pure.</summary>
public static class CaseDecision
{
    /// <summary>Why a case waits that would act if its balance were new enough.</summary>
    public const string BalanceTooOld = "balance-too-old";

    /// <summary>Why a case waits of which too little is overdue. Accrual may change that, and tells nobody: it looks again every week.</summary>
    public const string BelowMinimum = "below-minimum";

    public static CaseStep Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Escalation.Before(view, () => VisitSafety.Before(view, () => AgencyRules.Before(view, () => Closing(view)
            ?? Failed(view)
            ?? Unresolved(view)
            ?? OptOutConfirmation.Before(view, () => Thanks.Before(view, () => DisputeRules.Before(view, () => LimitationRules.Before(view, () => GuaranteeRules.Before(view, () => Ordinary(view)))))))));
    }

    private static CaseStep Ordinary(CaseView view) => LegalTags.Before(view, () =>
        QuarantineRules.Next(view)
            ?? CarrierRefusals.Next(view)
            ?? ApprovalRules.Lapse(view)
            ?? WriteOffRules.Book(view)
            ?? RiskRules.Rescore(view)
            ?? ReasonRules.Next(view)
            ?? PathRules.Next(view)
            ?? Suspended(view)
            ?? PlanRules.Next(view)
            ?? PromiseRules.Next(view)
            ?? PathRules.Instead(view)
            ?? PlanOffers.Beside(view, Fresh(view, CareRules.Instead(view) ?? HelpFirst.Next(view) ?? AgencyOrStage(view))));

    /// <summary>An agency takes the stage's place while it has the case, and none of it before.</summary>
    private static CaseStep AgencyOrStage(CaseView view)
    {
        var step = AgencyRules.Next(view, out var next) ?? StageOf(view.State.Stage).Next(view);
        return step is Wait wait && next < wait.Until ? wait with { Until = next.Value } : step;
    }

    private static IStage StageOf(Stage stage) => stage switch
    {
        Stage.Reminder => ReminderStage.Instance,
        Stage.Negotiation => NegotiationStage.Instance,
        Stage.FieldVisit => FieldVisitStage.Instance,
        Stage.LegalHandoff => LegalStage.Instance,
        _ => throw new InvalidOperationException($"Stage {stage} has no rules."),
    };

    /// <summary>Cure and payoff close from any stage at once; a reversed payment opens again. (R1.6, R3.5)</summary>
    private static CaseStep? Closing(CaseView view)
    {
        var state = view.State;
        if (state.Closed is { } reason)
        {
            if (reason is ClosingReason.Cured or ClosingReason.PaidOff && state.Overdue.IsPositive) return new Record([new CaseReopened("payment-reversed")]);
            return state.Contacts.Open is null ? Lapse(view, "closed") ?? CollateralRules.Proceeds(view) ?? OptOutConfirmation.Before(view, () => Thanks.Before(view, () => Claim(view, reason))) : Failed(view) ?? new SendContact(state.Contacts.Open.Contact);
        }

        if (!state.Overdue.IsPositive && (PlanRules.Kept(state) as Fact ?? PromiseRules.Kept(state)) is { } kept) return new Record([kept]);
        if (!state.Overdue.IsPositive) return new Record([new CaseClosed(state.Balance.Outstanding.IsPositive ? ClosingReason.Cured : ClosingReason.PaidOff)]);
        return state.Balance.PresumedCured ? new Record([new CaseClosed(ClosingReason.PresumedCured)]) : null;
    }

    /// <summary>What is written off is owed all the same: its limitation period is watched further. (R3.9)</summary>
    private static CaseStep Claim(CaseView view, ClosingReason reason) => reason == ClosingReason.WrittenOff ? LimitationRules.Before(view, () => new Done()) : new Done();

    private static CaseStep? Failed(CaseView view)
    {
        if (view.State.FailedStep is not { } step) return null;
        return view.State.Task(TaskKind.Review) is null
            ? new Record([new TaskOpened(view.NewId("review"), TaskKind.Review, view.State.Line, view.EndOfWorkingDay(1), $"failed:{step}")])
            : view.WaitFor("failed-step");
    }

    /// <summary>A planned message is carried through before anything else is decided.</summary>
    private static SendContact? Unresolved(CaseView view) => view.State.Contacts.Open is { } open ? new SendContact(open.Contact) : null;

    /// <summary>Times in which nobody may be contacted for collection; open calls fall away. (R1.6, R5.6)</summary>
    private static CaseStep? Suspended(CaseView view)
    {
        var (balance, suspension) = (view.State.Balance, view.State.Suspensions.At(view.Now));
        var because = balance.AbsentSince is not null ? "absent-from-snapshot"
            : suspension is not null ? SuspensionProgress.Because
            : view.Amount < view.Strategy.MinimumOverdue ? BelowMinimum
            : null;
        if (because is null) return null;
        return Lapse(view, because) ?? DropCalls(view, because) ?? view.WaitFor(because, because == BelowMinimum ? view.Now.AddDays(7) : suspension?.Until);
    }

    /// <summary>
    /// A stage acts on a balance that is new enough, or waits for the next file: an hour at first, and more patiently the longer the bank is silent; a file that
    /// ends a longer silence wakes the cases by itself. (R5.6)
    /// </summary>
    private static CaseStep Fresh(CaseView view, CaseStep step)
    {
        var fresh = view.State.Balance.FreshThrough(view.Calendar);
        if (step is Wait || view.Today <= fresh) return step;
        var silent = (view.Now - view.StartOf(fresh.AddDays(1))) / 4;
        return view.WaitFor(BalanceTooOld, view.Now + TimeSpan.FromHours(Math.Max(1, silent.TotalHours)));
    }

    /// <summary>Work for collectors that has lost its reason.</summary>
    internal static CaseStep? DropCalls(CaseView view, string because)
    {
        var calls = view.State.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, because)).ToList<Fact>();
        return calls.Count > 0 ? new Record(calls) : null;
    }

    private static CaseStep? Lapse(CaseView view, string because) =>
        view.State.Approvals.Open is { } open ? new Record([new ApprovalLapsed(open.Id, because)]) : null;
}

/// <summary>The rules of one stage: a pure answer to what comes next.</summary>
public interface IStage
{
    CaseStep Next(CaseView view);
}
