using Collections.Functions.Approvals;
using Collections.Functions.Cases;

namespace Collections.Functions.Risk.Reasons;

/// <summary>
/// The reason as far as the bank's file and simple rules tell it. The file goes before a guess, a person before both; malice is neither the file's nor a rule's to say. (R2.1)
/// </summary>
public static class ReasonRules
{
    /// <summary>Days past due up to which somebody who was never overdue before may well have forgotten.</summary>
    private const int Forgets = 30;

    private const decimal MuchDebtService = 0.7m;

    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (state, known) = (view.State, view.State.Circumstances);
        if (known.Alleged is { } alleged && ApprovalRules.Granted(state, ApprovalSubject.Malice) is { } granted && granted.Id == alleged.Approval)
            return new Record([new ReasonStated(OverdueReason.Malicious, ReasonSource.Approval, alleged.Evidence, granted.Id)]);
        if (known.IsByPerson) return null;
        if (state.RiskInputs.Reason is { } told) return told == known.Reason && known.Source == ReasonSource.Export ? null : Stated(told, ReasonSource.Export);
        if (known.Source == ReasonSource.Export) return null;
        var guess = Guess(view);
        return guess == known.Reason || (guess == OverdueReason.Unknown && known.Reason != OverdueReason.Forgotten) ? null : Stated(guess, ReasonSource.Rule);
    }

    /// <summary>In this order: what is disputed, who has no work, who refused twice, whose debts eat his income or whose plan broke, who was never overdue before.</summary>
    internal static OverdueReason Guess(CaseView view)
    {
        var state = view.State;
        if (state.Suspensions.Open.Any(open => open.Ground == nameof(Contact.SuspensionKind.Dispute))) return OverdueReason.Dispute;
        if (RiskMeasures.EmploymentOf(state) == EmploymentStatus.Unemployed) return OverdueReason.Unemployed;
        if (state.Contacts.Refusals >= 2) return OverdueReason.Unwilling;
        if (RiskMeasures.DebtServiceOf(state) > MuchDebtService || state.Plans.LastBroken is not null) return OverdueReason.ShortOfMoney;
        return view.DaysPastDue <= Forgets && state.RiskInputs.DelinquenciesIn12Months == 0 ? OverdueReason.Forgotten : OverdueReason.Unknown;
    }

    private static Record Stated(OverdueReason reason, ReasonSource source) => new([new ReasonStated(reason, source)]);
}
