using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Tests.Cases;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Contacts after what stops them, sent twice, or otherwise than their rows and cases tell. (R9.2, R9.3)</summary>
public class ContactAuditTests
{
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
    public void A_call_while_a_promise_is_waited_for() =>
        Only("contact-after-stop", Negotiating().Then(At(0, 9), Promise(days: 3)).Call(At(1, 10), "c1"));

    [Fact]
    public void A_reservation_of_which_nobody_was_told_since_the_host_died_is_no_call()
    {
        var audited = Negotiating().Then(At(0, 9), Promise(days: 3));
        Assert.Empty(audited.Beside(audited.Record("c1", Channel.Call, At(1, 10), ContactState.Reserved)).Judge());
    }

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
    public void A_message_is_judged_when_it_left_however_long_after_its_start_that_was()
    {
        Audited Slow(DateTimeOffset left)
        {
            var audited = Negotiating().Then(At(0, 10), new ContactPlanned("m1", Channel.Sms, Purpose.Collection, Party.Debtor, "r", "t")).Then(At(0, 23), new SendStarted("m1"))
                .Then(left, new ContactCompleted("m1", SendOutcome.Sent, "m"));
            return audited.Beside(audited.Record("m1", Channel.Sms, At(0, 10), ContactState.Sent) with { CheckedAt = left });
        }

        Assert.Empty(Slow(At(1, 10)).Judge());
        Assert.Contains(Slow(At(1, 23)).Judge(), found => found.Rule == "cn-national/night");
    }

    [Fact]
    public void The_same_rung_sent_twice() =>
        Only("sent-twice", Negotiating().Message(At(0, 10), "m1", "reminder-7").Message(At(1, 10), "m2", "reminder-7"));

    [Fact]
    public void A_rung_whose_message_never_left_may_be_sent_again_unless_that_was_delivered_after_all()
    {
        var audited = Negotiating().Then(
            At(0, 10), new ContactPlanned("m1", Channel.Sms, Purpose.Collection, Party.Debtor, "reminder-7", "t"), new SendStarted("m1"),
            new ContactCompleted("m1", SendOutcome.Unknown), new UnknownSettled("m1", Left: false, null));
        audited.Beside(audited.Record("m1", Channel.Sms, At(0, 10), ContactState.Released) with { StoppedBy = "never-left" });
        Assert.Empty(audited.Message(At(1, 10), "m2", "reminder-7").Judge());
        Only("sent-twice", audited.Then(At(1, 11), new DeliveryReported("m1", true)));
    }

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
}
