using System.Globalization;
using System.Text.Json;
using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Risk.Reviews;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.SelfAudit;
using Collections.Functions.Workbench;

namespace Collections.Functions.Tests.Cases;

/// <summary>A case that lives day by day: the bank's files, payments, the debtor and people do what chance says, and the case decides. The same seed lives the same life.</summary>
internal class LivedCase
{
    private static readonly IReadOnlyList<Caller> Visitors = [new("sun", [Roles.Field], Roles.Field), new("qian", [Roles.Field], Roles.Field)];

    private static readonly Agency North = new() { Id = "north", Names = new Dictionary<string, string> { ["zh-CN"] = "北方" }, FeeShare = 0.2m, TermDays = 20, NoticeDays = 5 };

    private static readonly Agency South = North with { Id = "south" };

    private protected readonly Random chance;

    private protected readonly IStrategyBook book;

    private readonly CaseRules rules;

    private readonly Audited audited;

    private readonly List<Fact> facts = [];

    private readonly int overdue;

    private protected CaseState state;

    private protected DateOnly today;

    private int payments;

    private bool silent;

    /// <param name="strategies">That the case goes by; null: those that ship, and no others come.</param>
    public LivedCase(int seed, DateOnly? first = null, IStrategyBook? strategies = null)
    {
        chance = new Random(seed);
        book = strategies ?? StrategyCatalog.Shipped;
        rules = strategies is null ? Given.Rules : new CaseRules(strategies, WorkingCalendar.China);
        today = first ?? new DateOnly(2026, 1, 5);
        overdue = chance.Next(3) switch { 0 => 900, 1 => 12_000, _ => 60_000 };
        var opened = Given.Opening(chance.Next(1, 60), overdue, chance.Next(2) == 0 ? Product.CreditCard : Product.ConsumerLoan) with
        {
            Position = Given.Position(chance.Next(1, 60), overdue, today.AddDays(-1)),
            Risk = new RiskInputs { CreditScore = chance.Next(500, 800), DelinquenciesIn12Months = chance.Next(0, 7), DebtServiceRatio = chance.Next(2) == 0 ? 0.9m : null },
        };
        if (chance.Next(2) == 0) opened = opened with { Pledge = new Pledge((CollateralKind)chance.Next(3), Given.Cny(overdue), "asset") };
        state = ((CaseState?)null).Evolve(new StoredFact(1, At(6), "system", "open", opened));
        audited = new Audited(opened, At(6)) { Strategies = book };
        facts.Add(opened);
        silent = Often(40);
        if (Often(5)) Do(At(6), new PlanTakenOver("plan-before", today.AddDays(-20), today.AddDays(-1), [new Instalment(1, today.AddDays(10), Given.Cny(overdue / 2)), new Instalment(2, today.AddDays(40), Given.Cny(overdue / 2))], "going-live"));
    }

    public IReadOnlyList<Fact> Facts => facts;

    public CaseState State => state;

    /// <summary>The state as a process finds it that has the stored facts and nothing else.</summary>
    public CaseState Refolded() =>
        audited.Stream().Rows.Aggregate((CaseState?)null, (known, row) => known.Evolve(JsonSerializer.Deserialize<StoredFact>(row.Body, CollectionsJson.Options)!))!;

    /// <summary>What is wrong, in words; null while all is well.</summary>
    public string? Wrong { get; private protected set; }

    public void Live(int days)
    {
        for (var day = 0; day < days && Wrong is null; day++, today = today.AddDays(1))
        {
            Outside();
            Settle(At(9));
            Settle(At(12, 30));
            if (WorkingCalendar.China.IsWorkingDay(today)) People(At(15));
            Besides(At(15, 30));
            Settle(At(16));
            Settle(At(18));
        }
    }

    /// <summary>What the auditor finds, but for contacts: their rows stand in the debtor's partition.</summary>
    public IReadOnlyList<Violation> Violations() => [.. audited.Judge().Where(violation => violation.Rule != "contact-unjudged")];

