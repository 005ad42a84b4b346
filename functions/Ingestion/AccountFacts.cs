using Collections.Functions.Cases;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>A newer snapshot has the account, still overdue.</summary>
/// <param name="Changes">What changed beyond accrual, as field names; empty when only time went by. (R1.6)</param>
/// <param name="Pledge">What is pledged, where the file tells of something else than the case knows.</param>
public sealed record BalanceUpdated(AccountPosition Position, RiskInputs Risk, IReadOnlyList<string> Changes, string Import, Pledge? Pledge = null) : Fact
{
    internal override bool IsMaterial => Changes.Count > 0;
}

/// <summary>A complete snapshot does not have the account. Collection stops at once. (R1.6)</summary>
/// <param name="PresumedCured">Whether it is away for so long now that it counts as cured; null, in older facts: from the second time on.</param>
public sealed record AbsentFromSnapshot(DateOnly BusinessDate, string Import, bool? PresumedCured = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Payment">Keyed hash of institution and payment number: the same payment by file and by bus counts once.</param>
/// <param name="Source">Import id, or <c>bus</c>.</param>
/// <param name="Parts">What it paid of the overdue amount as estimated then; null when the snapshot at hand has it already.</param>
/// <param name="Order">The order of application that held. (R4.4)</param>
/// <param name="CarriedFrom">The account's spell before, which has it as received money: here it only lowers the balance.</param>
public sealed record PaymentReceived(
    string Payment, Money Amount, DateOnly PaidOn, string Method, string Source, DebtParts? Parts = null, IReadOnlyList<DebtPart>? Order = null,
    CaseKey? CarriedFrom = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>The account goes on under another number; the case goes with it.</summary>
public sealed record AccountRenumbered(AccountKey Account, string Import) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>Something changed outside collections. The kind alone: a new address or number is personal and stands with the debtor. (R1.1)</summary>
public sealed record OutsideChanged(OutsideChange Change, DateOnly ChangedOn, string Source) : Fact
{
    internal override bool IsMaterial => true;
}

/// <param name="Payment">The payment that is taken back.</param>
public sealed record PaymentReversed(string Payment, string Source) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
