using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.WriteOffs;

/// <summary>Why a claim is written off.</summary>
public enum WriteOffGround { CourtReturned, DebtorLost, Insolvent, DeceasedWithoutEstate, SmallAmount }

/// <summary>What a write-off rests on.</summary>
public enum EvidenceKind
{
    Contract, DebtStatement, CollectionRecord, CourtRuling, NoAssetsFinding, TraceReport, InsolvencyRuling, DeathCertificate, EstateFinding, CollateralReport,
}

/// <summary>A paper for the write-off is in the archive.</summary>
/// <param name="Reference">Where it is kept.</param>
public sealed record EvidenceFiled(EvidenceKind Evidence, string Reference, DateOnly On) : Fact;

/// <summary>The claim is off the books; it lives on. (R3.9)</summary>
/// <param name="Approval">The approval of two people that it rests on.</param>
/// <param name="Amount">All that was owed then, as far as known here.</param>
public sealed record WriteOffBooked(string Approval, WriteOffGround Ground, Money Amount, DateOnly On) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>Something was paid on a claim that is written off.</summary>
/// <param name="Payment">The payment, which stands as its own fact.</param>
public sealed record RecoveryRecorded(string Payment, Money Amount, DateOnly PaidOn) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>That payment was taken back.</summary>
public sealed record RecoveryReversed(string Payment, Money Amount) : Fact
{
    internal override bool IsPublished => true;
}
