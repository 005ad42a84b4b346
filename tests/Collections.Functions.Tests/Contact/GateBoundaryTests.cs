using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using static Collections.Functions.Tests.Contact.Ledgers;

namespace Collections.Functions.Tests.Contact;

/// <summary>The rules of <c>bank-cn</c> to the second. Times are Shanghai's; 2026-03-02 is a Monday.</summary>
public class GateBoundaryTests
{
    [Theory]
    // Working days, nine to nine; messages leave half an hour before the end.
    [InlineData(Channel.Sms, "2026-03-02 08:59:59", "2026-03-02 09:00:00")]
    [InlineData(Channel.Sms, "2026-03-02 09:00:00", null)]
    [InlineData(Channel.Sms, "2026-03-02 20:29:59", null)]
    [InlineData(Channel.Sms, "2026-03-02 20:30:00", "2026-03-03 09:00:00")]
    [InlineData(Channel.Call, "2026-03-02 20:59:59", null)]
    [InlineData(Channel.Call, "2026-03-02 21:00:00", "2026-03-03 09:00:00")]
    [InlineData(Channel.Visit, "2026-03-02 21:00:00", "2026-03-03 09:00:00")]
    // A weekend; the Saturday before the spring festival is worked, the Sunday begins nine days off.
    [InlineData(Channel.Sms, "2026-03-06 20:30:00", "2026-03-09 09:00:00")]
    [InlineData(Channel.Sms, "2026-02-14 10:00:00", null)]
    [InlineData(Channel.Sms, "2026-02-14 20:30:00", "2026-02-24 09:00:00")]
    // New Year's three days off, then a Sunday that is worked.
    [InlineData(Channel.Sms, "2025-12-31 20:29:59", null)]
    [InlineData(Channel.Sms, "2025-12-31 20:30:00", "2026-01-04 09:00:00")]
    [InlineData(Channel.Sms, "2026-01-04 12:00:00", null)]
    // National day, and the make-up Saturday after it.
    [InlineData(Channel.Call, "2026-09-30 21:00:00", "2026-10-08 09:00:00")]
    [InlineData(Channel.Call, "2026-10-10 20:59:59", null)]
    [InlineData(Channel.Call, "2026-10-11 10:00:00", "2026-10-12 09:00:00")]
    public void Windows_open_and_close_to_the_second(Channel channel, string now, string? until) => Expect(until, DebtorLedger.Empty, Intend(channel), now);

    [Theory]
    [InlineData("2026-03-02 11:59:59", null)]
    [InlineData("2026-03-02 12:00:00", "2026-03-02 14:00:00")]
    [InlineData("2026-03-02 17:59:59", null)]
    [InlineData("2026-03-02 18:00:00", "2026-03-03 09:00:00")]
    public void Reminder_calls_keep_off_noon_and_evening(string now, string? until) =>
        Expect(until, DebtorLedger.Empty, Intend(Channel.Call, Stage.Reminder), now);

    [Theory]
    [InlineData("2026-03-02 15:00:00", "2026-03-03 09:00:00")]
    [InlineData("2026-03-03 09:00:00", null)]
    public void One_message_a_day_over_all_accounts(string now, string? until) =>
        Expect(until, Of(Entry(Channel.Sms, "2026-03-02 09:00:00", EntryResult.Sent, account: "other")), Intend(Channel.Sms), now);

    [Theory]
    [InlineData("2026-03-09 10:14:59", "2026-03-09 10:15:00")]
    [InlineData("2026-03-09 10:15:00", null)]
    public void Three_messages_in_seven_days_to_the_second(string now, string? until) => Expect(
        until,
        Of(Entry(Channel.Sms, "2026-03-02 10:15:00", EntryResult.Sent), Entry(Channel.Sms, "2026-03-04 11:00:00", EntryResult.Unknown), Entry(Channel.Sms, "2026-03-06 09:00:00", EntryResult.Pending)),
        Intend(Channel.Sms),
        now);

