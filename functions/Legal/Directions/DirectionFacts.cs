using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Directions;

/// <summary>Where a case goes that court is not worth, or that came back from it. The last two of a case that came back only.</summary>
public enum Direction { KeepOn, Agency, Mediation, WriteOff, Visits, CourtAgain }

/// <summary>A person said where the case goes. (R3.4)</summary>
/// <param name="Note">Id of his reason in the debtor's partition.</param>
public sealed record DirectionGiven(Direction Direction, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
