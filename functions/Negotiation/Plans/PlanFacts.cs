using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>
/// What kind of arrangement a plan is: all later and at once; in monthly parts; the minimum payment lowered for some months; or less than is owed, for good. (R4.2)
/// </summary>
public enum PlanKind { Extension, Instalments, LoweredMinimum, Settlement }

/// <summary>What a plan pays: what is overdue, or all that is owed.</summary>
public enum PlanScope { Overdue, Outstanding }

/// <summary>How a plan was agreed to. A reply code is enough for a short one; a long one needs a recorded agreement, a signature or a paper. (R4.2)</summary>
public enum ConfirmationMeans { ReplyCode, RecordedCall, ESignature, Written }

public enum PlanVerdict { Kept, Broken }

/// <param name="Number">From 1 in the order of paying.</param>
/// <param name="Due">Before the days of grace.</param>
public sealed record Instalment(int Number, DateOnly Due, Money Amount);

/// <summary>What the debtor told of his means before a plan was offered; the figures stand with his data. (R4.2)</summary>
/// <param name="Note">Id of the figures in the debtor's partition.</param>
/// <param name="Affordable">What he can pay a month, by them.</param>
/// <param name="DebtService">What his debts take of his income, by them, this one's minimum payment included: 0.5 = half. (R2.2)</param>
public sealed record AffordabilityStated(string Note, Money Affordable, decimal? DebtService = null) : Fact;

/// <summary>A plan was put to the debtor. It is in force once it is approved, where it must be, and confirmed. (R4.2)</summary>
/// <param name="Plan">Unique within the case.</param>
/// <param name="Debt">What it settles: as owed when it was offered.</param>
/// <param name="Fee">What the plan costs; in the instalments.</param>
/// <param name="Waived">Let off when it is kept.</param>
/// <param name="PaidBefore">Paid on the day of the offer and taken off the debt already.</param>
/// <param name="ConfirmBy">Last day on which the debtor may confirm.</param>
/// <param name="Beyond">Limits of policy that it passes, so that a supervisor must approve; none: it is within them.</param>
/// <param name="OfferedBy">Id of the person who offered it, who may not approve it.</param>
/// <param name="HoldsThrough">Last day on which nobody is dunned because of it; null: <paramref name="ConfirmBy"/>.</param>
public sealed record PlanOffered(
    string Plan, PlanKind Arrangement, IReadOnlyList<Instalment> Instalments, Money Debt, Money Fee, Money Waived, Money PaidBefore, DateOnly OfferedOn, DateOnly ConfirmBy,
    IReadOnlyList<string> Beyond, string OfferedBy, DateOnly? HoldsThrough = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Evidence">Id of the reply, or of the reference to the recording, signature or paper, in the debtor's partition.</param>
/// <param name="Person">Id of the guarantor who consents, within the debtor's partition; null: the debtor. Who does not consent is not bound to more. (R4.2)</param>
public sealed record PlanConfirmed(string Plan, ConfirmationMeans Means, string Evidence, string? Person = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Because"><c>not-confirmed</c>, <c>not-approved</c>, <c>declined</c> or <c>replaced</c>.</param>
public sealed record PlanLapsed(string Plan, string Because) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>A plan is in force. Published as the order to the core system, which answers it. (R4.2)</summary>
/// <param name="Approval">The approval that it rests on, if it needed one.</param>
/// <param name="Guarantors">Ids of the guarantors who consented in writing.</param>
public sealed record PlanStarted(
    string Plan, PlanKind Arrangement, DateOnly AgreedOn, IReadOnlyList<Instalment> Instalments, Money Debt, Money Fee, Money Waived, string? Approval,
    IReadOnlyList<string> Guarantors) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>The core system's answer to a plan's order.</summary>
/// <param name="Reference">Its number there, if it was taken in.</param>
public sealed record PlanAcknowledged(string Plan, bool Accepted, string? Reference) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>A plan that was in force before the system went live, with the instalments that were still to be paid. (R1.8)</summary>
/// <param name="Plan">Keyed hash of the plan's number.</param>
/// <param name="AsOf">Business date of the file: payments after it pay the instalments.</param>
public sealed record PlanTakenOver(string Plan, DateOnly AgreedOn, DateOnly AsOf, IReadOnlyList<Instalment> Instalments, string Source) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>An instalment was not paid within its days of grace; the debtor is told, and has until <paramref name="CatchUpBy"/>. (R4.3)</summary>
/// <param name="Instalment">Its number; the latest, if several are missing.</param>
public sealed record InstalmentMissed(string Plan, int Instalment, DateOnly CatchUpBy) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>What was missed is paid.</summary>
public sealed record InstalmentCaughtUp(string Plan, int Instalment) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Paid">What was paid towards it.</param>
public sealed record PlanJudged(string Plan, PlanVerdict Verdict, Money Paid) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>A payment of a plan that counted as kept was taken back: it is in force again, and what is missing is due. (R1.6)</summary>
public sealed record PlanReinstated(string Plan) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