    [Fact]
    public void A_message_that_certainly_failed_reached_nobody_and_does_not_count() =>
        Expect(null, Of(Entry(Channel.Sms, "2026-03-02 09:00:00", EntryResult.Failed)), Intend(Channel.Sms), "2026-03-02 10:00:00");

    [Fact]
    public void A_service_message_is_no_collection() =>
        Expect(null, Of(Entry(Channel.Sms, "2026-03-02 09:00:00", EntryResult.Sent)), Intend(Channel.Sms, purpose: Purpose.Service), "2026-03-07 23:00:00");

    [Theory]
    [InlineData("2026-03-02 12:59:59", "2026-03-02 13:00:00")]
    [InlineData("2026-03-02 13:00:00", null)]
    public void Two_hours_between_calls(string now, string? until) => Expect(until, Of(Entry(Channel.Call, "2026-03-02 11:00:00")), Intend(Channel.Call, phone: "p2"), now);

    [Fact]
    public void A_fourth_call_to_one_number_waits_for_the_next_day_and_another_number_does_not()
    {
        var three = Of(Entry(Channel.Call, "2026-03-02 09:00:00"), Entry(Channel.Call, "2026-03-02 11:00:00"), Entry(Channel.Call, "2026-03-02 13:00:00"));
        Expect("2026-03-03 09:00:00", three, Intend(Channel.Call), "2026-03-02 15:00:00");
        Expect(null, three, Intend(Channel.Call, phone: "p2"), "2026-03-02 15:00:00");
        var five = three.With(Entry(Channel.Call, "2026-03-02 15:00:00", phone: "p2")).With(Entry(Channel.Call, "2026-03-02 17:00:00", phone: "p2"));
        Expect("2026-03-03 09:00:00", five, Intend(Channel.Call, phone: "p3"), "2026-03-02 19:00:00");
    }

    [Fact]
    public void One_conversation_a_day_and_an_open_call_may_still_become_one()
    {
        Expect("2026-03-03 09:00:00", Of(Entry(Channel.Call, "2026-03-02 09:00:00", EntryResult.Conversation)), Intend(Channel.Call), "2026-03-02 15:00:00");
        Expect("2026-03-03 09:00:00", Of(Entry(Channel.Call, "2026-03-02 09:00:00", EntryResult.Pending)), Intend(Channel.Call), "2026-03-02 15:00:00");
        Expect(null, Of(Entry(Channel.Call, "2026-03-02 09:00:00", EntryResult.Answered)), Intend(Channel.Call), "2026-03-02 15:00:00");
    }

    [Fact]
    public void Three_conversations_in_seven_days() => Expect(
        "2026-03-09 16:00:00",
        Of(Entry(Channel.Call, "2026-03-02 16:00:00", EntryResult.Conversation), Entry(Channel.Call, "2026-03-04 16:00:00", EntryResult.Conversation), Entry(Channel.Call, "2026-03-05 16:00:00", EntryResult.Conversation)),
        Intend(Channel.Call),
        "2026-03-06 10:00:00");

    [Theory]
    // Calls Monday to Wednesday: Thursday and Friday without, then the weekend.
    [InlineData("2026-03-04 18:00:00", null)]
    [InlineData("2026-03-05 09:00:00", "2026-03-09 09:00:00")]
    [InlineData("2026-03-06 20:59:59", "2026-03-09 09:00:00")]
    [InlineData("2026-03-09 09:00:00", null)]
    public void After_the_third_working_day_of_calls_two_without(string now, string? until) => Expect(
        until,
        Of(Entry(Channel.Call, "2026-03-02 10:00:00"), Entry(Channel.Call, "2026-03-03 10:00:00"), Entry(Channel.Call, "2026-03-04 10:00:00")),
        Intend(Channel.Call),
        now);

    [Fact]
    public void Days_in_a_row_are_working_days_so_the_holidays_between_do_not_rest_anybody() => Expect(
        "2026-02-26 09:00:00",
        Of(Entry(Channel.Call, "2026-02-12 10:00:00"), Entry(Channel.Call, "2026-02-13 10:00:00"), Entry(Channel.Call, "2026-02-14 10:00:00")),
        Intend(Channel.Call),
        "2026-02-24 09:00:00");

