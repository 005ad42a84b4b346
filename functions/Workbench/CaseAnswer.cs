using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Complaints;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Workbench;

/// <summary>A case as people see it. Amounts are estimates since the last file; the core system's balance wins.</summary>
public sealed record CaseAnswer : IVersioned
{
    public required CaseKey Case { get; init; }

    public required string Institution { get; init; }

    public required DebtorKey DebtorKey { get; init; }

    /// <summary>Masked; missing for roles that need no personal data.</summary>
    public DebtorCard? Debtor { get; init; }

    public required Product Product { get; init; }

    public required string Region { get; init; }

    /// <summary>Sequence of the last fact.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public ClosingReason? Closed { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Name and version of the strategy that the case goes by in this stage.</summary>
    public required string Strategy { get; init; }

    /// <summary>Arm of the trial by which it does; missing: it is part of none.</summary>
    public string? Arm { get; init; }

    public required Stage Stage { get; init; }

    public required DateTimeOffset StageSince { get; init; }

    public required Line Line { get; init; }

    public required int DaysPastDue { get; init; }

    public required Money Overdue { get; init; }

    /// <summary>What <see cref="Overdue"/> is made of, by the order of application of the payments since the last file.</summary>
    public required DebtParts Parts { get; init; }

    public required Money Outstanding { get; init; }

    /// <summary>The bank's latest word, with the parts of the overdue amount.</summary>
    public required AccountPosition Position { get; init; }

    /// <summary>The account is missing from the bank's files since then; collection is stopped.</summary>
    public DateOnly? AbsentSince { get; init; }

    public RiskLevel? Risk { get; init; }

    public int? RiskScore { get; init; }

    /// <summary>How the score came about: bin and points by factor, and the rule that set the level where the sum alone would not.</summary>
    public RiskScored? RiskExplained { get; init; }

    /// <summary>Why it is overdue, as far as anybody said or guessed, and who did.</summary>
    public required OverdueReason Reason { get; init; }

    public ReasonSource? ReasonSource { get; init; }

    public required CustomerSegment Segment { get; init; }

    public required IReadOnlyList<OpenTask> Tasks { get; init; }

    public PromiseMade? Promise { get; init; }

    public required int PromisesKept { get; init; }

    public required IReadOnlyList<DateOnly> PromisesBroken { get; init; }

    /// <summary>The plan in force.</summary>
    public AgreedPlan? Plan { get; init; }

    /// <summary>The plan that is put to the debtor.</summary>
    public PlanOffer? Offer { get; init; }

    public ApprovalRequested? Approval { get; init; }

    /// <summary>What has been decided on the open approval so far.</summary>
    public required IReadOnlyList<ApprovalDecided> Decisions { get; init; }

    public ApprovalRequested? Granted { get; init; }

    public required VisitProgress Visits { get; init; }

    /// <summary>While one holds the case does not collect.</summary>
    public required IReadOnlyList<OpenSuspension> Suspensions { get; init; }

    /// <summary>The special paths that the case is on, with since when.</summary>
    public required PathProgress Paths { get; init; }

    /// <summary>With what became of each.</summary>
    public required IReadOnlyList<CaseComplaint> Complaints { get; init; }

    public bool VisitWaived { get; init; }

    public required LegalProgress Legal { get; init; }

    /// <summary>Since when it is marked as ready for the legal department; missing: it is not.</summary>
    public DateTimeOffset? LegalTaggedAt { get; init; }

    /// <summary>All that is owed, with costs of court that came after the bank's snapshot; an estimate.</summary>
    public required Money Claim { get; init; }

    /// <summary>What is pledged, and how far its disposal has come.</summary>
    public required CollateralProgress Collateral { get; init; }

    /// <summary>Papers for a write-off, that it was booked, and what came in since.</summary>
    public required WriteOffProgress WriteOff { get; init; }

    /// <summary>What court would cost and bring; missing where it is not weighed, and once the case is closed.</summary>
    public RecoveryEstimate? Recovery { get; init; }

    /// <summary>Last day on which the claim is not barred, as far as the case's facts tell. (R3.7)</summary>
    public required DateOnly LimitationEnds { get; init; }

    /// <summary>What is on its way to an agency, and which has the case.</summary>
    public required AgencyProgress Agency { get; init; }

    /// <summary>Who answers for the debt besides the debtor, and until when.</summary>
    public required IReadOnlyList<Guarantee> Guarantees { get; init; }

    public required ContactSummary Contacts { get; init; }

    /// <summary>What the case waits for; missing while it is acting.</summary>
    public Wait? Waits { get; init; }

    public static CaseAnswer Of(CaseView view, DebtorCard? debtor = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        return new CaseAnswer
        {
            Case = state.Key,
            Institution = state.Institution,
            DebtorKey = state.Debtor,
            Debtor = debtor,
            Product = state.Product,
            Region = state.Region,
            Version = state.Version,
            OpenedAt = state.OpenedAt,
            Closed = state.Closed,
            ClosedAt = state.ClosedAt,
            Strategy = state.Strategy,
            Arm = state.Arm,
            Stage = state.Stage,
            StageSince = state.StageSince,
            Line = state.Line,
            DaysPastDue = view.DaysPastDue,
            Overdue = state.Overdue,
            Parts = state.Balance.Parts,
            Outstanding = state.Balance.Outstanding,
            Position = state.Balance.Position,
            AbsentSince = state.Balance.AbsentSince,
            Risk = state.Risk,
            RiskScore = state.RiskScore,
            RiskExplained = state.Scoring.Latest,
            Reason = state.Circumstances.Reason,
            ReasonSource = state.Circumstances.Source,
            Segment = view.Segment,
            Tasks = state.Tasks,
            Promise = state.Promises.Open,
            PromisesKept = state.Promises.Kept,
            PromisesBroken = state.Promises.Broken,
            Plan = state.Plans.Open,
            Offer = state.Plans.Offer,
            Approval = state.Approvals.Open,
            Decisions = state.Approvals.Decisions,
            Granted = state.Approvals.Granted,
            Visits = state.Visits,
            Suspensions = [.. state.Suspensions.Open.Where(open => open.HoldsAt(view.Now))],
            Paths = state.Paths,
            Complaints = state.Complaints.All,
            VisitWaived = state.VisitWaived,
            Legal = state.Legal,
            LegalTaggedAt = state.LegalTaggedAt,
            Collateral = state.Collateral,
            WriteOff = state.WriteOff,
            Claim = state.Legal.Proceedings.Claim(state.Balance),
            Recovery = state.IsOpen ? RecoveryRules.Of(view) : null,
            LimitationEnds = LimitationRules.EndOf(state),
            Agency = state.Agency,
            Guarantees = state.Guarantees,
            Contacts = ContactSummary.Of(state.Contacts),
            Waits = CaseDecision.Next(view) as Wait,
        };
    }
}
