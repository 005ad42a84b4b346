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
using Collections.Functions.Contact.Quarantine;
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
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Risk.Reviews;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;

namespace Collections.Functions.Cases;

/// <summary>The fold: how each fact changes what is known. Pure; the same facts give the same state for ever.</summary>
public static class Evolution
{
    /// <summary>The state after one more fact. Throws when a stream does not begin with <see cref="CaseOpened"/> or has a gap.</summary>
    public static CaseState Evolve(this CaseState? state, StoredFact stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.Sequence != (state?.Version ?? 0) + 1)
            throw new InvalidOperationException($"Fact {stored.Sequence} does not follow version {state?.Version ?? 0}.");
        var next = (state, stored.Fact) switch
        {
            (null, CaseOpened opened) => Open(opened, stored),
            (null, var fact) => throw new InvalidOperationException($"A stream begins with its opening, not with {fact.GetType().Name}."),
            (_, CaseOpened) => throw new InvalidOperationException("A case opens once."),
            ({ } current, var fact) => Apply(current, fact, stored.At),
        };
        if (state is not null) next = Counted(state, next, stored);
        return next with
        {
            Version = stored.Sequence,
            MaterialVersion = stored.Fact.IsMaterial ? stored.Sequence : next.MaterialVersion,
            Responses = next.Responses.With(stored.Fact, stored.At),
            Circumstances = next.Circumstances.With(stored.Fact, next.RiskInputs, stored.At),
            Points = PointFold.After(next.Points, stored.Fact),
        };
    }

    /// <summary>Days on special paths are counted, whichever fact begins or ends one; and what is heard of contact points is noted.</summary>
    private static CaseState Counted(CaseState before, CaseState next, StoredFact stored)
    {
        if (PathFold.TellsOfReach(stored.Fact, next)) next = next with { Paths = PathFold.Heard(next.Paths, stored.Fact) };
        return ReferenceEquals(before.Paths, next.Paths) ? next : next with { Paths = next.Paths.Counted(DaysPastDue(next, stored.At)) };
    }

    private static CaseState Open(CaseOpened opened, StoredFact stored) => new()
    {
        Key = opened.Key,
        Institution = opened.Institution,
        Account = opened.Account,
        Debtor = opened.Debtor,
        Spell = opened.Spell,
        Product = opened.Product,
        Region = opened.Region,
        Language = opened.Language,
        Strategy = opened.Strategy,
        Arm = opened.Arm,
        OpenedAt = stored.At,
        Version = 1,
        MaterialVersion = 1,
        Stage = Stage.Reminder,
        StageSince = stored.At,
        Line = Line.First,
        Balance = new AccountBalance { Position = opened.Position, MaxAgeDays = opened.BalanceMaxAgeDays, AgesInWorkingDays = opened.BalanceAgesInWorkingDays, SnapshotDate = opened.Position.BusinessDate },
        RiskInputs = opened.Risk,
        Collateral = new CollateralProgress { Pledged = opened.Pledge },
    };

    private static CaseState Apply(CaseState state, Fact fact, DateTimeOffset at) => fact switch
    {
        CaseOpened => throw new InvalidOperationException("A case opens once."),
        CaseClosed closed => state with { Closed = closed.Reason, ClosedAt = at, ExitedOn = closed.On, Tasks = [.. state.Tasks.Where(task => task.Kind is TaskKind.Reply or TaskKind.Safety or TaskKind.Complaint)], FailedStep = null, Visits = state.Visits.Closed() },
        CaseReopened => state with { Closed = null, ClosedAt = null },
        StageEntered entered => state with
        {
            Stage = entered.Stage,
            StageSince = at,
            VisitWaived = state.VisitWaived || entered.VisitWaived,
            Approvals = entered.Approval is null ? state.Approvals : state.Approvals.Used(),
            Visits = entered is { Stage: Stage.FieldVisit, VisitWaived: false, Approval: not null } ? state.Visits with { Approved = true } : state.Visits,
            Legal = state.Legal.With(entered, state.Stage, BusinessTime.DayOf(at)),
        },
        LineChanged changed => state with { Line = changed.Line },
        StrategyPinned pinned => state with { Strategy = pinned.Strategy, Arm = pinned.Arm },
        TaskOpened opened => state with
        {
            Tasks = [.. state.Tasks, new OpenTask(opened.Id, opened.Task, opened.Queue, opened.Due, at, opened.Because)],
            Contacts = opened.Task is TaskKind.Call or TaskKind.Letter ? state.Contacts.Reached(opened.Because) : state.Contacts,
            Plans = state.Plans.With(opened, BusinessTime.DayOf(at)),
            Limitation = state.Limitation.With(opened, BusinessTime.DayOf(at), LimitationRules.EndOf(state)),
            Legal = state.Legal.With(opened, BusinessTime.DayOf(at)),
            Paths = state.Paths.With(opened, BusinessTime.DayOf(at)),
            Guarantees = state.Guarantees.With(opened),
            Agency = state.Agency.With(opened, BusinessTime.DayOf(at)),
        },
        TaskClosed closed => Without(state, closed.Id) with
        {
            FailedStep = IsReview(closed) ? null : state.FailedStep,
            Contacts = IsReview(closed) ? state.Contacts.Tried() : state.Contacts,
            Visits = state.Visits.Without(closed.Id, state.Tasks.Any(task => task.Id == closed.Id && task.Kind == TaskKind.Visit)),
            Legal = IsReview(closed) && state.Legal.Accepted == false ? state.Legal.Again() : state.Legal,
        },
        TaskEscalated late => state with { Tasks = [.. state.Tasks.Select(task => task.Id == late.Id ? task with { Escalated = true } : task)] },
        TaskClaimed claimed => Claimed(state, claimed.Id, new TaskClaim(claimed.Person, claimed.Until)),
        TaskAssigned assigned => Claimed(state, assigned.Id, new TaskClaim(assigned.Person, null)),
        TaskReleased released => Claimed(state, released.Id, null),
        StepFailed failed => state with { FailedStep = failed.Step },
        BalanceUpdated updated => state with
        {
            Balance = state.Balance.With(updated),
            RiskInputs = updated.Risk,
            Collateral = updated.Pledge is null ? state.Collateral : state.Collateral with { Pledged = updated.Pledge },
            Visits = state.Visits.With(updated.Changes),
            Plans = state.Plans.After(state.Balance.DaysPastDueOn(updated.Position.BusinessDate) - updated.Position.DaysPastDue),
            Paths = state.Paths.After(state.Balance.DaysPastDueOn(updated.Position.BusinessDate) - updated.Position.DaysPastDue),
        },
        AccountRenumbered renumbered => state with { Account = renumbered.Account },
        AbsentFromSnapshot absent => state with { Balance = state.Balance.With(absent) },
        PaymentReceived paid => state with { Balance = state.Balance.With(paid), Contacts = state.Contacts.Heard(), Plans = state.Plans.Heard() },
        PaymentReversed reversed => state with { Balance = state.Balance.Without(reversed) },
        RiskScored scored => state with { Risk = scored.Level, RiskScore = scored.Score, Scoring = state.Scoring.With(scored, at) },
        RiskReviewAsked asked => state with { Scoring = state.Scoring.With(asked) },
        RiskReviewed reviewed => state with { Scoring = state.Scoring.With(reviewed) },
        ReasonStated stated => state with
        {
            Contacts = stated.Source == ReasonSource.Debtor ? state.Contacts.Heard() : state.Contacts,
            Approvals = stated.Approval is null ? state.Approvals : state.Approvals.Used(),
        },
        EmploymentStated => state with { Contacts = state.Contacts.Heard() },
        MaliceAlleged => state,
        ContactPlanned planned => state with { Contacts = state.Contacts.With(planned, at) },
        ContactDeferred deferred => state with { Contacts = state.Contacts.With(deferred) },
        ContactForbidden forbidden => state with { Contacts = state.Contacts.With(forbidden) },
        SendStarted started => state with { Contacts = state.Contacts.With(started) },
        ContactCompleted completed => state with { Contacts = state.Contacts.With(completed, at), Agency = state.Agency.With(completed, state.Contacts.Open, BusinessTime.DayOf(at)) },
        ContactCovered covered => state with { Contacts = state.Contacts.With(covered, at) },
        CoverUndone undone => state with { Contacts = state.Contacts.With(undone) },
        UnknownSettled settled => Without(state, QuarantineRules.TaskOf(settled.Contact)) with { Contacts = state.Contacts.With(settled) },
        DeliveryReported reported => state with { Contacts = state.Contacts.With(reported) },
        PartyNoted noted => Noted(state, noted),
        CallRecorded { Party: Party.ThirdParty } asked => Without(state, state.Task(TaskKind.ContactQuestion)?.Id),
        CallRecorded { Person: not null } or DataRevealed or RulesOverridden => state,
        CallRecorded call => Without(state, call.Task) with { Contacts = state.Contacts.With(call), Plans = call.IsConversation ? state.Plans.Heard() : state.Plans },
        SuspensionSet set => state with { Suspensions = state.Suspensions.With(set, at) },
        SuspensionLifted lifted => state with { Suspensions = state.Suspensions.With(lifted), Contacts = state.Contacts.Freed() },
        ConsentGiven or ConsentWithdrawn => state with { Contacts = state.Contacts.Freed() },
        ChannelOptedOut opted => state with
        {
            Contacts = state.Contacts.Closing(opted.Channel, opted.Source == Replies.ByReply ? new UnconfirmedOptOut(opted.Channel, $"opt-out-{state.Version + 1}") : null),
        },
        ChannelReopened opened => state with { Contacts = state.Contacts.Opening(opened.Channel) },
        ReplyReceived => state with { Contacts = state.Contacts.Heard(), Plans = state.Plans.Heard() },
        DeliveredOutsideWindow => state,
        PromiseMade made => state with { Promises = state.Promises.With(made), Contacts = state.Contacts.Heard(), Plans = state.Plans.Heard(), Limitation = state.Limitation.With(made.MadeOn, "promise") },
        PromiseTakenOver taken => state with { Promises = state.Promises.With(taken.AsMade()) },
        PlanTakenOver taken => state with { Plans = state.Plans.With(taken, DaysPastDue(state, at)) },
        AffordabilityStated stated => state with { Plans = state.Plans with { Affordable = stated.Affordable }, Contacts = state.Contacts.Heard() },
        PlanOffered offered => state with { Plans = state.Plans.With(offered, at) },
        PlanConfirmed confirmed => state with { Plans = state.Plans.With(confirmed), Contacts = state.Contacts.Heard() },
        PlanLapsed lapsed => state with { Plans = state.Plans.With(lapsed) },
        PlanStarted started => state with
        {
            Plans = state.Plans.With(started, DaysPastDue(state, at)),
            Limitation = state.Limitation.With(started.AgreedOn, "plan"),
            Approvals = started.Approval is null ? state.Approvals : state.Approvals.Used(),
        },
        PlanAcknowledged answer => state with { Plans = state.Plans.With(answer) },
        InstalmentMissed missed => state with { Plans = state.Plans.With(missed) },
        InstalmentCaughtUp caughtUp => state with { Plans = state.Plans.With(caughtUp) },
        PlanJudged judged => state with { Plans = state.Plans.With(judged, BusinessTime.DayOf(at), DaysPastDue(state, at)) },
        PlanReinstated reinstated => state with { Plans = state.Plans.With(reinstated, DaysPastDue(state, at)) },
        ContactTakenOver taken => state with { Contacts = state.Contacts.With(taken) },
        OutsideChanged { Change: OutsideChange.Address } => state with { Visits = state.Visits with { AddressFailedAt = null } },
        OutsideChanged { Change: OutsideChange.Phone } => state with { Contacts = state.Contacts.Reachable(PointKind.Phone) },
        OutsideChanged { Change: OutsideChange.Email } => state with { Contacts = state.Contacts.Reachable(PointKind.Email) },
        OutsideChanged or ContactPointsRated => state,
        ContactPointNoted noted => state with { Contacts = state.Contacts.Reachable(noted.Form) },
        PromiseJudged judged => state with { Promises = state.Promises.With(judged, BusinessTime.DayOf(at)) },
        ApprovalRequested requested => state with { Approvals = state.Approvals.With(requested, at) },
        ApprovalDecided decided => state with { Approvals = state.Approvals.With(decided, at) },
        ApprovalLapsed lapsed => state with { Approvals = state.Approvals.With(lapsed, at) },
        VisitPlanned planned => Due(state, planned.Task, planned.Until) with { Visits = state.Visits.With(planned) },
        VisitCalledOff off => Due(state, state.Visits.Plan?.Task, off.Due) with { Visits = state.Visits.With(off) },
        VisitStarted started => state with { Visits = state.Visits.With(started) },
        VisitorCheckedIn arrived => state with { Visits = state.Visits.With(arrived, at) },
        VisitorCheckedOut left => state with { Visits = state.Visits.With(left) },
        VisitorsMissing missing => state with { Visits = state.Visits.With(missing) },
        VisitReported visit => Without(state, visit.Task) with { Visits = state.Visits.With(visit), Contacts = state.Contacts.With(visit) },
        VisitApproved => state with { Visits = state.Visits with { Approved = true }, Approvals = state.Approvals.Used() },
        VisitWaived => state with { VisitWaived = true, Visits = state.Visits with { Approved = false }, Approvals = state.Approvals.Used() },
        VisitsCleared cleared => state with { Visits = state.Visits.Stop == cleared.Stop ? state.Visits with { Stop = null } : state.Visits },
        VisitWishesStated or PhotoSeen => state,
        VisitConsentGiven given => state with { Visits = state.Visits.With(given) },
        VisitConsentWithdrawn withdrawn => state with { Visits = state.Visits.With(withdrawn) },
        PhotoTaken photo => state with { Visits = state.Visits with { Photos = [.. state.Visits.Photos, photo] } },
        LetterMailed { Template: CollateralRules.Notice } notice => Without(state, notice.Task) with
        {
            Collateral = state.Collateral.With(new CollateralStepTaken(CollateralStep.Noticed, BusinessTime.DayOf(at), notice.Contact, NextBy: notice.NextBy)),
        },
        LetterMailed mailed => Without(state, mailed.Task),
        LetterPosted posted => Without(state, posted.Task) with { Legal = state.Legal.With(posted) },
        LetterAnswered answered => state with { Legal = state.Legal.With(answered), Contacts = answered.Answer == LetterAnswer.Undeliverable ? state.Contacts : state.Contacts.Heard() },
        LimitationInterrupted interrupted => state with { Limitation = state.Limitation.With(interrupted.On, interrupted.Ground.ToString()) },
        LegalTagged tagged => state with { LegalTaggedAt = tagged.Ready ? at : null },
        PlacementOffered offered => state with { Agency = state.Agency.With(offered, BusinessTime.DayOf(at)) },
        PlacementLapsed lapsed => state with { Agency = state.Agency.With(lapsed) },
        PlacedWithAgency placed => state with { Agency = state.Agency.With(placed, at, state.Line, state.Version + 1), Approvals = state.Approvals.Used() },
        PlacementRecalled recalled => state with { Agency = state.Agency.With(recalled, BusinessTime.DayOf(at)) },
        GuaranteeStated stated => state with { Guarantees = state.Guarantees.With(stated) },
        GuaranteeClaimed claimed => state with { Guarantees = state.Guarantees.With(claimed) },
        GuaranteeReleased released => state with { Guarantees = state.Guarantees.With(released) },
        LimitationSuspended suspended => state with { Limitation = state.Limitation.With(suspended) },
        LimitationStated stated => state with { Limitation = state.Limitation with { Stated = stated } },
        DossierBuilt built => state with { Legal = state.Legal with { Dossier = built, LastDossier = built } },
        HandedOver => state with { Legal = state.Legal with { HandedOverAt = at } },
        HandoffAcknowledged acknowledged => state with { Legal = state.Legal.With(acknowledged) },
        ProceedingTaken taken => state with
        {
            Legal = state.Legal.With(taken),
            Limitation = ProceedingRules.Interrupts(taken.Step) ? state.Limitation.With(taken.On, taken.Step.ToString()) : state.Limitation,
        },
        DirectionGiven given => state with { Legal = state.Legal.With(given), Agency = state.Agency.With(given) },
        CollateralStepTaken taken => state with
        {
            Collateral = state.Collateral.With(taken),
            Approvals = taken.Approval is not null && state.Approvals.Granted?.Id == taken.Approval ? state.Approvals.Used() : state.Approvals,
        },
        EvidenceFiled filed => state with { WriteOff = state.WriteOff.With(filed) },
        WriteOffBooked booked => state with { WriteOff = state.WriteOff.With(booked), Approvals = state.Approvals.Used() },
        RecoveryRecorded recorded => state with { WriteOff = state.WriteOff.With(recorded) },
        RecoveryReversed reversed => state with { WriteOff = state.WriteOff.Without(reversed.Payment) },
        _ => PathFold.Apply(state, fact, at) ?? ComplaintProgress.Apply(state, fact) ?? throw new InvalidOperationException($"{fact.GetType().Name} is not folded: every kind of fact needs its place here."),
    };

    private static CaseState Noted(CaseState state, PartyNoted noted)
    {
        if (noted.News is PartyNews.WrongNumber or PartyNews.Stopped) return state;
        var others = state.StandIns.Where(known => known.Person != noted.Person).ToList();
        if (PartyRules.StandsIn(noted.Role)) return state with { StandIns = [.. others, new StandIn(noted.Person, noted.Role)], Contacts = others.Count == state.StandIns.Count ? state.Contacts : state.Contacts.Freed() };
        return others.Count == state.StandIns.Count ? state : state with { StandIns = others, Contacts = state.Contacts.Freed() };
    }

    private static int DaysPastDue(CaseState state, DateTimeOffset at) => state.Balance.DaysPastDueOn(BusinessTime.DayOf(at));

    private static bool IsReview(TaskClosed closed) => closed.Id.StartsWith("review", StringComparison.Ordinal);

    private static CaseState Claimed(CaseState state, string id, TaskClaim? claim) =>
        state with { Tasks = [.. state.Tasks.Select(task => task.Id == id ? task with { Claim = claim } : task)] };

    /// <summary>A task has another time to be done by.</summary>
    private static CaseState Due(CaseState state, string? task, DateTimeOffset due) =>
        task is null ? state : state with { Tasks = [.. state.Tasks.Select(open => open.Id == task ? open with { Due = due, Escalated = false } : open)] };

    private static CaseState Without(CaseState state, string? task) =>
        task is null ? state : state with { Tasks = [.. state.Tasks.Where(open => open.Id != task)] };
}