    private protected bool Often(int percent) => chance.Next(100) < percent;

    private protected DateTimeOffset At(int hour, int minute = 0) => BusinessTime.At(today, new TimeOnly(hour, minute));

    private protected void Do(DateTimeOffset at, params IEnumerable<Fact> happened) => Do(at, happened, "system");

    /// <summary>Tells the case what has happened.</summary>
    private protected virtual void Do(DateTimeOffset at, IEnumerable<Fact> happened, string by)
    {
        foreach (var fact in rules.Pinned(state, [.. happened]))
        {
            if (fact is ContactPlanned { Purpose: Purpose.Collection } && ContactStops.Reason(state, book.Get(state.Strategy), Purpose.Collection, WorkingCalendar.China, at) is { } stop)
                Wrong ??= $"{today}: a collection message was planned although {stop}";
            state = state.After(fact, at);
            audited.By(by, at, fact);
            facts.Add(fact);
        }
    }

    /// <summary>The bank and the debtor, before anybody is at work.</summary>
    private void Outside()
    {
        var at = At(7);
        var (dpd, owed) = (state.Balance.DaysPastDueOn(today.AddDays(-1)), state.Balance.Position.Overdue);
        if (!state.IsOpen)
        {
            if (state.Closed == ClosingReason.PresumedCured && Often(20)) Do(at, new BalanceUpdated(Given.Position(dpd, overdue, today.AddDays(-1)), state.RiskInputs, ["returned"], "file"), new CaseReopened("returned-in-snapshot"));
            else if (state.Closed == ClosingReason.WrittenOff && Often(3)) Recover(at);
            else if (state.Closed is ClosingReason.Cured or ClosingReason.PaidOff && state.Balance.Payments is [.., var last] && Often(10)) Do(at, new PaymentReversed(last.Id, "bus"));
            return;
        }

        if (Often(2) && Often(30)) Do(at, new AbsentFromSnapshot(today.AddDays(-1), "file"));
        else if (state.Balance.AbsentSince is not null && Often(40)) Do(at, new AbsentFromSnapshot(today.AddDays(-1), "file"));
        else if (today.DayOfWeek == DayOfWeek.Monday) Do(at, new BalanceUpdated(Given.Position(dpd, state.Overdue.Amount, today.AddDays(-1)), state.RiskInputs, [], "file"));
        if (state.Paths.Lost is not null && Often(2)) Do(at, new OutsideChanged(OutsideChange.Phone, today, "file"));
        if (state.Balance.Payments is [.., var payment] && Often(1)) Do(at, new PaymentReversed(payment.Id, "bus"));
        if (state.Collateral.Sale is { Proceeds.ToDebt: { IsPositive: true } price } sale && !state.Collateral.Has(CollateralStep.Reconciled) && Often(30))
            Do(at, new PaymentReceived(string.Create(CultureInfo.InvariantCulture, $"p{++payments}"), price, today.AddDays(-1) < sale.On ? sale.On : today.AddDays(-1), "transfer", "bus"));
        else if (Pays(owed.Amount) is { } amount) Do(at, new PaymentReceived(string.Create(CultureInfo.InvariantCulture, $"p{++payments}"), Given.Cny(amount), today.AddDays(-1), "transfer", "bus"));
        if (Often(1) && Often(8)) Do(at, new CaseClosed((ClosingReason)chance.Next((int)ClosingReason.JudicialEnd, (int)ClosingReason.ClosedByBank + 1), "exits", today));
    }

    /// <summary>A payment on what is written off, or one that is taken back.</summary>
    private void Recover(DateTimeOffset at)
    {
        Fact news = state.WriteOff.Recoveries is [.., var last] && Often(30)
            ? new PaymentReversed(last.Payment, "bus")
            : new PaymentReceived(string.Create(CultureInfo.InvariantCulture, $"p{++payments}"), Given.Cny(10), today.AddDays(-1), "transfer", "bus");
        Do(at, NewsRules.Facts(rules.View(state, at), news)!);
    }

