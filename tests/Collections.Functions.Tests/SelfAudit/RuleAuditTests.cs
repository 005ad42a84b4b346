using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using static Collections.Functions.Tests.SelfAudit.AuditedLives;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>Each contact breaks one rule of the pack in force, and the auditor says which. (R9.1)</summary>
public class RuleAuditTests
{
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

    /// <summary>How many go is the pack's to say; two or three where it says nothing. (R3.3)</summary>
    [Theory]
    [InlineData(1, 2, 1, false)]
    [InlineData(1, 2, 3, true)]
    [InlineData(2, 4, 4, false)]
    [InlineData(null, null, 1, true)]
    [InlineData(null, null, 3, false)]
    [InlineData(null, null, 4, true)]
    public void A_visit_by_more_or_fewer_than_the_pack_lets_go(int? least, int? most, int going, bool broken)
    {
        IReadOnlyList<PackRule> rules = least is null ? [] : [new VisitRule { Id = "v", Source = "test", Status = RuleStatus.House, Minimum = least.Value, Maximum = most!.Value }];
        var audited = new Audited { Pack = Contact.Ledgers.Pack(rules) };
        Visit(audited, At(4, 10), "v1", [.. Enumerable.Range(1, going).Select(visitor => $"person-{visitor}")]);
        Assert.Equal(broken, audited.Judge().Any(violation => violation.Rule == "visitors"));
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
        Only("bank-cn/visits-in-14-days", audited, ContactGate.VisitLimits);
    }

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
}
