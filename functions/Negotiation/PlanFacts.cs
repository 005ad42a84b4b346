using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation;

public enum PlanVerdict { Kept, Broken }

/// <param name="Number">From 1 in the order of paying.</param>
/// <param name="Due">Before the days of grace.</param>
public sealed record Instalment(int Number, DateOnly Due, Money Amount);

/// <summary>A plan that was in force before the system went live, with the instalments that were still to be paid. (R1.8)</summary>
/// <param name="Plan">Keyed hash of the plan's number.</param>
/// <param name="AsOf">Business date of the file: payments after it pay the instalments.</param>
public sealed record PlanTakenOver(string Plan, DateOnly AgreedOn, DateOnly AsOf, IReadOnlyList<Instalment> Instalments, string Source) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Paid">What was paid towards it.</param>
public sealed record PlanJudged(string Plan, PlanVerdict Verdict, Money Paid) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