    /// <summary>Who has a plan or a promise pays by it more often than not.</summary>
    private decimal? Pays(decimal owed)
    {
        if (state.Plans.Open is { } plan && PlanRules.Next(state, plan) is { } next && next.Due <= today.AddDays(chance.Next(-6, 1)))
            return Often(silent ? 20 : 60) ? Often(10) ? next.Amount.Amount * 2 : next.Amount.Amount : null;
        if (state.Promises.Open is { } promise && promise.Due == today) return Often(silent ? 20 : 60) ? promise.Amount.Amount : null;
        return Often(1) && !silent ? Often(50) ? owed : decimal.Round(owed / 7, 2) : null;
    }

    /// <summary>Lets the case decide and act until it waits or ends.</summary>
    private protected virtual void Settle(DateTimeOffset now)
    {
        for (var step = 0; step < 80; step++)
        {
            switch (rules.Decide(state, now, today.AddDays(-1)))
            {
                case Functions.Cases.Record record: Do(now, record.Facts); break;
                case SendContact send: Send(now, send.Contact); break;
                case CheckReach: Reach(now); break;
                case BuildDossier: Do(now, new DossierBuilt("dossier.zip", "hash", state.Version)); break;
                case HandOver: Do(now, new HandedOver("m", "dossier.zip", "hash")); break;
                case Wait wait:
                    if (wait.Until <= now || wait.Because.Length == 0 || wait.Until > now.AddDays(31)) Wrong ??= $"{today}: waits until {wait.Until} because '{wait.Because}'";
                    return;
                case Done:
                    if (state.IsOpen) Wrong ??= $"{today}: is done, and open";
                    return;
                default:
                    Wrong ??= "takes a step that nobody knows";
                    return;
            }
        }

        Wrong ??= $"{today}: answers itself for ever: {string.Join(", ", facts.TakeLast(4))}";
    }

    /// <summary>As the sender does: looked at again, and given up when the case says so.</summary>
    private void Send(DateTimeOffset now, string contact)
    {
        var open = state.Contacts.Open!;
        if (!open.Started && ContactStops.Reason(state, book.Get(state.Strategy), open, WorkingCalendar.China, now) is { } stop)
        {
            Do(now, new ContactCompleted(contact, SendOutcome.Released, Because: stop));
            return;
        }

        if (Often(3)) Do(now, new ContactForbidden(contact, ContactGate.InvalidPhone));
        else Do(now, new SendStarted(contact), new ContactCompleted(contact, Often(1) ? SendOutcome.Failed : SendOutcome.Sent, "m"));
        if (state.Contacts.Open is null && Often(70)) Do(now, new DeliveryReported(contact, Delivered: true));
    }

    /// <summary>What comes without anybody's work: reasons to stop for a time, words that close a channel, steps that fail.</summary>
    private protected virtual void Besides(DateTimeOffset at)
    {
        if (!state.IsOpen || !Often(3)) return;
        switch (chance.Next(5))
        {
            case 0: Do(at, new SuspensionSet($"s{state.Version}", nameof(SuspensionKind.Dispute), WholeDebtor: false, at.AddDays(chance.Next(1, 20)), null)); break;
            case 1 when state.Suspensions.At(at) is { } open && !state.Paths.Hold(open.Id) && !state.Complaints.Hold(open.Id): Do(at, new SuspensionLifted(open.Id, null)); break;
            case 2 when !state.Contacts.IsClosed(Channel.Sms): Do(at, new ChannelOptedOut(Channel.Sms, Replies.ByReply)); break;
            case 3 when state.Contacts.IsClosed(Channel.Sms): Do(at, new ChannelReopened(Channel.Sms, Replies.ByReply, "text")); break;
            case 4 when state.FailedStep is null && state.Contacts.Open is null: Do(at, new StepFailed(nameof(CaseActivities.Advance), "Failure")); break;
            default: break;
        }
    }

