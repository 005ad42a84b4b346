using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Limitation;

/// <summary>What starts the limitation period anew, besides payments, promises and plans, which do so by themselves. (Civil Code art. 195; R3.7)</summary>
public enum InterruptionGround { DemandReceived, Acknowledgement, PlanRequested, Suit, AssignmentNotified }

/// <summary>What keeps a creditor from asserting his claim. (Civil Code art. 194)</summary>
public enum LimitationObstacle { ForceMajeure, NoRepresentative, EstateUnsettled, ControlledByOther, Other }

/// <summary>The limitation period has started anew. (R3.7)</summary>
/// <param name="On">Day on which it happened.</param>
/// <param name="Note">Id of the words on the evidence, in the debtor's partition.</param>
public sealed record LimitationInterrupted(InterruptionGround Ground, DateOnly On, string Note) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The claim could not be asserted for a time. In the last six months of the period that makes it end six months after the obstacle did. (R3.7)</summary>
/// <param name="Until">Last day of the obstacle.</param>
/// <param name="Note">Id of the words on the evidence, in the debtor's partition.</param>
public sealed record LimitationSuspended(LimitationObstacle Obstacle, DateOnly From, DateOnly Until, string Note) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>When the period begins or ends by the contract or the bank's books: the last instalment's due date, or the limitation date that the bank keeps. (R3.7)</summary>
/// <param name="From">Day on which it begins.</param>
/// <param name="Ends">Its last day as known on <paramref name="AsOf"/>; null: three years from its beginning.</param>
/// <param name="AsOf">What interrupted it up to this day is in <paramref name="Ends"/> already.</param>
/// <param name="Note">Id of the words on the evidence, in the debtor's partition.</param>
public sealed record LimitationStated(DateOnly From, DateOnly? Ends, DateOnly AsOf, string Note) : Fact
{
    internal override bool IsPublished => true;
}
