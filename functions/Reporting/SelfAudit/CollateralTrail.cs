using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Negotiation;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>What was pledged and sold, as the facts tell it: with notice, by approval at its price, and to the cent. (R3.9, R9.4, R9.7)</summary>
internal sealed class CollateralTrail(ApprovalTrail approvals)
{
    private bool noticed;

    private bool valued;

    private (string? Approval, decimal? Price) sold;

    /// <param name="material">Sequence of the last material fact before it.</param>
    public IEnumerable<(string Rule, string Why)> Take(Fact fact, long material)
    {
        switch (fact)
        {
            case LetterMailed { Template: CollateralRules.Notice }:
                noticed = true;
                break;
            case CollateralStepTaken { Step: CollateralStep.Valued }:
                valued = true;
                break;
            case CollateralStepTaken { Step: CollateralStep.Sold } sale:
                if (!noticed || !valued) yield return ("collateral-order", "What was pledged was sold before its owner was told and it was valued.");
                if (sold.Approval is null || sold.Approval != sale.Approval || sold.Price != sale.Amount?.Amount)
                {
                    if (approvals.Missing(sale.Approval, material, ApprovalSubject.CollateralSale) is { } missing) yield return ("sale-without-approval", $"What was pledged was sold, but {missing}.");
                    else if (!(sale.Amount >= approvals.Amount(sale.Approval!))) yield return ("sale-without-approval", "What was pledged was sold below the price that was approved.");
                }

                if (!AddsUp(sale)) yield return ("proceeds-sum", "The parts of the proceeds do not make the price.");
                sold = (sale.Approval, sale.Amount?.Amount);
                break;
            default:
                break;
        }
    }

    private static bool AddsUp(CollateralStepTaken sale) => sale.Proceeds is { } proceeds && proceeds.Price == sale.Amount
        && proceeds.CostsPaid.Amount + proceeds.Parts.Principal.Amount + proceeds.Parts.Interest.Amount + proceeds.Parts.PenaltyInterest.Amount + proceeds.Parts.Fees.Amount + proceeds.NotDue.Amount
            + proceeds.Surplus.Amount == proceeds.Price.Amount
        && (proceeds.Surplus.Amount == 0 || proceeds.Shortage.Amount == 0);
}