    private void People(DateTimeOffset now)
    {
        foreach (var task in state.Tasks.ToList())
        {
            if (Often(50) && state.Tasks.Contains(task)) Work(now, task);
        }

        if (state.Approvals.Open is { } approval && Often(40)) Decide(now, approval);
        if (state is { Stage: Stage.LegalHandoff, Legal: { LetterAnswerBy: not null, HandedOverAt: null } } && Often(10)) Try(now, view => LetterAnswers.Take(view, Reply(), "note"));
        if (state.Legal is { HandedOverAt: not null, Accepted: null } && Often(20)) Try(now, view => HandoffCommands.Acknowledge(view.State, Often(80), "L-1", null));
        if (state.Legal.Direction == Direction.WriteOff || Often(2)) WriteOff(now);
        if (state.Collateral.Last?.Step == CollateralStep.Assessed && Often(8)) Try(now, view => CollateralCommands.Take(view, new CollateralReport(CollateralStep.Released, "K-1")));
        if (state.Collateral.Last?.Step == CollateralStep.Valued && Often(50)) Try(now, view => CollateralCommands.ProposeSale(view, Given.Cny(100), "cleo"));
        if (state.Plans.Offer is { } offer && Often(40))
            Try(now, view => Often(85) ? PlanCommands.Confirm(view, offer.Plan, ConfirmationMeans.Written, "paper") : PlanCommands.Decline(view.State, offer.Plan));
        if ((state.Agency.Offer is not null || state.Agency.Placed is not null) && Often(2)) Try(now, view => AgencyCommands.Recall(view, "person", "note"));
        if (Often(6)) Try(now, view => PlanCommands.Offer(view, Wish(), "ana", "note", lawful: null));
        if (Often(3)) Try(now, view => ApprovalCommands.Propose(view, (ApprovalSubject)chance.Next(3), "bea", null));
        if (Often(1) && Often(50)) Try(now, view => CircumstanceCommands.State(view, Told(), "ana", "note"));
        if (Often(1)) Try(now, view => ReviewCommands.Ask(view, new Caller("ana", [Roles.Collector], Roles.Collector), "note"));
        if (state.IsOpen && Often(3)) Special(now);
        if (state.IsOpen && Often(1) && Often(40)) Try(now, view => ComplaintCommands.Receive(view, string.Create(CultureInfo.InvariantCulture, $"k{state.Version}"), new ComplaintNotice(ComplaintWay.Phone, ComplainedOf(), "x", Often(30) ? "li" : null), "n"));
        if (state.IsOpen && Often(1)) Do(now, new ReplyReceived(Channel.Sms, "text"), new TaskOpened($"reply-{state.Version}", TaskKind.Reply, state.Line, now.AddDays(1), "reply"));
    }

    private LetterReply Reply()
    {
        var answer = (LetterAnswer)chance.Next(5);
        return new LetterReply(
            answer, "words", answer == LetterAnswer.Pays ? new Promise(Given.Cny(100), today.AddDays(3), "transfer") : null,
            answer == LetterAnswer.Undeliverable ? (UndeliveredLetter)chance.Next(2) : null);
    }

    /// <summary>Courts are slow; chance here is not, so that a year sees them through.</summary>
    private ProceedingReport CourtStep()
    {
        var next = ProceedingRules.After(state.Legal.Proceedings.Last?.Step);
        return new ProceedingReport(next[chance.Next(next.Count)], "C-1", Costs: Often(30) ? Given.Cny(120) : null);
    }

    private void WriteOff(DateTimeOffset now)
    {
        foreach (var kind in Enum.GetValues<EvidenceKind>().Where(_ => Often(40))) Try(now, view => WriteOffCommands.File(view, kind, "A-1"));
        Try(now, view => WriteOffCommands.Propose(view, (WriteOffGround)chance.Next(5), "cleo"));
    }

