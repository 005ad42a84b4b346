using System.Globalization;
using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>
/// One walk along a case's facts. It judges what the case alone can tell, and keeps what the debtor's contacts are judged by: how the case
/// stood when, and what came of each contact.
/// </summary>
internal sealed class CaseTrail
{
    private readonly List<Violation> found;

    private readonly List<Standing> standings = [];

    private readonly ApprovalTrail approvals = new();

    private readonly MessageTrail messages = new();

    private readonly PinTrail pins;

    private readonly StageTrail stages;

    private readonly CourtTrail court = new();

    private readonly WriteOffTrail writeOffs;

    private readonly CollateralTrail collateral;

    private readonly VisitTrail visits;

    private readonly BalanceTrail balance;

    private long material = 1;

    private bool closed;

    private string? promise;

    private string? plan;

    private string? claim;

    private readonly CareTrail care = new();

    private readonly Dictionary<string, PlanOffered> offers = new(StringComparer.Ordinal);

    public CaseTrail(CaseOpened opened, IStrategyBook strategies, WorkingCalendar calendar, DateTimeOffset at, List<Violation> found)
    {
        (Opened, this.found) = (opened, found);
        pins = new PinTrail(opened, strategies);
        stages = new StageTrail(pins, approvals);
        writeOffs = new WriteOffTrail(pins, approvals);
        collateral = new CollateralTrail(approvals);
        visits = new VisitTrail(opened, pins);
        balance = new BalanceTrail(opened, calendar);
        Check(opened.Position, at);
        Stand(at);
    }

    public CaseOpened Opened { get; }

    /// <summary>When the debtor was treated as vulnerable.</summary>
    public CareTrail Care => care;

    public bool IsClosed => closed;

    public MessageTrail Messages => messages;

    /// <summary>What came of calls, visits and letters, by contact.</summary>
    public Dictionary<string, PersonResult> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>Suspensions that the case tells of, with the end that they came to or were set for.</summary>
    public List<(string Id, string Ground, bool WholeDebtor, DateTimeOffset From, DateTimeOffset? Until)> Suspensions { get; } = [];

    /// <summary>From and until when nobody may visit the debtor.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset? Until)> VisitStops => visits.Stops;

    /// <summary>Who stood in for the debtor, from and until when.</summary>
    public List<(string Person, Party Role, DateTimeOffset From, DateTimeOffset? Until)> StandIns { get; } = [];

    /// <summary>Consents to other hours, with the end that they came to or were given for.</summary>
    public List<(string Evidence, Channel? Channel, TimeSpanOfDay Times, DateTimeOffset Until, string? Person)> Consents { get; } = [];

    /// <summary>Which agency had the case when.</summary>
    public AgencyTrail Agencies { get; } = new();

    /// <summary>Who answers for the debt, from when on that is known, and from when on he may not be asked any more.</summary>
    public List<(string Person, DateTimeOffset KnownAt, DateTimeOffset Until)> Guarantees { get; } = [];

    /// <summary>Contacts that others made, with the time at which the case was told.</summary>
    public List<(ContactTakenOver Fact, DateTimeOffset At)> Outside { get; } = [];

    /// <summary>How the case stood right before an instant: what happened at the instant itself may have come after it.</summary>
    public Standing Before(DateTimeOffset at) => standings.FindLast(standing => standing.At < at) ?? standings[0];

    /// <summary>The stages that the case may have been in at an instant.</summary>
    public IReadOnlyList<Stage> StagesAt(DateTimeOffset at)
    {
        var before = Before(at).Stage;
        var after = (standings.FindLast(standing => standing.At <= at) ?? standings[0]).Stage;
        return before == after ? [before] : [before, after];
    }

