using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.SpecialPaths;

/// <summary>Who told of a death. <see cref="OtherAccount"/>: it is known from another account of the debtor.</summary>
public enum DeathSource { Relative, Registry, Hospital, Court, Visit, OtherAccount, Other }

/// <summary>The debtor has died, as far as somebody was told: from here on nothing goes to him, on any account. Its day and the evidence stand with the debtor's data. (R3.6)</summary>
/// <param name="Suspension">Id of the stop in the debtor's ledger.</param>
/// <param name="Note">Id of the evidence's text in the debtor's partition.</param>
public sealed record DeathRecorded(string Suspension, DeathSource Source, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>He lives: the stops are lifted.</summary>
public sealed record DeathTakenBack(string Suspension, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>What became of the estate: heirs answer with what they inherit, or there is nobody and nothing.</summary>
public enum EstateAnswer { Accepted, Renounced, NoEstate }

/// <param name="Value">What the estate has for this claim, when it is accepted: more is not asked for.</param>
/// <param name="On">Day of the answer.</param>
public sealed record EstateAnswered(EstateAnswer Answer, Money? Value, DateOnly On, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>Nobody knows how to reach the debtor: calls and messages are no longer tried. (R3.6)</summary>
/// <param name="Because"><c>no-contact-point</c>: none works, by rule; <c>said</c>: by a person.</param>
/// <param name="Askable">Somebody has agreed to be asked for a way to reach him.</param>
public sealed record DebtorLost(string Because, bool Askable, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Because"><c>contact-point</c>: the bank's file brought one; <c>search</c>; <c>said</c>.</param>
public sealed record DebtorFound(string Because, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>Whether any contact point is left was looked at, and one is.</summary>
public sealed record ReachChecked(bool Reachable) : Fact;

/// <summary>Somebody searched for a way to reach the debtor, with purpose and authority, which stand in the text. (R3.6, R5.8)</summary>
/// <param name="Source">Of the lawful ones in <c>data/search-sources.json</c>.</param>
public sealed record SearchMade(string Source, bool Found, string? Note) : Fact;

/// <summary>Who told of it. <see cref="OtherAccount"/>: it is known from another account of the debtor.</summary>
public enum CareSource { Debtor, Representative, Staff, Document, OtherAccount }

/// <summary>Why the bank may keep it. (Personal Information Protection Law art. 28, 29)</summary>
public enum CareBasis { ExplicitConsent, VitalInterest, LegalDuty }

/// <summary>The debtor is vulnerable or ill: what it is stands with his data alone. Trained people work the case, and nothing presses him. (R3.6)</summary>
public sealed record VulnerabilityNoted(CareSource Source, CareBasis Basis, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>A supervisor lets the case go up all the same; calls stay with trained people.</summary>
public sealed record EscalationAllowed(string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

public sealed record VulnerabilityEnded(string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>Something was heard that may mean abuse or self-harm: nobody contacts the debtor until a trained person has looked. (R3.6)</summary>
public sealed record ConcernRaised(string Suspension, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Vulnerable">The debtor is treated as vulnerable from here on.</param>
public sealed record ConcernSeen(string Suspension, bool Vulnerable, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

public enum DisputeReason { Amount, Fees, AlreadyPaid, NotMine, Fraud, Other }

public enum DisputeOutcome { Upheld, Partly, Rejected }

/// <summary>What the bank found, as the debtor is told: a list, since messages hold no free text.</summary>
public enum DisputeFinding { AmountIsRight, FeesAsAgreed, PaymentNotFound, ContractStands, NoFraudFound, BeingCorrected }

/// <summary>The debtor disputes this debt: it is not collected until that is answered. (R3.6)</summary>
/// <param name="Dispute">Id; also of the stop in the debtor's ledger.</param>
public sealed record DisputeRegistered(string Dispute, DisputeReason Reason, DateTimeOffset AnswerBy, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="On">Day of the answer; the debtor is told.</param>
public sealed record DisputeAnswered(string Dispute, DisputeOutcome Outcome, DisputeFinding Finding, DateOnly On, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>The debtor says that he has paid: nothing is asked of him until the payments files say whether he has. (R3.6)</summary>
/// <param name="JudgeAfter">Last day that the payments files must cover.</param>
/// <param name="Proven">There is proof of it.</param>
public sealed record PaidClaimed(string Claim, DateOnly PaidOn, DateOnly ClaimedOn, DateOnly JudgeAfter, bool Proven, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

public sealed record PaidClaimJudged(string Claim, bool Found) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

public enum ProceedingsKind { Bankruptcy, Court }

/// <summary>The debt, or all that the debtor owes, is before a court: legal takes over. (R3.6)</summary>
/// <param name="FileBy">When the claim must be filed.</param>
public sealed record ProceedingsNoted(string Suspension, ProceedingsKind Proceedings, DateTimeOffset FileBy, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>How proceedings end: only after a dismissal does the case go on where it stood.</summary>
public enum ProceedingsOutcome { Dismissed, Discharged, PlanConfirmed }

public sealed record ProceedingsEnded(string Suspension, ProceedingsOutcome Outcome, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
