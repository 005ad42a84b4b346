using Collections.Functions.Cases;

namespace Collections.Functions.Agencies;

/// <summary>Somebody wants a case placed with an agency; its terms are those that the approvers see. (R3.8)</summary>
/// <param name="Placement">Id, unique within the case.</param>
/// <param name="Name">The agency as the debtor is told of it.</param>
/// <param name="FeeShare">Its share of what is paid meanwhile.</param>
/// <param name="Approval">The approval that is asked for with it.</param>
public sealed record PlacementOffered(string Placement, string Agency, string Name, decimal FeeShare, int TermDays, int NoticeDays, string Approval) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Because"><c>not-approved</c>, <c>facts-changed</c>, <c>no-notice</c>, or what the case came to meanwhile.</param>
public sealed record PlacementLapsed(string Placement, string Because) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The agency works the case from now on: approved by two, and the debtor was told before. (R3.8)</summary>
/// <param name="Until">Last day of the term.</param>
public sealed record PlacedWithAgency(string Placement, string Agency, decimal FeeShare, DateOnly Until, string Approval) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>The agency works the case no longer.</summary>
/// <param name="Because">What ended it, as a short code.</param>
/// <param name="Note">Id of a person's reason in the debtor's partition.</param>
public sealed record PlacementRecalled(string Placement, string Agency, string Because, string? Note = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
