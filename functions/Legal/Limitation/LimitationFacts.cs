using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Limitation;

/// <summary>What starts the limitation period anew, besides payments, promises and plans, which do so by themselves. (Civil Code art. 195; R3.7)</summary>
public enum InterruptionGround { DemandReceived, Acknowledgement, PlanRequested, Suit, AssignmentNotified }

/// <summary>The limitation period has started anew. (R3.7)</summary>
/// <param name="On">Day on which it happened.</param>
/// <param name="Note">Id of the words on the evidence, in the debtor's partition.</param>
public sealed record LimitationInterrupted(InterruptionGround Ground, DateOnly On, string Note) : Fact
{
    internal override bool IsPublished => true;
}