    private CollateralReport Disposal()
    {
        var next = CollateralRules.After(state.Collateral.Last?.Step).Where(step => step != CollateralStep.Noticed && (step != CollateralStep.Released || state.Collateral.Last?.Step is CollateralStep.Agreed or CollateralStep.CourtOrdered || Often(20))).ToList();
        var step = next.Count == 0 ? CollateralStep.Released : next[chance.Next(next.Count)];
        Money? amount = step switch
        {
            CollateralStep.Assessed or CollateralStep.Valued => Given.Cny(overdue),
            CollateralStep.Sold => state.Collateral.Sale?.Amount ?? Given.Cny(chance.Next(100, overdue * 5)),
            CollateralStep.Reconciled => state.Collateral.Sale!.Proceeds!.ToDebt,
            CollateralStep.SurplusPaid => state.Collateral.Sale!.Proceeds!.Surplus,
            _ => null,
        };
        return new CollateralReport(step, "K-1", Amount: amount, Costs: step == CollateralStep.Sold ? Given.Cny(chance.Next(0, 300)) : null);
    }

    private CircumstanceReport Told() => new(
        (OverdueReason)chance.Next((int)OverdueReason.Malicious + 1), Often(20) ? (EmploymentStatus)chance.Next(4) : null,
        Often(20) ? new MeansStatement(Given.Cny(chance.Next(0, 20_000)), Given.Cny(1_000), Given.Cny(chance.Next(0, 5_000))) : null);

    private PlanWish Wish() => new(
        (PlanKind)chance.Next(4), today.AddDays(chance.Next(1, 40)), chance.Next(1, 14), Amount: Given.Cny(chance.Next(20, Math.Max(40, overdue))),
        Means: new MeansStatement(Given.Cny(chance.Next(2_000, 30_000)), Given.Cny(1_000), Given.Cny(0)));

    private void Work(DateTimeOffset now, OpenTask task)
    {
        var contact = string.Create(CultureInfo.InvariantCulture, $"c{state.Version}");
        switch (task.Kind)
        {
            case TaskKind.Call:
                var outcome = silent || Often(50) ? CallOutcome.NoAnswer : Often(30) ? CallOutcome.RightPartyRefused : Often(50) ? CallOutcome.RightPartyPromise : CallOutcome.RightPartyNoResult;
                if (ContactStops.Reason(state, book.Get(state.Strategy), Purpose.Collection, WorkingCalendar.China, now, agency: state.Agency.Placed?.Agency) is not null) return;
                Do(now, new CallRecorded(contact, task.Id, now, outcome, 60));
                if (outcome == CallOutcome.RightPartyPromise) Try(now, view => PromiseCommands.Make(view, view.State.Overdue, today.AddDays(chance.Next(0, 7)), "transfer"));
                break;
            case TaskKind.Visit: Visit(now, contact); break;
            case TaskKind.Safety: Try(now, view => task.Because == VisitSafety.BrokenOff ? VisitCommands.Clear(view.State, "note") : TaskCommands.Finish(view.State, task.Id, new Caller("bo", [Roles.Supervisor], Roles.Supervisor))); break;
            case TaskKind.LawyersLetter: Do(now, new LetterPosted(contact, task.Id, today.AddDays(15))); break;
            case TaskKind.Letter: Do(now, new LetterMailed(contact, task.Id, Letters.TemplateOf(task))); break;
            case TaskKind.EstateLetter: Do(now, new LetterMailed(contact, task.Id, "estate-letter")); break;
            case TaskKind.ContactQuestion: Do(now, new CallRecorded(contact, null, now, CallOutcome.PassedOn, 20, null, Party.ThirdParty, "p")); break;
            case TaskKind.Search: Try(now, view => PathCommands.Search(view.State, "BankRecords", Often(20), null)); break;
            case TaskKind.Concern: Try(now, view => PathCommands.Seen(view.State, Often(30), null)); break;
            case TaskKind.DisputeAnswer: AnswerDispute(now); break;
            case TaskKind.Complaint: Complain(now, task); break;
            case TaskKind.Estate when state.Paths.Estate is { Answer: null }: Try(now, view => PathCommands.Answer(view, Often(50) ? EstateAnswer.NoEstate : EstateAnswer.Renounced, null, "n")); break;
            case TaskKind.Estate or TaskKind.Assessment or TaskKind.ClaimFiling or TaskKind.CareReview or TaskKind.Review or TaskKind.Reply or TaskKind.PlanCheck: Try(now, view => TaskCommands.Finish(view.State, task.Id, new Caller("bo", [Roles.Supervisor], Roles.Supervisor))); break;
            case TaskKind.Direction: Try(now, view => DirectionCommands.Give(view, (Direction)chance.Next(6), "note")); break;
            case TaskKind.Proceeding: Try(now, view => ProceedingCommands.Take(view, CourtStep())); break;
            case TaskKind.Collateral: Try(now, view => CollateralCommands.Take(view, Disposal())); break;
            case TaskKind.CollateralNotice: Do(now, new LetterMailed(contact, task.Id, CollateralRules.Notice, today.AddDays(15))); break;
            case TaskKind.Placement: Try(now, view => AgencyCommands.Propose(view, Often(50) ? North : South, "bea")); break;
            case TaskKind.UnknownSend: break;
            case TaskKind.RiskReview: Try(now, view => ReviewCommands.Decide(view.State, (RiskLevel)chance.Next(3), new Caller("bo", [Roles.Supervisor], Roles.Supervisor), "note")); break;
            default: throw new InvalidOperationException($"Nobody works on {task.Kind}.");
        }
    }

