using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Court;

/// <summary>Where a claim stands in court, or before it. <see cref="Ended"/>: the court has ended it for good; <see cref="Returned"/>: it came back without that.</summary>
public enum ProceedingStep { Mediation, PaymentOrder, Suit, Judgment, Enforcement, Ended, Returned }

/// <summary>A step of the proceedings, as the legal department or its system tells it. (R3.4)</summary>
/// <param name="On">Day on which it was taken.</param>
/// <param name="Reference">The court's or mediator's file number.</param>
/// <param name="Amount">Claimed, or awarded.</param>
/// <param name="Costs">Of this step, advanced by the bank: stated beside the balance, which is the core system's.</param>
/// <param name="NextBy">When the next step is to be told of; null: there is none.</param>
public sealed record ProceedingTaken(ProceedingStep Step, DateOnly On, string Reference, Money? Amount = null, Money? Costs = null, DateOnly? NextBy = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
