using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>What a case does next, stage by stage.</summary>
public class CaseDecisionTests
{
    private static DateTimeOffset Noon(int month, int day) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(12, 30));

    [Theory]
    [InlineData(5, Stage.Reminder)]
    [InlineData(30, Stage.Reminder)]
    [InlineData(31, Stage.Negotiation)]
    [InlineData(217, Stage.Negotiation)]
    public void A_case_that_enters_late_starts_no_higher_than_negotiation(int daysPastDue, Stage stage)
    {
        // The day after the business date counts too.
        var (state, _, _) = Given.Case(Given.Opening(daysPastDue - 1)).Settle(Given.Start);
        Assert.Equal(stage, state.Stage);
    }

    [Fact]
    public void A_case_is_scored_before_its_first_contact()
    {
        var (state, _, recorded) = Given.Case(Given.Opening()).Settle(Noon(3, 2));
        Assert.NotNull(state.Risk);
        Assert.IsType<Functions.Risk.RiskScored>(recorded[0]);
    }

    [Fact]
    public void Rungs_that_were_missed_merge_into_the_latest()
    {
        var (state, step, _) = Given.Case(Given.Opening(daysPastDue: 21)).Settle(Noon(3, 2));
        Assert.IsType<SendContact>(step);
        Assert.Equal("reminder-22", state.Contacts.Open?.Rung);
    }

    [Theory]
    [InlineData(Product.CreditCard, 3, false)]
    [InlineData(Product.CreditCard, 4, true)]
    [InlineData(Product.ConsumerLoan, 1, true)]
    public void The_first_message_waits_for_the_products_grace(Product product, int daysPastDue, bool message)
    {
        var (_, step, _) = Given.Case(Given.Opening(daysPastDue - 1, product: product)).Settle(Noon(3, 2));
        Assert.Equal(message, step is SendContact);
    }

    [Fact]
    public void A_rung_is_not_planned_twice()
    {
        var (planned, _, _) = Given.Case(Given.Opening(daysPastDue: 6)).Settle(Noon(3, 2));
        var contact = planned.Contacts.Open!.Contact;
        var sent = planned.After(new SendStarted(contact), Noon(3, 2)).After(new ContactCompleted(contact, SendOutcome.Unknown), Noon(3, 2));
        var (_, step, _) = sent.Settle(Noon(3, 2));
        Assert.IsType<Wait>(step);
    }

    [Fact]
    public void A_deferred_message_is_planned_anew_at_the_time_the_gate_named()
    {
        var (planned, _, _) = Given.Case(Given.Opening(daysPastDue: 6)).Settle(Noon(3, 2));
        var until = Noon(3, 3);
        var deferred = planned.After(new ContactDeferred(planned.Contacts.Open!.Contact, until, "window"), Noon(3, 2));
        var (_, wait, _) = deferred.Settle(Noon(3, 2));
        Assert.Equal(until, Assert.IsType<Wait>(wait).Until);
        var (again, step, _) = deferred.Settle(until);
        Assert.IsType<SendContact>(step);
        Assert.NotEqual(planned.Contacts.Open!.Contact, again.Contacts.Open!.Contact);
    }

    [Theory]
    [InlineData(Stage.Reminder, 10)]
    [InlineData(Stage.Negotiation, 50)]
    public void Cure_closes_from_any_stage_at_once(Stage stage, int daysPastDue)
    {
        var (working, _, _) = Given.Case(Given.Opening(daysPastDue)).Settle(Noon(3, 2));
        Assert.Equal(stage, working.Stage);
        var paid = working.After(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"), Noon(3, 2));
        var (closed, _, _) = paid.Settle(Noon(3, 2));
        Assert.Equal(ClosingReason.Cured, closed.Closed);
    }

    [Fact]
    public void Paying_everything_is_payoff() => Assert.Equal(
        ClosingReason.PaidOff,
        Given.Case(Given.Opening(), (Given.Start, new PaymentReceived("p", Given.Cny(10_000), new DateOnly(2026, 3, 2), "transfer", "bus"))).Settle(Given.Start).State.Closed);

    [Fact]
    public void A_planned_message_of_a_closed_case_is_still_resolved()
    {
        var (planned, _, _) = Given.Case(Given.Opening(daysPastDue: 6)).Settle(Noon(3, 2));
        var paid = planned.After(new PaymentReceived("p", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"), Noon(3, 2));
        var (closed, step, _) = paid.Settle(Noon(3, 2));
        Assert.NotNull(closed.Closed);
        Assert.IsType<SendContact>(step);
        var (_, end, _) = closed.After(new ContactCompleted(closed.Contacts.Open!.Contact, SendOutcome.Released), Noon(3, 2)).Settle(Noon(3, 2));
        Assert.IsType<Done>(end);
    }

    [Fact]
    public void A_payment_before_the_snapshots_date_is_in_the_snapshot_already()
    {
        var state = Given.Case(Given.Opening(), (Given.Start, new PaymentReceived("p", Given.Cny(5_000), new DateOnly(2026, 3, 1), "transfer", "file")));
        Assert.Equal(Given.Cny(5_000), state.Overdue);
    }

    [Fact]
    public void A_reversed_payment_opens_the_case_again()
    {
        var (closed, _, _) = Given.Case(Given.Opening(), (Given.Start, new PaymentReceived("p", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"))).Settle(Given.Start);
        var (open, _, _) = closed.After(new PaymentReversed("p", "bus"), Noon(3, 3)).Settle(Noon(3, 3));
        Assert.True(open.IsOpen);
        Assert.Equal(Given.Cny(5_000), open.Overdue);
    }

    [Fact]
    public void Absence_stops_collection_and_a_second_one_presumes_cure()
    {
        var (state, _, _) = Given.Case(Given.Opening(60)).Settle(Noon(3, 2));
        state = state.After(new ContactCompleted(state.Contacts.Open!.Contact, SendOutcome.Sent), Noon(3, 2)).Settle(Noon(3, 2)).State;
        Assert.NotEmpty(state.Tasks);
        var (absent, step, _) = state.After(new AbsentFromSnapshot(new DateOnly(2026, 3, 31), "i2"), Noon(4, 1)).Settle(Noon(4, 1));
        Assert.Equal("absent-from-snapshot", Assert.IsType<Wait>(step).Because);
        Assert.DoesNotContain(absent.Tasks, task => task.Kind == TaskKind.Call);
        var (gone, _, _) = absent.After(new AbsentFromSnapshot(new DateOnly(2026, 4, 30), "i3"), Noon(5, 6)).Settle(Noon(5, 6));
        Assert.Equal(ClosingReason.PresumedCured, gone.Closed);
    }

    [Fact]
    public void A_balance_that_is_too_old_stops_collection()
    {
        var (_, step, _) = Given.Case(Given.Opening(60, maxAgeDays: 1)).Settle(Noon(3, 4));
        Assert.Equal("balance-too-old", Assert.IsType<Wait>(step).Because);
    }

    [Fact]
    public void An_amount_below_the_minimum_is_not_collected()
    {
        var (_, step, _) = Given.Case(Given.Opening(60, overdue: 9.99m)).Settle(Noon(3, 2));
        Assert.Equal("below-minimum", Assert.IsType<Wait>(step).Because);
    }

    [Fact]
    public void A_promise_is_waited_for_and_judged_only_when_the_payments_are_in()
    {
        var promise = new PromiseMade("p-1", Given.Cny(1_000), new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 10), "transfer");
        var (state, _, _) = Given.Case(Given.Opening(60)).Messaged(Noon(3, 2)).Settle(Noon(3, 2));
        state = state.After(promise, Noon(3, 2));
        Assert.Equal("promise", Assert.IsType<Wait>(state.Settle(Noon(3, 11)).Step).Because);
        Assert.Equal("promise", Assert.IsType<Wait>(state.Settle(Noon(3, 11), new DateOnly(2026, 3, 9)).Step).Because);
        var (judged, _, recorded) = state.Settle(Noon(3, 11), new DateOnly(2026, 3, 10));
        Assert.Equal(PromiseVerdict.Broken, Assert.Single(recorded.OfType<PromiseJudged>()).Verdict);
        Assert.Contains(judged.Tasks, task => task.Kind == TaskKind.Call);
        var paid = state.After(new PaymentReceived("x", Given.Cny(1_000), new DateOnly(2026, 3, 5), "transfer", "bus"), Noon(3, 5));
        Assert.Equal(PromiseVerdict.Kept, Assert.Single(paid.Settle(Noon(3, 11), new DateOnly(2026, 3, 10)).Recorded.OfType<PromiseJudged>()).Verdict);
    }

    [Fact]
    public void A_visit_needs_a_delivered_reminder_a_call_and_approval()
    {
        var (state, _, _) = Given.Case(Given.Opening(95, overdue: 20_000)).Settle(Noon(3, 2));
        Assert.Null(state.Approvals.Open);
        state = state.After(new ContactCompleted(state.Contacts.Open!.Contact, SendOutcome.Sent), Noon(3, 2));
        var (called, _, _) = state.Called(Noon(3, 2), CallOutcome.NoAnswer).Settle(Noon(3, 2));
        Assert.Null(called.Approvals.Open);
        var (asked, _, _) = called.After(new DeliveryReported("x", Delivered: true), Noon(3, 2)).Settle(Noon(3, 2));
        var open = asked.Approvals.Open!;
        Assert.Equal(ApprovalSubject.FieldVisit, open.Subject);
        Assert.Equal(Stage.Negotiation, asked.Stage);
        var (visiting, _, _) = asked.After(new ApprovalDecided(open.Id, true, "user:chief", "supervisor"), Noon(3, 3)).Settle(Noon(3, 3));
        Assert.Equal(Stage.FieldVisit, visiting.Stage);
        Assert.Contains(visiting.Tasks, task => task.Kind == TaskKind.Visit);
    }

    [Fact]
    public void An_approval_falls_when_the_facts_it_rests_on_change_but_not_with_accrual()
    {
        var asked = AskedForVisit();
        var accrued = asked.After(new BalanceUpdated(Given.Position(96, 20_010, new DateOnly(2026, 3, 2)), new RiskInputs(), [], "i"), Noon(3, 3)).Settle(Noon(3, 3)).State;
        Assert.NotNull(accrued.Approvals.Open);
        var paid = asked.After(new PaymentReceived("p", Given.Cny(100), new DateOnly(2026, 3, 3), "transfer", "bus"), Noon(3, 3)).Settle(Noon(3, 3));
        Assert.Equal(ApprovalLapsed.FactsChanged, Assert.Single(paid.Recorded.OfType<ApprovalLapsed>()).Because);
        Assert.NotEqual(asked.Approvals.Open!.Id, paid.State.Approvals.Open!.Id);
    }

    [Fact]
    public void An_approval_nobody_decides_lapses_and_is_asked_for_again_later()
    {
        var asked = AskedForVisit();
        var deadline = asked.Approvals.Open!.Deadline;
        var (lapsed, _, _) = asked.Settle(deadline);
        Assert.Null(lapsed.Approvals.Open);
        var quiet = lapsed.After(new ContactCompleted(lapsed.Contacts.Open!.Contact, SendOutcome.Sent), deadline);
        Assert.Null(quiet.Settle(deadline.AddDays(13)).State.Approvals.Open);
        Assert.NotNull(quiet.Settle(deadline.AddDays(15)).State.Approvals.Open);
    }

    [Fact]
    public void A_small_amount_waives_the_visit_with_approval()
    {
        var asked = Prepared(95, 5_000).Settle(Noon(3, 2)).State;
        Assert.Equal(ApprovalSubject.VisitWaiver, asked.Approvals.Open?.Subject);
        var (state, _, _) = asked.After(new ApprovalDecided(asked.Approvals.Open!.Id, true, "user:chief", "supervisor"), Noon(3, 3)).Settle(Noon(3, 3));
        Assert.Equal((Stage.FieldVisit, true), (state.Stage, state.VisitWaived));
        Assert.DoesNotContain(state.Tasks, task => task.Kind == TaskKind.Visit);
    }

    [Fact]
    public void Legal_handoff_needs_the_visit_two_approvers_the_letter_and_its_time()
    {
        var asked = AskedForVisit(daysPastDue: 200);
        var visiting = asked.After(new ApprovalDecided(asked.Approvals.Open!.Id, true, "user:chief", "supervisor"), Noon(3, 3)).Settle(Noon(3, 3)).State;
        Assert.Null(visiting.Approvals.Open);
        var task = visiting.Task(TaskKind.Visit)!;
        var visited = visiting.After(new VisitReported("v", task.Id, Noon(3, 4), ["f1", "f2"], VisitOutcome.Absent), Noon(3, 4)).Settle(Noon(3, 4)).State;
        var open = visited.Approvals.Open!;
        Assert.Equal(ApprovalSubject.LegalHandoff, open.Subject);
        var half = visited.After(new ApprovalDecided(open.Id, true, "user:chief", "supervisor"), Noon(3, 5)).Settle(Noon(3, 5)).State;
        Assert.Equal(Stage.FieldVisit, half.Stage);
        var legal = half.After(new ApprovalDecided(open.Id, true, "user:counsel", "legal"), Noon(3, 5)).Settle(Noon(3, 5)).State;
        Assert.Equal(Stage.LegalHandoff, legal.Stage);
        var letter = legal.Task(TaskKind.LawyersLetter)!;
        var posted = legal.After(new LetterPosted("l", letter.Id, new DateOnly(2026, 3, 21)), Noon(3, 6));
        Assert.IsType<Wait>(posted.Settle(Noon(3, 21)).Step);
        Assert.IsType<BuildDossier>(posted.Settle(Noon(3, 22)).Step);
        var built = posted.After(new DossierBuilt("b.zip", "00", 10), Noon(3, 22));
        Assert.IsType<HandOver>(built.Settle(Noon(3, 22)).Step);
    }

    [Fact]
    public void A_failed_step_becomes_a_persons_task_and_goes_on_when_it_is_done()
    {
        var state = Given.Case(Given.Opening()).Settle(Given.Start).State.After(new StepFailed("SendContact", "TimeoutException"), Given.Start);
        var (failed, step, _) = state.Settle(Given.Start);
        Assert.Equal("failed-step", Assert.IsType<Wait>(step).Because);
        var review = failed.Task(TaskKind.Review)!;
        Assert.NotEqual("failed-step", (failed.After(new TaskClosed(review.Id, "done"), Given.Start).Settle(Given.Start).Step as Wait)?.Because);
    }

    private static CaseState Prepared(int daysPastDue, decimal overdue) =>
        Given.Case(Given.Opening(daysPastDue, overdue)).Settle(Given.Start).State.Messaged(Noon(3, 2)).Called(Noon(3, 2), CallOutcome.NoAnswer);

    private static CaseState AskedForVisit(int daysPastDue = 95)
    {
        var asked = Prepared(daysPastDue, 20_000).Settle(Noon(3, 2)).State;
        Assert.Equal(ApprovalSubject.FieldVisit, asked.Approvals.Open?.Subject);
        return asked;
    }
}
