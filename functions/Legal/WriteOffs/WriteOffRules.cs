using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Legal.WriteOffs;

/// <summary>What a ground asks for, and what of it is there.</summary>
/// <param name="Unmet">Short codes of the conditions that do not hold; empty: all hold.</param>
/// <param name="Missing">Papers that are not in the archive.</param>
public sealed record GroundCheck(WriteOffGround Ground, IReadOnlyList<string> Unmet, IReadOnlyList<EvidenceKind> Missing)
{
    public bool IsMet => Unmet.Count == 0 && Missing.Count == 0;
}

/// <summary>
/// A write-off is checked against its ground, approved by two people and booked; the claim lives on: what is paid later is recorded on it, and its limitation period is
/// watched further. Pure. (R3.9)
/// </summary>
public static class WriteOffRules
{
    /// <summary>Papers that the dossier is, by itself.</summary>
    private static readonly EvidenceKind[] InDossier = [EvidenceKind.Contract, EvidenceKind.DebtStatement, EvidenceKind.CollectionRecord];

    /// <summary>Every ground that the strategy knows, with what is there and what is not.</summary>
    public static IReadOnlyList<GroundCheck> Check(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Strategy.WriteOff is not { } terms ? [] : [.. terms.Grounds.OrderBy(ground => ground.Key).Select(ground => Check(view, ground.Key, ground.Value))];
    }

    /// <summary>Roles that have to approve, by all that is owed.</summary>
    public static IReadOnlyList<string> Roles(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var owed = view.Strategy.Counted(view.State.Balance.Outstanding);
        return ApprovalRules.Authority(view.Strategy.WriteOff?.Authority ?? [], owed) ?? ApprovalRules.RolesFor(ApprovalSubject.WriteOff);
    }

    /// <summary>Two have approved, and nothing has changed since: it is booked, and the case closes.</summary>
    public static CaseStep? Book(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        return ApprovalRules.Granted(state, ApprovalSubject.WriteOff) is { } granted && Enum.TryParse<WriteOffGround>(granted.Because, out var ground)
            ? new Record([new WriteOffBooked(granted.Id, ground, state.Balance.Outstanding, view.Today), new CaseClosed(ClosingReason.WrittenOff, On: view.Today)])
            : null;
    }

    /// <summary>What is paid, or taken back, on a claim that is off the books.</summary>
    public static IReadOnlyList<Fact> Recoveries(CaseState state, Fact news)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Closed != ClosingReason.WrittenOff) return [];
        return news switch
        {
            PaymentReceived paid => [new RecoveryRecorded(paid.Payment, paid.Amount, paid.PaidOn)],
            PaymentReversed reversed => [.. state.WriteOff.Recoveries.Where(known => known.Payment == reversed.Payment).Select(known => new RecoveryReversed(known.Payment, known.Amount))],
            _ => [],
        };
    }

    private static GroundCheck Check(CaseView view, WriteOffGround ground, WriteOffCondition condition)
    {
        var state = view.State;
        List<string> unmet = [];
        if (view.DaysPastDue < condition.DaysPastDue) unmet.Add("days-past-due");
        if (condition.MostAmount is { } most && view.Strategy.Counted(state.Balance.Outstanding) > most) unmet.Add("amount");
        if (Missing(state, ground) is { } missing) unmet.Add(missing);
        if (state.Legal.HandedOverAt is not null && state.Legal.Accepted != false && state.Legal.Proceedings.Last is not { Step: Court.ProceedingStep.Returned }) unmet.Add("in-court");
        if (state.Plans.Open is not null) unmet.Add("plan");
        if (state.Promises.Open is not null) unmet.Add("promise");
        if (state.Collateral is { Pledged: not null } && !state.Collateral.Has(CollateralStep.Reconciled) && !state.Collateral.Has(CollateralStep.Released)) unmet.Add("collateral");
        return new GroundCheck(ground, unmet, [.. condition.Evidence.Where(kind => !Has(state, kind))]);
    }

    /// <summary>What the ground itself says, and the case does not.</summary>
    private static string? Missing(CaseState state, WriteOffGround ground) => ground switch
    {
        WriteOffGround.CourtReturned when state.Legal.ReturnedOn is null => "not-returned",
        WriteOffGround.DebtorLost when state.Paths.Lost is not { Assessed: true } => "not-lost",
        WriteOffGround.Insolvent when state.Paths.Proceedings?.Ended is not (ProceedingsOutcome.Discharged or ProceedingsOutcome.PlanConfirmed) => "not-discharged",
        WriteOffGround.DeceasedWithoutEstate when state.Paths.Estate is not { Assessed: true } => "estate-open",
        _ => null,
    };

    private static bool Has(CaseState state, EvidenceKind kind) =>
        state.WriteOff.Evidence.Any(filed => filed.Evidence == kind) || (state.Legal.LastDossier is not null && InDossier.Contains(kind));
}
