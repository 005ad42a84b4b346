using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Collaterals;

/// <summary>Takes down the disposal of what is pledged, step by step. Pure; refusals are <see cref="RefusedException"/>. (R3.9)</summary>
public static class CollateralCommands
{
    /// <summary>The same report again changes nothing.</summary>
    public static IReadOnlyList<Fact> Take(CaseView view, CollateralReport report)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(report);
        var (state, collateral) = (view.State, view.State.Collateral);
        if (collateral.Pledged is null) throw new RefusedException(409, "nothing-pledged", "The bank's files tell of nothing that is pledged for this account.");
        var on = report.On ?? view.Today;
        if (collateral.Last is { } same && same.Step == report.Step && same.On == on && same.Reference == report.Reference && same.Amount == report.Amount && (same.Proceeds is null || same.Proceeds.Costs == CostsOf(report))) return [];
        if (report.Step is not (CollateralStep.Reconciled or CollateralStep.SurplusPaid)) CaseGuards.RefuseClosed(state);
        if (state.Stage < Stage.FieldVisit) throw new RefusedException(409, "not-now", "What is pledged is disposed of from the stage FieldVisit on.");
        if (!CaseGuards.IsReference(report.Reference)) throw new RefusedException(422, "reference-needed", $"A step names its paper in 'reference': {CaseGuards.ReferenceForm}.");
        if (report.Step == CollateralStep.Noticed) throw new RefusedException(409, "letter-needed", "The owner is told by letter: it is posted through the contacts, and this step follows by itself.");
        var allowed = CollateralRules.After(collateral.Last?.Step).Where(step => step != CollateralStep.Noticed).ToList();
        if (!allowed.Contains(report.Step))
            throw new RefusedException(409, "not-in-order", allowed.Count == 0 ? "The notice to the owner comes first, or the disposal has ended." : $"Now comes {string.Join(", ", allowed)}.");
        if (on > view.Today || on < (collateral.Last?.On ?? state.Balance.Position.DueDate)) throw new RefusedException(422, "on", "A step was taken on a day up to today, and not before the one before it.");
        RefuseAmounts(state, report);
        return [.. CollateralRules.Asked(state), Taken(view, report, on)];
    }

    /// <summary>Asks for the approval of a sale, at a price that it may not go below.</summary>
    public static IReadOnlyList<Fact> ProposeSale(CaseView view, Money least, string proposer)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        CaseGuards.RefuseClosed(state);
        if (state.Collateral.Last?.Step != CollateralStep.Valued) throw new RefusedException(409, "not-now", "A sale is proposed once it is valued.");
        RefuseAmount(state, least, "least");
        if (state.Approvals.Open is { } open)
        {
            return open.Subject == ApprovalSubject.CollateralSale && open.Proposer == proposer && open.Amount == least
                ? []
                : throw new RefusedException(409, "approval-open", $"The case waits for a decision on {open.Subject} ({open.Id}) already.");
        }

        return [ApprovalRules.Request(view, ApprovalSubject.CollateralSale, proposer, "proposed") with { Amount = least }];
    }

    private static CollateralStepTaken Taken(CaseView view, CollateralReport report, DateOnly on)
    {
        var (state, sale) = (view.State, view.State.Collateral.Sale);
        DateOnly? next = report.Step is CollateralStep.SurplusPaid or CollateralStep.Released ? null : CollateralRules.NextBy(view.Strategy, report.Step, on);
        var taken = new CollateralStepTaken(report.Step, on, report.Reference, report.Amount, NextBy: next);
        switch (report.Step)
        {
            case CollateralStep.Sold when state.Collateral.Last?.Step == CollateralStep.Sold:
                // Costs were stated wrong; the price is what was approved.
                if (report.Amount != sale!.Amount) throw new RefusedException(409, "price", "Only the costs of a sale are put right; its price stands.");
                return taken with { Approval = sale.Approval, Proceeds = CollateralRules.Distribute(state, report.Amount!.Value, CostsOf(report), on) };
            case CollateralStep.Sold:
                var granted = ApprovalRules.Granted(state, ApprovalSubject.CollateralSale)
                    ?? throw new RefusedException(409, "approval-needed", "A sale is approved by a supervisor and the legal department first, and on the facts as they stand.");
                if (report.Amount < granted.Amount) throw new RefusedException(409, "below-approved", $"The sale was approved at {granted.Amount} or more.");
                return taken with { Approval = granted.Id, Proceeds = CollateralRules.Distribute(state, report.Amount!.Value, CostsOf(report), on) };
            case CollateralStep.Reconciled when report.Amount != sale!.Proceeds!.ToDebt:
                throw new RefusedException(422, "does-not-reconcile", $"What came in is {sale.Proceeds.ToDebt}, to the cent; put the costs of the sale right if they were stated wrong.");
            case CollateralStep.SurplusPaid when report.Amount != sale!.Proceeds!.Surplus:
                throw new RefusedException(422, "does-not-reconcile", $"What is owed back is {sale.Proceeds.Surplus}, to the cent.");
            default:
                return taken;
        }
    }

    private static Money CostsOf(CollateralReport report) => report.Costs ?? Money.Zero(report.Amount?.Currency ?? "");

    private static void RefuseAmounts(CaseState state, CollateralReport report)
    {
        var needed = report.Step is CollateralStep.Assessed or CollateralStep.Valued or CollateralStep.Sold or CollateralStep.Reconciled or CollateralStep.SurplusPaid;
        if (needed != report.Amount is not null) throw new RefusedException(422, "bad-amount", needed ? "This step states its 'amount'." : "This step has no 'amount'.");
        if (report.Costs is not null && report.Step != CollateralStep.Sold) throw new RefusedException(422, "bad-amount", "Only a sale has 'costs'.");
        if (report.Amount is { } amount && (report.Step != CollateralStep.Reconciled || amount.Amount != 0)) RefuseAmount(state, amount, "amount");
        if (report.Costs is { } costs && costs.Amount != 0) RefuseAmount(state, costs, "costs");
    }

    private static void RefuseAmount(CaseState state, Money amount, string field)
    {
        if (amount.Currency != state.Balance.Currency) throw new RefusedException(422, "wrong-currency", $"The account is in {state.Balance.Currency}.");
        if (!amount.IsPositive || decimal.Round(amount.Amount, 2) != amount.Amount) throw new RefusedException(422, "bad-amount", $"'{field}' is above zero, with at most two decimals.");
    }
}

/// <param name="On">Missing: today.</param>
/// <param name="Costs">Of the sale.</param>
public sealed record CollateralReport(CollateralStep Step, string Reference, DateOnly? On = null, Money? Amount = null, Money? Costs = null);