    public void Take(StoredFact stored)
    {
        foreach (var (rule, why) in pins.Take(stored.Fact)) Report(rule, stored.At, why);
        foreach (var (rule, why) in stages.Take(stored, standings[^1].DaysPastDueOn(stored.At), material)) Report(rule, stored.At, why);
        foreach (var (rule, why) in court.Take(stored).Concat(writeOffs.Take(stored.Fact, material)).Concat(collateral.Take(stored.Fact, material))) Report(rule, stored.At, why);
        foreach (var (rule, why) in Agencies.Take(stored, approvals, material)) Report(rule, stored.At, why);
        foreach (var (rule, why) in visits.Take(stored)) Report(rule, stored.At, why);
        if (care.Wrong(stored) is { } pressed) Report(CareTrail.Rule, stored.At, pressed);
        switch (stored.Fact)
        {
            case CaseOpened: Report("opened-twice", stored.At, "A case opens once."); break;
            case ContactPlanned planned: messages.Take(planned); break;
            case SendStarted started: Start(started, stored.At); break;
            case ContactCompleted completed: messages.Take(completed); break;
            case ContactCovered covered: messages.Take(covered, stored.At); break;
            case ContactDeferred deferred: messages.Take(deferred); break;
            case CallRecorded call:
                Results[call.Contact] = new PersonResult(Channel.Call, stored.At, call.IsConversation, call.Outcome is not (CallOutcome.NoAnswer or CallOutcome.Busy))
                {
                    IsWrongNumber = call.Outcome == CallOutcome.WrongNumber,
                };
                break;
            case VisitReported visit:
                Results[visit.Contact] = new PersonResult(Channel.Visit, stored.At, visit.Outcome is VisitOutcome.Met or VisitOutcome.Refused, true)
                {
                    // Who breaks a visit off may be alone by then.
                    Visitors = visit.Outcome == VisitOutcome.SafetyStop ? null : visit.Visitors.Distinct(StringComparer.Ordinal).Count(),
                    IsWrongAddress = visit.Outcome is VisitOutcome.Moved or VisitOutcome.AddressInvalid,
                };
                break;
            case UnknownSettled settled: messages.Take(settled); break;
            case DeliveryReported reported:
                if (messages.Take(reported) is { } twice) Report("sent-twice", stored.At, twice);
                break;
            case SuspensionSet set: Suspend(set, stored.At); break;
            case VulnerabilityNoted: care.Begin(stored.At); break;
            case EscalationAllowed: care.Allow(stored.At); break;
            case VulnerabilityEnded: care.End(stored.At); break;
            case PaidClaimed claimed: claim = claimed.Claim; break;
            case PaidClaimJudged: claim = null; break;
            case SuspensionLifted lifted: End(lifted, stored.At); break;
            case PartyNoted { News: PartyNews.Named or PartyNews.Changed } noted: StandIn(noted, stored.At); break;
            case GuaranteeStated stated: Guarantees.RemoveAll(known => known.Person == stated.Person); Guarantees.Add((stated.Person, stored.At, After(stated.Ends))); break;
            case GuaranteeClaimed claimed: Until(claimed.Person, After(claimed.On.AddYears(3))); break;
            case GuaranteeReleased released: Until(released.Person, stored.At); break;
            case ConsentGiven given: Consents.Add((given.Evidence, given.Channel, TimeSpanOfDay.Parse(given.Times), given.Until, given.Person)); break;
            case ConsentWithdrawn withdrawn: End(withdrawn, stored.At); break;
            case LetterMailed mailed: Results[mailed.Contact] = new PersonResult(Channel.Letter, stored.At, false, false); break;
            case LetterPosted letter: Results[letter.Contact] = new PersonResult(Channel.Letter, stored.At, false, false); break;
            case ApprovalRequested requested: approvals.Take(requested); break;
            case ApprovalLapsed lapsed: approvals.Take(lapsed); break;
            case ApprovalDecided decided:
                if (approvals.Take(decided, material) is { } wrong) Report("approval", stored.At, wrong);
                break;
            case PromiseMade made: Promise(made, stored.At); break;
            case ReasonStated { Reason: OverdueReason.Malicious } stated:
                if (approvals.Missing(stated.Approval, material, ApprovalSubject.Malice) is { } unapproved) Report("malice-approval", stored.At, unapproved);
                break;
            case PromiseTakenOver taken: promise = taken.Id; break;
            case PlanTakenOver taken: plan = taken.Plan; break;
            case PlanOffered offered: offers[offered.Plan] = offered; break;
            case PlanStarted started: Plan(started, stored.At); break;
            case PlanReinstated again: plan = again.Plan; break;
            case ContactTakenOver taken: Outside.Add((taken, stored.At)); break;
            case PlanJudged judged when judged.Plan == plan: plan = null; break;
            case PromiseJudged judged when judged.Id == promise: promise = null; break;
            case CaseClosed: closed = true; break;
            case CaseReopened: closed = false; break;
            case BalanceUpdated updated: Check(updated.Position, stored.At); break;
            default: break;
        }

        if (IsMaterial(stored.Fact)) material = stored.Sequence;
        if (balance.Take(stored.Fact) || stored.Fact is StrategyPinned or CaseClosed or CaseReopened or StageEntered or PromiseMade or PromiseTakenOver or PromiseJudged or PlanTakenOver or PlanStarted or PlanReinstated or PlanJudged or PaidClaimed or PaidClaimJudged) Stand(stored.At);
    }

    public void Report(string rule, DateTimeOffset at, string why) => found.Add(new Violation(rule, Opened.Key, at, why));

    /// <summary>By its place in the stream: what stands before the start was known. (R9.2)</summary>
    private void Start(SendStarted started, DateTimeOffset at)
    {
        if (messages.Take(started, at) is { } wrong) Report("sent-twice", at, wrong);
        if (messages.PlanOf(started) is { } plan && standings[^1].Stops(plan.Purpose, at) is { } stop)
            Report("contact-after-stop", at, $"Message {started.Contact} was started although {stop}.");
    }

    /// <summary>One that is set again has another end.</summary>
    private void Suspend(SuspensionSet set, DateTimeOffset at)
    {
        var index = Suspensions.FindIndex(known => known.Id == set.Suspension);
        if (index >= 0) Suspensions[index] = Suspensions[index] with { Until = set.Until };
        else Suspensions.Add((set.Suspension, set.Ground, set.WholeDebtor, at, set.Until));
    }

