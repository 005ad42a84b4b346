using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation;

public enum PromiseVerdict { Kept, PartlyKept, Broken, Superseded }

/// <param name="Id">Unique within the case.</param>
/// <param name="JudgeAfter">The payments files must cover this business date before it is judged: due + 2 business days. (R4.1)</param>
/// <param name="Approval">The supervisor's approval of a date more than 7 days ahead.</param>
public sealed record PromiseMade(string Id, Money Amount, DateOnly Due, DateOnly MadeOn, DateOnly JudgeAfter, string Method, string? Approval = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>A promise that was open before the system went live. It was taken elsewhere, so its terms are not ours to check. (R1.8)</summary>
/// <param name="Id">Keyed hash of the promise's number.</param>
/// <param name="JudgeAfter">As of a promise made here.</param>
public sealed record PromiseTakenOver(string Id, Money Amount, DateOnly Due, DateOnly MadeOn, DateOnly JudgeAfter, string Method, string Source) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;

    public PromiseMade AsMade() => new(Id, Amount, Due, MadeOn, JudgeAfter, Method);
}

/// <param name="Paid">What was paid towards it in its time.</param>
public sealed record PromiseJudged(string Id, PromiseVerdict Verdict, Money Paid) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