    /// <summary>Planned for now or for another day, called off, or made: now and then somebody forgets to say that he has left.</summary>
    private void Visit(DateTimeOffset now, string contact)
    {
        var plan = state.Visits.Plan;
        var order = new VisitOrder(now.AddDays(chance.Next(3)), ["sun", "qian"], Enum.GetValues<VisitPaper>(), Appointment: Often(50) ? "call-1" : null, Address: AddressProof.BranchRecord);
        if (plan is null || plan.Until < now) Try(now, view => VisitCommands.Plan(view, plan?.Visit, order, Often(10), DebtorZones.Of("310000")!, null));
        else if (Often(10)) Try(now, view => VisitCommands.CallOff(view, plan.Visit, CallOffReason.DebtorAsked, null));
        if (ContactStops.Reason(state, book.Get(state.Strategy), Purpose.Collection, WorkingCalendar.China, now) is not null) return;
        if (VisitCommands.WhyNotNow(state, book.Get(state.Strategy).FieldVisit.Visits, null, now) is not null) return;
        if (Start(now, contact) is not { } started) return;
        foreach (var visitor in Visitors) Try(now, view => VisitCommands.CheckIn(view, started, visitor), visitor.By);
        Try(now, view => VisitResults.Report(view, started, new VisitReport((VisitOutcome)chance.Next(7), null, RefusalReason.CannotPay, true), 2, now, null));
        foreach (var visitor in Visitors.Where(_ => Often(95))) Try(now, view => VisitCommands.CheckOut(view, started, visitor), visitor.By);
    }

    /// <summary>The gate lets the planned visit go.</summary>
    /// <returns>Its contact; null: it does not.</returns>
    private protected virtual string? Start(DateTimeOffset now, string contact)
    {
        Do(now, new VisitStarted(state.Visits.Plan!.Visit, contact));
        return contact;
    }

    private void Decide(DateTimeOffset now, ApprovalRequested approval)
    {
        foreach (var role in approval.Roles)
            Try(now, view => ApprovalCommands.Decide(view, approval.Id, Often(90), new Caller($"{role}-1", [role], role), role, null));
    }