    private void End(SuspensionLifted lifted, DateTimeOffset at)
    {
        var index = Suspensions.FindIndex(set => set.Id == lifted.Suspension);
        if (index >= 0) Suspensions[index] = Suspensions[index] with { Until = at };
    }

    private void StandIn(PartyNoted noted, DateTimeOffset at)
    {
        var index = StandIns.FindIndex(known => known.Person == noted.Person && known.Until is null);
        if (index >= 0 && StandIns[index].Role == noted.Role) return;
        if (index >= 0) StandIns[index] = StandIns[index] with { Until = at };
        if (PartyRules.StandsIn(noted.Role)) StandIns.Add((noted.Person, noted.Role, at, null));
    }

    private static DateTimeOffset After(DateOnly day) => BusinessTime.At(day.AddDays(1), TimeOnly.MinValue);

    private void Until(string person, DateTimeOffset at)
    {
        var index = Guarantees.FindIndex(known => known.Person == person);
        if (index >= 0) Guarantees[index] = Guarantees[index] with { Until = at };
    }

    private void End(ConsentWithdrawn withdrawn, DateTimeOffset at)
    {
        var index = Consents.FindIndex(given => given.Evidence == withdrawn.Evidence);
        if (index >= 0 && Consents[index].Until > at) Consents[index] = Consents[index] with { Until = at };
    }

    private void Promise(PromiseMade made, DateTimeOffset at)
    {
        promise = made.Id;
        var ahead = made.Due.DayNumber - made.MadeOn.DayNumber;
        if (ahead > pins.Strategy.Promises.MaximumDaysApproved || (ahead > pins.Strategy.Promises.MaximumDays && approvals.Missing(made.Approval, material, ApprovalSubject.LongPromise) is not null))
            Report("promise-too-far", at, string.Create(CultureInfo.InvariantCulture, $"{made.Id} is {ahead} days ahead."));
    }

    /// <summary>Instalments make up what was agreed, and what is beyond policy was approved. (R9.4, R9.7)</summary>
    private void Plan(PlanStarted started, DateTimeOffset at)
    {
        plan = started.Plan;
        var offered = offers.GetValueOrDefault(started.Plan);
        if (offered is null || !offered.Instalments.SequenceEqual(started.Instalments)) Report("plan-without-offer", at, $"{started.Plan} is in force, but was not offered so.");
        if (started.Arrangement != PlanKind.LoweredMinimum && started.Instalments.Sum(instalment => instalment.Amount.Amount) != (started.Debt - started.Waived + started.Fee).Amount)
            Report("plan-sum", at, $"The instalments of {started.Plan} do not make what was agreed.");
        if (offered is { Beyond.Count: > 0 } && approvals.Missing(started.Approval, material, ApprovalSubject.Plan) is { } missing) Report("plan-approval", at, missing);
    }

    private void Check(AccountPosition position, DateTimeOffset at)
    {
        if (!BalanceTrail.AddsUp(position)) Report("parts-and-total", at, FormattableString.Invariant($"The parts of the overdue amount as of {position.BusinessDate:yyyy-MM-dd} do not make its total."));
    }

    private void Stand(DateTimeOffset at) => standings.Add(new Standing(
        at, stages.Stage, closed, balance.Overdue, balance.Position.Overdue.Currency, balance.Absent, balance.Position.BusinessDate, balance.Position.DaysPastDue,
        balance.FreshThrough, promise is not null, plan is not null, claim is not null, pins.Strategy));

    /// <summary>What an approver would have wanted to know. (R6.3)</summary>
    private static bool IsMaterial(Fact fact) => fact is CaseOpened or CaseClosed or CaseReopened or StageEntered or SuspensionSet or SuspensionLifted or AbsentFromSnapshot or PaymentReceived or PaymentReversed
        or PromiseMade or PromiseTakenOver or PromiseJudged or PlanTakenOver or PlanOffered or PlanLapsed or PlanStarted or PlanReinstated or PlanJudged or OutsideChanged or VisitReported or PlacedWithAgency or PlacementRecalled or HandoffAcknowledged or DeathRecorded or DeathTakenBack or EstateAnswered or DebtorLost or DebtorFound or VulnerabilityNoted or EscalationAllowed or VulnerabilityEnded
        or ComplaintReceived or ComplaintRegistered or ComplaintDecided or ComplaintAnswered or ConcernRaised or ConcernSeen or DisputeRegistered or DisputeAnswered or PaidClaimed or PaidClaimJudged or ProceedingsNoted or ProceedingsEnded or LetterAnswered or ProceedingTaken or DirectionGiven or WriteOffBooked or CollateralStepTaken or ReasonStated { Source: ReasonSource.Debtor or ReasonSource.Collector } or BalanceUpdated { Changes.Count: > 0 };
}

/// <summary>What came of a contact that a person made.</summary>
internal sealed record PersonResult(Channel Channel, DateTimeOffset RecordedAt, bool IsConversation, bool IsAnswered)
{
    public bool IsWrongNumber { get; init; }

    public bool IsWrongAddress { get; init; }

    public int? Visitors { get; init; }
}
