using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Collaterals;

public enum CollateralKind { Home, Property, Vehicle, Equipment, Deposit, Other }

/// <summary>What is pledged for an account, as the bank's file has it. No personal data. (R1.2)</summary>
/// <param name="Value">As the bank's file states it.</param>
/// <param name="Id">Keyed hash of the bank's number of it.</param>
public sealed record Pledge(CollateralKind Kind, Money Value, string Id);

/// <summary>
/// The way from the assessment to the proceeds. <see cref="Noticed"/> comes with the posted letter alone. <see cref="Released"/>: it is not disposed of.
/// </summary>
public enum CollateralStep { Assessed, Noticed, Agreed, CourtOrdered, Valued, Sold, Reconciled, SurplusPaid, Released }

/// <summary>A step in the disposal of what is pledged. (R3.9)</summary>
/// <param name="Reference">Of the paper that shows it.</param>
/// <param name="Amount">The assessment, the valuation, the price, or what came in.</param>
/// <param name="Proceeds">Of the sale: where the price goes.</param>
/// <param name="Approval">Of the sale.</param>
/// <param name="NextBy">When the next step is to be told of; null: there is none.</param>
public sealed record CollateralStepTaken(
    CollateralStep Step, DateOnly On, string Reference, Money? Amount = null, SaleProceeds? Proceeds = null, string? Approval = null, DateOnly? NextBy = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>
/// Where the price of a sale goes: its costs first, then what is overdue by the product's order of application, then what is owed but not due; the rest is owed back. To the
/// cent, an estimate until the bank's file has it: the money itself comes in as a payment. (R3.9, R4.4)
/// </summary>
/// <param name="Costs">Of the sale, as stated.</param>
/// <param name="CostsPaid">As far as the price covers them.</param>
/// <param name="Parts">Of what is overdue.</param>
/// <param name="NotDue">Of what is owed beyond that.</param>
/// <param name="Surplus">Owed back to whoever pledged it.</param>
/// <param name="Shortage">Stays owed, with costs that the price does not cover.</param>
public sealed record SaleProceeds(Money Price, Money Costs, Money CostsPaid, DebtParts Parts, Money NotDue, Money Surplus, Money Shortage)
{
    /// <summary>What the payments file will bring.</summary>
    public Money ToDebt => Parts.Total + NotDue;
}
