using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Points;
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

namespace Collections.Functions.Cases;

/// <summary>The fold of a case's facts: what decisions are made on. Kept in the head row, so it stays small and holds nothing personal.</summary>
public sealed record CaseState
{
    public required CaseKey Key { get; init; }

    public required string Institution { get; init; }

    public required AccountKey Account { get; init; }

    public required DebtorKey Debtor { get; init; }

    public required int Spell { get; init; }

    public required Product Product { get; init; }

    public required string Region { get; init; }

    public required string Language { get; init; }

    /// <summary>Name and version of the strategy that the case goes by in this stage.</summary>
    public required string Strategy { get; init; }

    /// <summary>Arm of the trial by which it does; null: of none.</summary>
    public string? Arm { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Sequence of the last fact.</summary>
    public required long Version { get; init; }

    /// <summary>Sequence of the last material fact; approvals are bound to it. (R6.3)</summary>
    public required long MaterialVersion { get; init; }

    public required Stage Stage { get; init; }

    public required DateTimeOffset StageSince { get; init; }

    public required Line Line { get; init; }

    public bool VisitWaived { get; init; }

    public ClosingReason? Closed { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Day on which the account left the bank's books, if that closed the case.</summary>
    public DateOnly? ExitedOn { get; init; }

    public required AccountBalance Balance { get; init; }

    public required RiskInputs RiskInputs { get; init; }

    /// <summary>Missing until the first score.</summary>
    public RiskLevel? Risk { get; init; }

    public int? RiskScore { get; init; }

    /// <summary>The explanation of the score, and since when which level holds.</summary>
    public RiskProgress Scoring { get; init; } = new();

    public ResponseTrail Responses { get; init; } = new();

    public Circumstances Circumstances { get; init; } = new();

    /// <summary>The best of the debtor's numbers and addresses, as this case knows.</summary>
    public PointQuality Points { get; init; }

    public ContactProgress Contacts { get; init; } = new();

    public IReadOnlyList<OpenTask> Tasks { get; init; } = [];

    public PromiseProgress Promises { get; init; } = new();

    public PlanProgress Plans { get; init; } = new();

    public SuspensionProgress Suspensions { get; init; } = new();

    /// <summary>Those who stand in for the debtor, as this case tells: nobody collects from him in person. (R3.6)</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    public ApprovalProgress Approvals { get; init; } = new();

    public VisitProgress Visits { get; init; } = new();

    public LegalProgress Legal { get; init; } = new();

    /// <summary>Since when it is marked as ready for the legal department; null: it is not.</summary>
    public DateTimeOffset? LegalTaggedAt { get; init; }

    public CollateralProgress Collateral { get; init; } = new();

    public WriteOffProgress WriteOff { get; init; } = new();

    public LimitationProgress Limitation { get; init; } = new();

    /// <summary>Death, loss, vulnerability, dispute and the other special paths. (R3.6)</summary>
    public PathProgress Paths { get; init; } = new();

    public ComplaintProgress Complaints { get; init; } = new();

    /// <summary>Who answers for the debt besides the debtor, and until when. (R3.7)</summary>
    public IReadOnlyList<Guarantee> Guarantees { get; init; } = [];

    public AgencyProgress Agency { get; init; } = new();

    /// <summary>The step that failed in spite of retries, until something new happens to the case.</summary>
    public string? FailedStep { get; init; }

    /// <summary>Who calls and answers the debtor: whoever works the case, or people trained for it.</summary>
    public Line Callers => Paths.Care is null ? Line : Line.Specialist;

    public bool IsOpen => Closed is null;

    /// <summary>Whether nothing of a purpose goes to the debtor in person, whatever it is about: he is dead, somebody stands in for him, or a trained person has to look first.</summary>
    public bool BarsDebtor(Purpose purpose) => Suspensions.IsSilent || StandIn.Bar(StandIns, purpose);

    /// <summary>Overdue today as far as known here: the latest snapshot less payments with a later value date. An estimate; the core system's balance wins.</summary>
    public Money Overdue => Balance.Overdue;

    public OpenTask? Task(TaskKind kind) => Tasks.FirstOrDefault(task => task.Kind == kind);
}

/// <summary>Work that waits for a person.</summary>
/// <param name="Escalated">It was not done when it was due, and has risen to the supervisor.</param>
public sealed record OpenTask(string Id, TaskKind Kind, Line Queue, DateTimeOffset Due, DateTimeOffset OpenedAt, string Because, bool Escalated = false)
{
    /// <summary>Who has taken it on, or was given it.</summary>
    public TaskClaim? Claim { get; init; }
}

/// <param name="Until">End of the lease, in technical time; null: given to the person until it is done.</param>
public sealed record TaskClaim(string Person, DateTimeOffset? Until)
{
    public bool HoldsAt(DateTimeOffset technicalNow) => Until is null || technicalNow < Until;
}
