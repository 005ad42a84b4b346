using System.Text;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Each stream breaks one rule, and the auditor says which; the clean one breaks none.</summary>
public class SelfAuditTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void A_lawful_life_through_all_stages_has_nothing_to_report()
    {
        Assert.Empty(Lawful().Judge());
    }

    [Theory]
    [InlineData(0, 8, 30, "bank-cn/working-hours")]
    [InlineData(0, 20, 31, "bank-cn/working-hours")]
    [InlineData(5, 12, 0, "bank-cn/working-hours")]
    [InlineData(33, 12, 0, "bank-cn/working-hours")]
    [InlineData(0, 22, 30, "cn-national/night")]
    public void A_message_outside_its_window(int day, int hour, int minute, string rule)
    {
        var audited = Negotiating().Message(At(day, hour, minute), "m1");
        Assert.Contains(audited.Judge(), violation => violation.Rule == rule);
    }

    [Fact]
    public void A_call_over_noon_in_the_reminder_stage() =>
        Only("bank-cn/reminder-calls", new Audited(Given.Opening(daysPastDue: 10)).Call(At(0, 12, 30), "c1"));

    [Fact]
    public void A_second_message_on_a_day_on_another_account()
    {
        var other = new Audited(Given.Opening(daysPastDue: 70) with { Key = new CaseKey("1123456789abcdef0123456789abcdef"), Account = new AccountKey("a1") });
        other.Then(Given.Start, new StageEntered(Stage.Negotiation, "days-past-due"));
        other.Message(At(0, 15), "m2");
        var found = Assert.Single(Negotiating().Message(At(0, 10), "m1").Judge(other));
        Assert.Equal(("bank-cn/sms-a-day", other.Opened.Key), (found.Rule, found.Case));
    }

    [Fact]
    public void A_fourth_message_in_a_week() =>
        Only("bank-cn/sms-a-week", Negotiating().Message(At(0, 10), "m1").Message(At(1, 10), "m2").Message(At(2, 10), "m3").Message(At(3, 10), "m4"));

    [Fact]
    public void A_call_too_soon_after_another() =>
        Only("bank-cn/between-calls", Negotiating().Call(At(0, 10), "c1").Call(At(0, 11, 59), "c2"));

    [Fact]
    public void A_call_after_a_conversation_on_the_same_day() =>
        Only("bank-cn/conversations-a-day", Negotiating().Call(At(0, 10), "c1", CallOutcome.RightPartyNoResult).Call(At(0, 15), "c2"));

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(7, false)]
    public void A_call_without_rest_after_three_working_days_in_a_row(int day, bool broken)
    {
        var audited = Negotiating().Call(At(0, 10), "c1").Call(At(1, 10), "c2").Call(At(2, 10), "c3").Call(At(day, 10), "c4");
        if (broken) Only("bank-cn/rest-from-calls", audited);
        else Assert.Empty(audited.Judge());
    }

    [Fact]
    public void A_second_visit_within_fourteen_days()
    {
        var audited = Visiting();
        Visit(audited, At(4, 10), "v1", "a", "b");
        Assert.Empty(audited.Judge());
        audited.Beside(audited.Record("v2", Channel.Visit, At(11, 10), ContactState.Reserved));
        Only("bank-cn/visits-in-14-days", audited);
    }

    [Fact]
    public void A_message_after_the_case_was_closed() =>
        Only("contact-after-stop", Negotiating().Then(At(0, 9), new CaseClosed(ClosingReason.Cured)).Message(At(0, 10), "m1"));

    [Fact]
    public void A_message_after_everything_was_paid() =>
        Only("contact-after-stop", Negotiating().Then(At(0, 9), new PaymentReceived("p1", Given.Cny(20_000), Monday, "transfer", "bus")).Message(At(0, 10), "m1"));

    [Fact]
    public void A_message_after_a_payment_that_the_snapshot_already_holds_is_lawful() =>
        Assert.Empty(Negotiating().Then(At(0, 9), new PaymentReceived("p1", Given.Cny(20_000), Monday.AddDays(-1), "transfer", "bus")).Message(At(0, 10), "m1").Judge());

    [Fact]
    public void A_message_while_the_account_is_missing_from_the_snapshot() =>
        Only("contact-after-stop", Negotiating().Then(At(0, 9), new AbsentFromSnapshot(Monday, "i")).Message(At(0, 10), "m1"));

    [Fact]
    public void A_message_on_a_balance_that_is_too_old() =>
        Only("contact-after-stop", Negotiating(Given.Opening(daysPastDue: 70, maxAgeDays: 1)).Message(At(1, 10), "m1"));

    [Fact]
    public void A_call_under_a_suspension_that_another_case_of_the_debtor_tells_of()
    {
        var other = new Audited(Given.Opening(daysPastDue: 70) with { Key = new CaseKey("fedcba9876543210fedcba9876543210"), Account = new AccountKey("other") })
            .Then(At(0, 9), new SuspensionSet("s1", "Dispute", WholeDebtor: true, null, null)).Then(At(2, 9), new SuspensionLifted("s1", null));
        Assert.Equal("bank-cn/suspended", Assert.Single(Negotiating().Call(At(0, 10), "c1").Judge(other)).Rule);
        Assert.Empty(Negotiating().Call(At(2, 10), "c1").Judge(other));
    }

    [Fact]
    public void A_call_under_a_suspension_of_another_account_is_not_wrong_and_under_one_whose_kind_is_not_told_it_is()
    {
        var other = new Audited(Given.Opening(daysPastDue: 70) with { Key = new CaseKey("fedcba9876543210fedcba9876543210"), Account = new AccountKey("other") })
            .Then(At(0, 9), new SuspensionSet("s1", "Dispute", WholeDebtor: false, null, null));
        Assert.Empty(Negotiating().Call(At(0, 10), "c1").Judge(other));
        other.Then(At(1, 9), new SuspensionSet("s2", "Personal", WholeDebtor: true, null, null));
        Assert.Equal(ContactGate.Suspended, Assert.Single(Negotiating().Call(At(1, 10), "c1").Judge(other)).Rule);
    }

    [Fact]
    public void A_third_party_who_is_asked_without_need_and_again()
    {
        var audited = Negotiating().Call(At(0, 10), "c1").Call(At(1, 10), "c2").Call(At(2, 10), "c3");
        Ask(audited, At(7, 10), "t1");
        Assert.Empty(audited.Judge());
        Ask(audited, At(8, 15), "t2");
        Only("cn-national/third-party", audited);

        var early = Negotiating().Call(At(0, 10), "c1");
        Ask(early, At(1, 10), "t1");
        Only("cn-national/third-party", early);

        static void Ask(Audited audited, DateTimeOffset at, string id) => audited
            .Then(at, new CallRecorded(id, null, at, CallOutcome.ThirdParty, 30))
            .Beside(audited.Record(id, Channel.Call, at, ContactState.Reported, Purpose.Service) with { Party = Party.ThirdParty, Person = "e1" });
    }

    [Fact]
    public void A_call_while_a_promise_is_waited_for() =>
        Only("contact-after-stop", Negotiating().Then(At(0, 9), Promise(days: 3)).Call(At(1, 10), "c1"));

    [Fact]
    public void A_message_that_its_provider_put_off_may_start_again_and_may_not_have_left()
    {
        Audited PutOff(ContactState state)
        {
            var audited = Negotiating().Then(
                At(0, 10), new ContactPlanned("m1", Channel.Sms, Purpose.Collection, Party.Debtor, "reminder-7", "negotiation-a"), new SendStarted("m1"),
                new ContactDeferred("m1", At(1, 9), ContactSender.Throttled));
            return audited.Beside(audited.Record("m1", Channel.Sms, At(0, 10), state)).Message(At(1, 10), "m2", "reminder-7");
        }

        Assert.Empty(PutOff(ContactState.Released).Judge());
        Only("sent-after-release", PutOff(ContactState.Sent));
    }

    [Fact]
    public void The_same_rung_sent_twice() =>
        Only("sent-twice", Negotiating().Message(At(0, 10), "m1", "reminder-7").Message(At(1, 10), "m2", "reminder-7"));

    [Fact]
    public void A_rung_that_was_given_up_may_be_sent_again()
    {
        var audited = Negotiating().Then(
            At(0, 10), new ContactPlanned("m1", Channel.Sms, Purpose.Collection, Party.Debtor, "reminder-7", "t"), new SendStarted("m1"),
            new ContactCompleted("m1", SendOutcome.Released));
        audited.Beside(audited.Record("m1", Channel.Sms, At(0, 10), ContactState.Released));
        Assert.Empty(audited.Message(At(1, 10), "m2", "reminder-7").Judge());
    }

    [Fact]
    public void A_message_that_its_case_gave_up() =>
        Only("sent-after-release", Negotiating().Message(At(0, 10), "m1", outcome: SendOutcome.Released));

    [Fact]
    public void A_message_that_its_case_never_started()
    {
        var audited = Negotiating();
        Only("send-without-start", audited.Beside(audited.Record("m1", Channel.Sms, At(0, 10), ContactState.Sent)));
    }

    [Fact]
    public void A_call_without_a_verdict() =>
        Only("contact-unjudged", Negotiating().Then(At(0, 10), new CallRecorded("c1", null, At(0, 10), CallOutcome.NoAnswer, 0)));

    [Fact]
    public void A_call_that_was_refused_and_made_anyway()
    {
        var audited = Negotiating().Then(At(0, 10), new CallRecorded("c1", null, At(0, 10), CallOutcome.NoAnswer, 0));
        Only("contact-refused", audited.Beside(audited.Record("c1", Channel.Call, At(0, 10), ContactState.Deferred)));
    }

    [Fact]
    public void A_stage_that_was_skipped() =>
        Assert.Contains(new Audited().Then(Given.Start, new StageEntered(Stage.FieldVisit, "x")).Judge(), violation => violation.Rule == "stage-skipped");

    [Fact]
    public void A_stage_entered_too_early() =>
        Only("stage-too-early", new Audited(Given.Opening(daysPastDue: 29)).Then(Given.Start, new StageEntered(Stage.Negotiation, "x")));

    [Fact]
    public void Field_visits_that_nobody_approved() =>
        Only("stage-without-approval", Tried().Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x")));

    [Fact]
    public void An_approval_by_its_proposer()
    {
        var found = Tried().Then(At(2, 9), Ask(5, "ana"), new ApprovalDecided("a1", true, "ana", "supervisor")).Judge();
        Assert.Equal("approval", Assert.Single(found).Rule);
    }

    [Fact]
    public void Field_visits_on_facts_that_have_changed()
    {
        var audited = Tried();
        audited.Then(At(2, 9), Ask(2, "system"), new ApprovalDecided("a1", true, "bo", "supervisor"))
            .Then(At(2, 10), new PaymentReceived("p", Given.Cny(10), Monday, "transfer", "bus"))
            .Then(At(2, 11), new StageEntered(Stage.FieldVisit, "x", "a1"));
        Only("stage-without-approval", audited);
    }

    [Fact]
    public void Field_visits_without_a_delivered_reminder() =>
        Only("stage-without-reminder", Approved(Negotiating().Call(At(1, 10), "c1")).Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x", "a1")));

    [Fact]
    public void A_legal_handoff_approved_by_one_person_in_two_roles()
    {
        var found = AtLegal(lawyer: "bo").Judge();
        Assert.Equal(["approval", "stage-without-approval"], found.Select(violation => violation.Rule));
    }

    [Fact]
    public void A_visit_by_one()
    {
        var audited = Visiting();
        Visit(audited, At(4, 10), "v1", "a");
        Only("visitors", audited, "cn-national/visitors");
    }

    [Fact]
    public void A_visit_instead_of_which_a_waiver_was_approved()
    {
        var audited = Approved(Tried(), ApprovalSubject.VisitWaiver).Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x", "a1", VisitWaived: true));
        Visit(audited, At(4, 10), "v1", "a", "b");
        Only("visit-without-approval", audited);
    }

    [Fact]
    public void A_handoff_before_the_time_to_answer_is_over() =>
        Only("handoff-before-answer", AtLegal("li").Then(At(9, 10), new LetterPosted("l1", "t", Monday.AddDays(24)), new DossierBuilt("b", "s", 9), new HandedOver("m", "b", "s")), "contact-unjudged");

    [Fact]
    public void Parts_that_do_not_make_the_total() =>
        Only("parts-and-total", new Audited(Given.Opening() with { Position = Given.Position(5, 100) with { Fees = Given.Cny(1) } }));

    [Fact]
    public void A_fact_that_was_rewritten() => Only("chain", new Audited
    {
        Tamper = rows => [rows[0], rows[1] with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(rows[1].Body).Replace("bbb", "bba", StringComparison.Ordinal)) }],
    }.Then(At(0, 9), new LineChanged(Line.Second, "bbb")));

    [Fact]
    public void A_fact_that_cannot_be_read() => Only("unreadable", new Audited
    {
        Tamper = rows => [rows[0], rows[1] with { Body = "{"u8.ToArray() }],
    }.Then(At(0, 9), new LineChanged(Line.Second, "b")), "chain");

    [Fact]
    public void A_fact_that_was_taken_away() =>
        Only("chain", new Audited { Tamper = rows => [.. rows.Take(1)] }.Then(At(0, 9), new LineChanged(Line.Second, "b")));

    [Fact]
    public void A_fact_that_is_older_than_the_one_before() =>
        Only("time", new Audited().Then(At(1, 9), new LineChanged(Line.Second, "b")).Then(At(0, 9), new LineChanged(Line.First, "b")));

    [Fact]
    public void A_promise_too_far_ahead() => Only("promise-too-far", Negotiating().Then(At(0, 9), Promise(days: 8)));

    private static DateTimeOffset At(int day, int hour, int minute = 0) => BusinessTime.At(Monday.AddDays(day), new TimeOnly(hour, minute));

    private static PromiseMade Promise(int days) => new("promise-1", Given.Cny(100), Monday.AddDays(days), Monday, Monday.AddDays(days + 2), "transfer");

    private static Audited Negotiating(CaseOpened? opened = null) => new Audited(opened ?? Given.Opening(daysPastDue: 100, overdue: 20_000)).Then(Given.Start, new StageEntered(Stage.Negotiation, "days-past-due"));

    private static Audited Tried() => Negotiating().Message(At(0, 10), "m1").Call(At(1, 10), "c1");

    private static ApprovalRequested Ask(long basis, string proposer, ApprovalSubject subject = ApprovalSubject.FieldVisit, string id = "a1") =>
        new(id, subject, proposer, ApprovalRules.RolesFor(subject), At(9, 18), basis, Given.Cny(20_000), 100, "x");

    private static Audited Approved(Audited audited, ApprovalSubject subject = ApprovalSubject.FieldVisit) =>
        audited.Then(At(2, 9), Ask(2, "system", subject), new ApprovalDecided("a1", true, "bo", "supervisor"));

    private static Audited Visiting() => Approved(Tried()).Then(At(2, 10), new StageEntered(Stage.FieldVisit, "x", "a1"));

    private static void Visit(Audited audited, DateTimeOffset at, string id, params string[] visitors) =>
        audited.Then(at, new VisitReported(id, "t", at, visitors, VisitOutcome.Absent)).Beside(audited.Record(id, Channel.Visit, at, ContactState.Reported));

    private static Audited AtLegal(string lawyer)
    {
        var audited = Visiting();
        Visit(audited, At(4, 10), "v1", "a", "b");
        return audited
            .Then(At(7, 9), Ask(audited.Version, "system", ApprovalSubject.LegalHandoff, "a2"), new ApprovalDecided("a2", true, "bo", "supervisor"), new ApprovalDecided("a2", true, lawyer, "legal"))
            .Then(At(7, 10), new StageEntered(Stage.LegalHandoff, "x", "a2"));
    }

    private static Audited Lawful()
    {
        var audited = AtLegal("li").Then(At(8, 10), new LetterPosted("l1", "t", Monday.AddDays(23)));
        audited.Beside(audited.Record("l1", Channel.Letter, At(8, 10), ContactState.Reported, Purpose.LegalNotice));
        return audited.Then(At(24, 9), new DossierBuilt("b", "s", 20), new HandedOver("m", "b", "s")).Message(At(24, 10), "m9");
    }

    /// <summary>Exactly one violation, apart from those that the situation brings along.</summary>
    private static void Only(string rule, Audited audited, params string[] besides) =>
        Assert.Equal(rule, Assert.Single(audited.Judge(), violation => !besides.Contains(violation.Rule)).Rule);
}
