using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>Contact stops for a lawful reason. It stands in the debtor's ledger, which binds every contact, before the case tells of it.</summary>
/// <param name="Suspension">Id, unique for the debtor.</param>
/// <param name="Ground">The kind, or <c>Personal</c> where the kind alone would tell of health or family: that stands with the debtor's data.</param>
/// <param name="WholeDebtor">It stops contact about all that the debtor owes; else about this account.</param>
/// <param name="Until">The first instant at which it no longer holds; null: until it is lifted.</param>
/// <param name="Note">Id of the reason's text in the debtor's partition.</param>
public sealed record SuspensionSet(string Suspension, string Ground, bool WholeDebtor, DateTimeOffset? Until, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>The reason is gone before its time; the ledger is told after the case.</summary>
/// <param name="Note">Id of the reason's text in the debtor's partition.</param>
public sealed record SuspensionLifted(string Suspension, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