    /// <summary>What people are told besides: each of the special paths begins now and then, and ends.</summary>
    private void Special(DateTimeOffset now)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"s{state.Version}");
        switch (chance.Next(14))
        {
            case 0 when Often(15): Try(now, view => PathCommands.Death(view.State, id, DeathSource.Relative, "n")); break;
            case 0 or 1: Try(now, view => PathCommands.TakeBack(view.State, "n")); break;
            case 2: Try(now, view => PathCommands.Answer(view, (EstateAnswer)chance.Next(3), null, "n")); break;
            case 3: Try(now, view => PathCommands.Answer(view, EstateAnswer.Accepted, Given.Cny(500), "n")); break;
            case 4: Try(now, view => PathCommands.Vulnerable(view.State, CareSource.Debtor, CareBasis.ExplicitConsent, "n")); break;
            case 5: Try(now, view => PathCommands.NoLongerVulnerable(view.State, "n")); break;
            case 6: Try(now, view => PathCommands.AllowEscalation(view.State, "n")); break;
            case 7: Try(now, view => PathCommands.Concern(view.State, id, "n")); break;
            case 8: Try(now, view => PathCommands.Dispute(view, id, (DisputeReason)chance.Next(6), "n")); break;
            case 9: Try(now, view => PathCommands.Claim(view, view.Today.AddDays(-chance.Next(3)), Often(20), null)); break;
            case 10 when Often(20): Try(now, view => PathCommands.Proceedings(view, id, (ProceedingsKind)chance.Next(2), null, "n")); break;
            case 11 when state.Paths.Proceedings is { } held: Try(now, view => PathCommands.EndProceedings(view.State, held.Noted.Suspension, (ProceedingsOutcome)chance.Next(3), "n")); break;
            case 12: Try(now, view => PathCommands.Lose(view.State, IsSomebodyAskable(), "n")); break;
            case 13: Try(now, view => PathCommands.Find(view.State, "n")); break;
            default: break;
        }
    }

    private protected virtual ComplaintScope ComplainedOf() => (ComplaintScope)chance.Next(3);

    /// <summary>The next step of a complaint.</summary>
    private void Complain(DateTimeOffset now, OpenTask task)
    {
        var open = state.Complaints.All.First(known => task.Id.StartsWith($"{known.Id}-", StringComparison.Ordinal));
        Try(now, view => open.Step switch
        {
            ComplaintStep.Received => ComplaintCommands.Register(view, open.Id, new ComplaintRegistration(ComplainedOf(), ComplaintCause.Other, "ma"), null, "wei"),
            ComplaintStep.Registered => ComplaintCommands.Investigate(view, open.Id, "ma", "n"),
            ComplaintStep.Investigated => ComplaintCommands.Decide(view, open.Id, new ComplaintDecision(ComplaintOutcome.Rejected, "x"), "wei", "n"),
            ComplaintStep.Decided => ComplaintCommands.Answer(view, open.Id, ComplaintWay.Letter, "wei", "n"),
            ComplaintStep.Answered => ComplaintCommands.Archive(view, open.Id, "C-1", "wei"),
            _ => [],
        });
    }

    private void AnswerDispute(DateTimeOffset now)
    {
        if (state.Paths.Dispute is not { } dispute) return;
        var outcome = (DisputeOutcome)chance.Next(3);
        Try(now, view => PathCommands.AnswerDispute(view, dispute.Dispute, outcome, outcome == DisputeOutcome.Rejected ? DisputeFinding.ContractStands : DisputeFinding.BeingCorrected, "n"));
    }

    /// <summary>Whether a third party has agreed to be asked.</summary>
    private protected virtual bool IsSomebodyAskable() => Often(50);

    /// <summary>As the activity does: what is left of the contact points stands in the debtor's partition.</summary>
    private protected void Reach(DateTimeOffset now)
    {
        var isReachable = Often(80);
        Do(now, (isReachable, state.Paths.Lost) switch
        {
            (false, null) => new DebtorLost("no-contact-point", IsSomebodyAskable(), null),
            (true, { Because: "no-contact-point" }) => new DebtorFound("contact-point", null),
            _ => new ReachChecked(isReachable),
        });
    }

    /// <summary>What is refused has no effect.</summary>
    private protected void Try(DateTimeOffset now, Func<CaseView, IReadOnlyList<Fact>> command, string by = "system")
    {
        try
        {
            Do(now, command(rules.View(state, now, today.AddDays(-1))), by);
        }
        catch (RefusedException)
        {
            // Not now.
        }
    }
}
