using Collections.Functions.Cases;

namespace Collections.Functions.Risk.Reviews;

/// <summary>A person wants another person to look at a score. (R2.2)</summary>
/// <param name="Review">Unique within the case; also the id of the task.</param>
/// <param name="AskedBy">Who may not decide it.</param>
/// <param name="Note">Id of the reason's text in the debtor's partition.</param>
public sealed record RiskReviewAsked(string Review, string AskedBy, string? Note) : Fact;

/// <summary>A person has set the level. It stands until what the score is made of has changed materially. (R2.2)</summary>
/// <param name="Note">Id of the reason's text in the debtor's partition.</param>
public sealed record RiskReviewed(string Review, RiskLevel Level, string Decider, string? Note) : Fact
{
    internal override bool IsPublished => true;
}