    [Fact]
    public void A_visit_in_fourteen_days_and_two_in_ninety()
    {
        var one = Of(Entry(Channel.Visit, "2026-03-02 10:00:00"));
        Expect("2026-03-16 10:00:00", one, Intend(Channel.Visit), "2026-03-16 09:59:59");
        Expect(null, one, Intend(Channel.Visit), "2026-03-16 10:00:00");
        Expect("2026-06-01 09:00:00", one.With(Entry(Channel.Visit, "2026-03-16 10:00:00")), Intend(Channel.Visit), "2026-04-15 10:00:00");
    }

    [Fact]
    public void A_year_without_calendar_makes_collection_wait_and_says_so()
    {
        var verdict = Judge(DebtorLedger.Empty, Intend(Channel.Sms), "2027-05-06 10:00:00");
        Assert.Equal((VerdictOutcome.Deferred, ContactGate.CalendarMissing), (verdict.Outcome, verdict.Rule));
        Assert.Equal(At("2027-05-07 10:00:00"), verdict.Until);
        Expect(null, DebtorLedger.Empty, Intend(Channel.Sms, purpose: Purpose.Service), "2027-05-06 10:00:00");
    }

    [Fact]
    public void What_no_waiting_mends_is_forbidden()
    {
        Forbidden(ContactGate.OptOut, DebtorLedger.Empty.WithOptOut(Channel.Sms), Intend(Channel.Sms));
        Forbidden(ContactGate.InvalidPhone, DebtorLedger.Empty.WithInvalidPhone("p1"), Intend(Channel.Call));
        Forbidden(ContactGate.InvalidPhone, DebtorLedger.Empty.WithInvalidPhone("p1"), Intend(Channel.Video));
        Forbidden(ContactGate.NoPhone, DebtorLedger.Empty, Intend(Channel.Call) with { Phone = null });
        Forbidden(ContactGate.ThirdParty, DebtorLedger.Empty, Intend(Channel.Call, party: Party.ThirdParty));
        Expect(null, DebtorLedger.Empty.WithOptOut(Channel.Sms), Intend(Channel.Call), "2026-03-02 10:00:00");
        Expect(null, DebtorLedger.Empty.WithOptOut(Channel.Sms), Intend(Channel.Sms, purpose: Purpose.Service), "2026-03-02 10:00:00");
    }

    [Fact]
    public void Two_possible_zones_are_judged_in_both()
    {
        var zones = DebtorZones.Named("Asia/Shanghai", "Asia/Tokyo");
        Expect("2026-03-02 09:00:00", DebtorLedger.Empty, Intend(Channel.Call, zones: zones), "2026-03-02 08:30:00");
        Expect(null, DebtorLedger.Empty, Intend(Channel.Call, zones: zones), "2026-03-02 19:59:59");
        Expect("2026-03-03 09:00:00", DebtorLedger.Empty, Intend(Channel.Call, zones: zones), "2026-03-02 20:00:00");
    }

    [Fact]
    public void A_verdict_tells_every_rule_that_binds_in_order()
    {
        var verdict = Judge(Of(Entry(Channel.Sms, "2026-03-06 09:00:00", EntryResult.Sent)), Intend(Channel.Sms), "2026-03-06 21:00:00");
        Assert.Equal(
            [
                "cn-national/night Passed", "cn-national/plan-kept Passed", "cn-national/proceedings Passed", "cn-national/bereavement Passed", "bank-cn/working-hours Closed",
                "bank-cn/sms-a-day Closed", "bank-cn/sms-a-week Passed", "bank-cn/suspended Passed",
            ],
            verdict.Reasons.Select(reason => $"{reason.Rule} {reason.Outcome}"));
        Assert.Equal(("bank-cn", "2026.2", BankCn.Hash, "bank-cn/working-hours"), (verdict.Pack, verdict.PackVersion, verdict.PackHash, verdict.Rule));
        Assert.Equal(At("2026-03-09 09:00:00"), verdict.Until);
    }

