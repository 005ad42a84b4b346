using System.Text.Json.Serialization;
using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Risk.Reviews;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;

namespace Collections.Functions.Cases;

/// <summary>
/// Something that happened to a case. Facts are the only thing that is stored of a case; state is their fold. They carry no personal data:
/// names, numbers and free text stand in the debtor's partition, and facts hold their ids. A shape once stored stays readable for ever.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CaseOpened), "case-opened")]
[JsonDerivedType(typeof(CaseClosed), "case-closed")]
[JsonDerivedType(typeof(CaseReopened), "case-reopened")]
[JsonDerivedType(typeof(StageEntered), "stage-entered")]
[JsonDerivedType(typeof(LineChanged), "line-changed")]
[JsonDerivedType(typeof(StrategyPinned), "strategy-pinned")]
[JsonDerivedType(typeof(TaskOpened), "task-opened")]
[JsonDerivedType(typeof(TaskClosed), "task-closed")]
[JsonDerivedType(typeof(TaskEscalated), "task-escalated")]
[JsonDerivedType(typeof(TaskClaimed), "task-claimed")]
[JsonDerivedType(typeof(TaskAssigned), "task-assigned")]
[JsonDerivedType(typeof(TaskReleased), "task-released")]
[JsonDerivedType(typeof(StepFailed), "step-failed")]
[JsonDerivedType(typeof(BalanceUpdated), "balance-updated")]
[JsonDerivedType(typeof(AccountRenumbered), "account-renumbered")]
[JsonDerivedType(typeof(AbsentFromSnapshot), "absent-from-snapshot")]
[JsonDerivedType(typeof(PaymentReceived), "payment-received")]
[JsonDerivedType(typeof(PaymentReversed), "payment-reversed")]
[JsonDerivedType(typeof(RiskScored), "risk-scored")]
[JsonDerivedType(typeof(RiskReviewAsked), "risk-review-asked")]
[JsonDerivedType(typeof(RiskReviewed), "risk-reviewed")]
[JsonDerivedType(typeof(ReasonStated), "reason-stated")]
[JsonDerivedType(typeof(MaliceAlleged), "malice-alleged")]
[JsonDerivedType(typeof(EmploymentStated), "employment-stated")]
[JsonDerivedType(typeof(ContactPlanned), "contact-planned")]
[JsonDerivedType(typeof(ContactDeferred), "contact-deferred")]
[JsonDerivedType(typeof(ContactForbidden), "contact-forbidden")]
[JsonDerivedType(typeof(SendStarted), "send-started")]
[JsonDerivedType(typeof(ContactCompleted), "contact-completed")]
[JsonDerivedType(typeof(ContactCovered), "contact-covered")]
[JsonDerivedType(typeof(CoverUndone), "cover-undone")]
[JsonDerivedType(typeof(UnknownSettled), "unknown-settled")]
[JsonDerivedType(typeof(DeliveryReported), "delivery-reported")]
[JsonDerivedType(typeof(DeliveredOutsideWindow), "delivered-outside-window")]
[JsonDerivedType(typeof(ReplyReceived), "reply-received")]
[JsonDerivedType(typeof(CallRecorded), "call-recorded")]
[JsonDerivedType(typeof(ConsentGiven), "consent-given")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consent-withdrawn")]
[JsonDerivedType(typeof(ChannelOptedOut), "channel-opted-out")]
[JsonDerivedType(typeof(PartyNoted), "party-noted")]
[JsonDerivedType(typeof(ContactPointNoted), "contact-point-noted")]
[JsonDerivedType(typeof(ContactPointsRated), "contact-points-rated")]
[JsonDerivedType(typeof(DataRevealed), "data-revealed")]
[JsonDerivedType(typeof(RulesOverridden), "rules-overridden")]
[JsonDerivedType(typeof(ChannelReopened), "channel-reopened")]
[JsonDerivedType(typeof(SuspensionSet), "suspension-set")]
[JsonDerivedType(typeof(SuspensionLifted), "suspension-lifted")]
[JsonDerivedType(typeof(LetterMailed), "letter-mailed")]
[JsonDerivedType(typeof(PromiseMade), "promise-made")]
[JsonDerivedType(typeof(PromiseJudged), "promise-judged")]
[JsonDerivedType(typeof(PromiseTakenOver), "promise-taken-over")]
[JsonDerivedType(typeof(PlanTakenOver), "plan-taken-over")]
[JsonDerivedType(typeof(AffordabilityStated), "affordability-stated")]
[JsonDerivedType(typeof(PlanOffered), "plan-offered")]
[JsonDerivedType(typeof(PlanConfirmed), "plan-confirmed")]
[JsonDerivedType(typeof(PlanLapsed), "plan-lapsed")]
[JsonDerivedType(typeof(PlanStarted), "plan-started")]
[JsonDerivedType(typeof(PlanAcknowledged), "plan-acknowledged")]
[JsonDerivedType(typeof(InstalmentMissed), "instalment-missed")]
[JsonDerivedType(typeof(InstalmentCaughtUp), "instalment-caught-up")]
[JsonDerivedType(typeof(PlanJudged), "plan-judged")]
[JsonDerivedType(typeof(PlanReinstated), "plan-reinstated")]
[JsonDerivedType(typeof(ContactTakenOver), "contact-taken-over")]
[JsonDerivedType(typeof(OutsideChanged), "outside-changed")]
[JsonDerivedType(typeof(ApprovalRequested), "approval-requested")]
[JsonDerivedType(typeof(ApprovalDecided), "approval-decided")]
[JsonDerivedType(typeof(ApprovalLapsed), "approval-lapsed")]
[JsonDerivedType(typeof(VisitReported), "visit-reported")]
[JsonDerivedType(typeof(VisitPlanned), "visit-planned")]
[JsonDerivedType(typeof(VisitCalledOff), "visit-called-off")]
[JsonDerivedType(typeof(VisitStarted), "visit-started")]
[JsonDerivedType(typeof(VisitorCheckedIn), "visitor-checked-in")]
[JsonDerivedType(typeof(VisitorCheckedOut), "visitor-checked-out")]
[JsonDerivedType(typeof(VisitorsMissing), "visitors-missing")]
[JsonDerivedType(typeof(VisitApproved), "visit-approved")]
[JsonDerivedType(typeof(VisitWaived), "visit-waived")]
[JsonDerivedType(typeof(VisitsCleared), "visits-cleared")]
[JsonDerivedType(typeof(VisitWishesStated), "visit-wishes-stated")]
[JsonDerivedType(typeof(VisitConsentGiven), "visit-consent-given")]
[JsonDerivedType(typeof(VisitConsentWithdrawn), "visit-consent-withdrawn")]
[JsonDerivedType(typeof(PhotoTaken), "photo-taken")]
[JsonDerivedType(typeof(PhotoSeen), "photo-seen")]
[JsonDerivedType(typeof(LetterPosted), "letter-posted")]
[JsonDerivedType(typeof(LimitationInterrupted), "limitation-interrupted")]
[JsonDerivedType(typeof(LimitationSuspended), "limitation-suspended")]
[JsonDerivedType(typeof(LimitationStated), "limitation-stated")]
[JsonDerivedType(typeof(GuaranteeStated), "guarantee-stated")]
[JsonDerivedType(typeof(GuaranteeClaimed), "guarantee-claimed")]
[JsonDerivedType(typeof(GuaranteeReleased), "guarantee-released")]
[JsonDerivedType(typeof(LetterAnswered), "letter-answered")]
[JsonDerivedType(typeof(LegalTagged), "legal-tagged")]
[JsonDerivedType(typeof(DossierBuilt), "dossier-built")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(HandoffAcknowledged), "handoff-acknowledged")]
[JsonDerivedType(typeof(ProceedingTaken), "proceeding-taken")]
[JsonDerivedType(typeof(DirectionGiven), "direction-given")]
[JsonDerivedType(typeof(CollateralStepTaken), "collateral-step-taken")]
[JsonDerivedType(typeof(EvidenceFiled), "evidence-filed")]
[JsonDerivedType(typeof(WriteOffBooked), "write-off-booked")]
[JsonDerivedType(typeof(RecoveryRecorded), "recovery-recorded")]
[JsonDerivedType(typeof(RecoveryReversed), "recovery-reversed")]
[JsonDerivedType(typeof(DeathRecorded), "death-recorded")]
[JsonDerivedType(typeof(DeathTakenBack), "death-taken-back")]
[JsonDerivedType(typeof(EstateAnswered), "estate-answered")]
[JsonDerivedType(typeof(DebtorLost), "debtor-lost")]
[JsonDerivedType(typeof(DebtorFound), "debtor-found")]
[JsonDerivedType(typeof(ReachChecked), "reach-checked")]
[JsonDerivedType(typeof(SearchMade), "search-made")]
[JsonDerivedType(typeof(VulnerabilityNoted), "vulnerability-noted")]
[JsonDerivedType(typeof(EscalationAllowed), "escalation-allowed")]
[JsonDerivedType(typeof(VulnerabilityEnded), "vulnerability-ended")]
[JsonDerivedType(typeof(ConcernRaised), "concern-raised")]
[JsonDerivedType(typeof(ConcernSeen), "concern-seen")]
[JsonDerivedType(typeof(DisputeRegistered), "dispute-registered")]
[JsonDerivedType(typeof(DisputeAnswered), "dispute-answered")]
[JsonDerivedType(typeof(PaidClaimed), "paid-claimed")]
[JsonDerivedType(typeof(PaidClaimJudged), "paid-claim-judged")]
[JsonDerivedType(typeof(ProceedingsNoted), "proceedings-noted")]
[JsonDerivedType(typeof(ProceedingsEnded), "proceedings-ended")]
[JsonDerivedType(typeof(ComplaintReceived), "complaint-received")]
[JsonDerivedType(typeof(ComplaintRegistered), "complaint-registered")]
[JsonDerivedType(typeof(ComplaintExtended), "complaint-extended")]
[JsonDerivedType(typeof(ComplaintInvestigated), "complaint-investigated")]
[JsonDerivedType(typeof(ComplaintDecided), "complaint-decided")]
[JsonDerivedType(typeof(ComplaintAnswered), "complaint-answered")]
[JsonDerivedType(typeof(ComplaintArchived), "complaint-archived")]
[JsonDerivedType(typeof(PlacementOffered), "placement-offered")]
[JsonDerivedType(typeof(PlacementLapsed), "placement-lapsed")]
[JsonDerivedType(typeof(PlacedWithAgency), "placed-with-agency")]
[JsonDerivedType(typeof(PlacementRecalled), "placement-recalled")]
public abstract record Fact
{
    /// <summary>Whether an open approval, which is bound to what the approver saw, falls with it. Nightly interest does not count. (R6.3)</summary>
    internal virtual bool IsMaterial => false;

    /// <summary>Whether it goes out on the topic <c>collections-events</c>.</summary>
    internal virtual bool IsPublished => false;
}

/// <summary>A fact in its place in the stream.</summary>
/// <param name="Sequence">Dense, from 1.</param>
/// <param name="At">Business time at which it was recorded.</param>
/// <param name="By">Who: <c>system</c>, or a person's id with the role acted in.</param>
/// <param name="Command">The command that recorded it; recorded once however often it is retried.</param>
public sealed record StoredFact(long Sequence, DateTimeOffset At, string By, string Command, Fact Fact);