    private static ContactVerdict Judge(DebtorLedger ledger, IntendedContact intended, string now) =>
        ContactGate.Judge(BankCn, WorkingCalendar.China, ledger, intended, At(now));

    private static void Expect(string? until, DebtorLedger ledger, IntendedContact intended, string now)
    {
        var verdict = Judge(ledger, intended, now);
        Assert.Equal(until is null ? VerdictOutcome.Allowed : VerdictOutcome.Deferred, verdict.Outcome);
        Assert.Equal(until is null ? null : At(until), verdict.Until);
    }

    private static void Forbidden(string rule, DebtorLedger ledger, IntendedContact intended)
    {
        var verdict = Judge(ledger, intended, "2026-03-02 10:00:00");
        Assert.Equal((VerdictOutcome.Forbidden, rule), (verdict.Outcome, verdict.Rule));
    }

    /// <summary>A suspension holds for every case of the debtor, whatever kinds the law of the place knows. (R5.6)</summary>
    [Fact]
    public void A_suspension_that_no_rule_speaks_of_closes_collection_from_the_debtor_all_the_same()
    {
        var (law, now) = (Pack(), At("2026-03-02 10:00:00"));
        var until = now.AddDays(3);
        foreach (var kind in Enum.GetValues<SuspensionKind>().Except([SuspensionKind.Death, SuspensionKind.Care, SuspensionKind.Conduct]))
        {
            var ledger = DebtorLedger.Empty with { Suspensions = [new Suspension("s1", kind, now.AddDays(-1), until)] };
            var verdict = ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(Channel.Sms), now);
            Assert.Equal((VerdictOutcome.Deferred, ContactGate.Suspended, until), (verdict.Outcome, verdict.Rule, verdict.Until));
            Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(Channel.Sms), until).Outcome);
            Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(Channel.Sms, purpose: Purpose.Service), now).Outcome);
            var ofAnother = ledger with { Suspensions = [ledger.Suspensions[0] with { Account = new AccountKey("a2") }] };
            Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(law, WorkingCalendar.China, ofAnother, Intend(Channel.Sms), now).Outcome);
        }
    }

    /// <summary>While a complaint about people's conduct is looked into, people do not collect from the debtor; messages do. (R6.5)</summary>
    [Theory]
    [InlineData(Channel.Call, VerdictOutcome.Deferred)]
    [InlineData(Channel.Visit, VerdictOutcome.Deferred)]
    [InlineData(Channel.Sms, VerdictOutcome.Allowed)]
    [InlineData(Channel.Email, VerdictOutcome.Allowed)]
    public void A_complaint_about_conduct_pauses_people_and_no_message(Channel channel, VerdictOutcome outcome)
    {
        var (law, now) = (Pack(), At("2026-03-02 10:00:00"));
        var ledger = DebtorLedger.Empty with { Suspensions = [new Suspension("s1", SuspensionKind.Conduct, now.AddDays(-1), now.AddDays(3))] };
        Assert.Equal(outcome, ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(channel), now).Outcome);
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(channel, purpose: Purpose.Service), now).Outcome);
    }

    /// <summary>Nothing at all goes to who has died, or before a trained person has looked; others are not bound. (R3.6)</summary>
    [Theory]
    [InlineData(SuspensionKind.Death, ContactGate.Deceased)]
    [InlineData(SuspensionKind.Care, ContactGate.Care)]
    public void A_death_and_a_concern_close_every_purpose_to_the_debtor_alone(SuspensionKind kind, string rule)
    {
        var (law, now) = (Pack(), At("2026-03-02 10:00:00"));
        var ledger = DebtorLedger.Empty with { Suspensions = [new Suspension("s1", kind, now.AddDays(-1))] };
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            var verdict = ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(Channel.Sms, purpose: purpose), now);
            Assert.Equal((VerdictOutcome.Deferred, rule), (verdict.Outcome, verdict.Rule));
        }

        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(law, WorkingCalendar.China, ledger, Intend(Channel.Letter, party: Party.Heir, purpose: Purpose.LegalNotice), now).Outcome);
    }
}
