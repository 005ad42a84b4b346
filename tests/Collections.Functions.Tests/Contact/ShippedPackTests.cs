using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Contact;

/// <summary>The packs that ship say what the sources say, in each market's own zones.</summary>
public sealed class ShippedPackTests
{
    public static TheoryData<string> Packs => [.. EmbeddedData.Names("packs").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    /// <summary>Where somebody is of whom nobody knows it, every place of the market counts. (R5.2)</summary>
    [Theory]
    [InlineData("us-reg-f", "2026-03-03T13:30:00Z", false)] // 8:30 in New York, 3:30 in Honolulu.
    [InlineData("us-reg-f", "2026-03-03T18:30:00Z", false)] // 8:30 in Honolulu, 7:30 in Pago Pago, 4:30 in Guam.
    [InlineData("us-reg-f", "2026-03-03T22:30:00Z", true)] // 18:30 in Puerto Rico, 8:30 in Guam.
    [InlineData("us-reg-f", "2026-03-04T01:30:00Z", false)] // 20:30 in New York, 21:30 in Puerto Rico.
    [InlineData("us-reg-f", "2026-03-03T02:30:00Z", false)] // 10:30 in Shanghai.
    [InlineData("uk-conc", "2026-03-03T02:30:00Z", false)]
    [InlineData("uk-conc", "2026-03-03T08:30:00Z", true)]
    [InlineData("in-rbi", "2026-03-03T02:30:00Z", true)]
    [InlineData("au-rg96", "2026-03-03T08:30:00Z", true)] // 19:30 in Sydney, 16:30 in Perth.
    [InlineData("au-rg96", "2026-03-02T22:00:00Z", false)] // 9:00 in Sydney, 6:00 in Perth.
    [InlineData("bank-cn", "2026-03-03T02:30:00Z", true)]
    public void A_region_that_is_not_known_is_anywhere_in_the_market(string pack, string at, bool allowed)
    {
        Assert.Null(DebtorZones.Of(""));
        Assert.Null(DebtorZones.Of("XX-7"));
        var law = PolicyCatalog.Shipped.Get(pack);
        var calendar = law.Calendar is { } market ? WorkingCalendar.Shipped(market) : WorkingCalendar.Weekends;
        var intended = Ledgers.Intend(Channel.Call) with { Zones = null };
        Assert.Equal(allowed, ContactGate.Judge(law, calendar, DebtorLedger.Empty, intended, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).Outcome == VerdictOutcome.Allowed);
    }

    [Theory]
    [InlineData("US-GU", "Pacific/Guam")]
    [InlineData("US-MP", "Pacific/Saipan")]
    [InlineData("US-AS", "Pacific/Pago_Pago")]
    [InlineData("440100", "Asia/Shanghai")]
    [InlineData("710000", "Asia/Taipei")]
    public void Regions_have_the_clocks_of_their_places(string region, string zone) => Assert.Equal([zone], DebtorZones.Of(region)!.All.Select(known => known.Id));

    [Fact]
    public void Figures_of_several_rules_are_the_strictest_of_each()
    {
        static ComplaintClockRule Clock(string id, int simple, int complex) => new() { Id = id, Source = "test", Status = RuleStatus.House, SimpleDays = simple, ComplexDays = complex };
        static VisitRule Visit(string id, int least, int most) => new() { Id = id, Source = "test", Status = RuleStatus.House, Minimum = least, Maximum = most };
        var pack = Ledgers.Pack(Clock("a", 10, 40), Clock("b", 15, 30), Visit("c", 1, 3), Visit("d", 2, 4));
        Assert.Equal((10, 30), (pack.ComplaintClock!.SimpleDays, pack.ComplaintClock.ComplexDays));
        Assert.Equal((2, 3), pack.Visitors);
        Assert.Equal((2, 3), Ledgers.Pack().Visitors);
    }

    [Fact]
    public void Easter_sundays_are_holidays_in_australia()
    {
        var calendar = WorkingCalendar.Shipped("au");
        foreach (var day in (string[])["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"]) Assert.Equal(DayClass.PublicHoliday, calendar.ClassOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Each_can_be_used_and_names_sources(string name)
    {
        var pack = PolicyCatalog.Shipped.Get(name);
        Assert.NotEmpty(pack.ContactRules);
        Assert.All(pack.Rules, rule => Assert.True(rule.Source.Length > 20 && rule.Id.Contains('/', StringComparison.Ordinal), rule.Id));
        Assert.Contains(pack.Rules, rule => rule is ThirdPartyRule);
        Assert.Contains(MessageElement.Identity, pack.ElementsFor(Channel.Sms, Purpose.Collection));
        if (pack.Calendar is { } market) Assert.True(WorkingCalendar.Shipped(market).Covers(2026));
    }

    [Theory]
    [InlineData("us-reg-f", "US-NY", "2026-07-01T11:59:59Z", false)]
    [InlineData("us-reg-f", "US-NY", "2026-07-01T12:00:00Z", true)]
    [InlineData("us-reg-f", "US-TN", "2026-07-01T12:30:00Z", false)]
    [InlineData("us-reg-f", "US-TN", "2026-07-01T13:00:00Z", true)]
    [InlineData("us-reg-f", "US", "2026-07-01T22:30:00Z", true)]
    [InlineData("us-reg-f", "US", "2026-07-01T17:59:59Z", false)]
    [InlineData("us-reg-f", "US-NY", "2026-07-04T12:00:00Z", true)]
    [InlineData("uk-conc", "GB", "2026-07-01T07:00:00Z", true)]
    [InlineData("uk-conc", "GB", "2026-01-07T07:59:59Z", false)]
    [InlineData("in-rbi", "IN", "2026-07-01T02:30:00Z", true)]
    [InlineData("in-rbi", "IN", "2026-07-01T13:30:00Z", false)]
    [InlineData("au-rg96", "AU-NSW", "2026-07-01T21:30:00Z", true)]
    [InlineData("au-rg96", "AU-NSW", "2026-07-03T22:59:59Z", false)]
    [InlineData("au-rg96", "AU-NSW", "2026-07-03T23:00:00Z", true)]
    [InlineData("au-rg96", "AU-NSW", "2026-01-26T02:00:00Z", false)]
    [InlineData("cn-national", "310000", "2026-02-17T03:00:00Z", true)]
    [InlineData("bank-cn", "310000", "2026-02-17T03:00:00Z", false)]
    [InlineData("bank-cn", "310000", "2026-02-14T03:00:00Z", true)]
    public void A_call_is_allowed_at_the_hours_of_the_place(string pack, string region, string at, bool allowed)
    {
        var law = PolicyCatalog.Shipped.Get(pack);
        var calendar = law.Calendar is { } market ? WorkingCalendar.Shipped(market) : WorkingCalendar.Weekends;
        var verdict = ContactGate.Judge(
            law, calendar, DebtorLedger.Empty, Ledgers.Intend(Channel.Call, zones: DebtorZones.Of(region)), DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(allowed, verdict.Outcome == VerdictOutcome.Allowed);
    }

    [Fact]
    public void The_eighth_call_of_a_week_is_presumed_to_harass_and_a_supervisor_may_set_that_aside()
    {
        var now = Ledgers.At("2026-03-09 12:00:00");
        var calls = Enumerable.Range(1, 7).Select(hours => new LedgerEntry($"c{hours}", now.AddHours(-20 * hours), Channel.Call, Purpose.Collection, new AccountKey("a1"), "p1", EntryResult.Unanswered));
        var ledger = calls.Reverse().Aggregate(DebtorLedger.Empty, (known, entry) => known.With(entry));
        var intended = Ledgers.Intend(Channel.Call);
        var pack = PolicyCatalog.Shipped.Get("us-reg-f");
        var verdict = ContactGate.Judge(pack, WorkingCalendar.Weekends, ledger, intended, now);
        Assert.Equal((VerdictOutcome.Deferred, "us-reg-f/seven-calls"), (verdict.Outcome, verdict.Rule));
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(pack, WorkingCalendar.Weekends, ledger, Ledgers.Intend(Channel.Call, account: "a2"), now).Outcome);
        var overridden = ContactGate.Judge(pack, WorkingCalendar.Weekends, ledger, intended with { Overrides = true }, now);
        Assert.Equal(VerdictOutcome.Allowed, overridden.Outcome);
        Assert.Contains(overridden.Reasons, reason => reason is { Rule: "us-reg-f/seven-calls", Outcome: RuleOutcome.Overridden });
    }

    [Fact]
    public void A_consent_to_other_hours_opens_the_night_until_it_ends_and_no_house_rule()
    {
        var consent = new HourConsent(Channel.Call, TimeSpanOfDay.Parse("22:00-23:00"), Ledgers.At("2026-03-04 22:30:00"), "call-1");
        var ledger = DebtorLedger.Empty with { Consents = [consent] };
        var national = PolicyCatalog.Shipped.Get("cn-national");
        Assert.Equal(VerdictOutcome.Allowed, At(national, "2026-03-02 22:59:59").Outcome);
        Assert.Equal(Ledgers.At("2026-03-03 08:00:00"), At(national, "2026-03-02 23:00:00").Until);
        Assert.Equal(VerdictOutcome.Allowed, At(national, "2026-03-04 22:29:59").Outcome);
        Assert.Equal(Ledgers.At("2026-03-05 08:00:00"), At(national, "2026-03-04 22:30:00").Until);
        Assert.Equal(Ledgers.At("2026-03-03 09:00:00"), At(Ledgers.BankCn, "2026-03-02 22:30:00").Until);

        ContactVerdict At(PolicyPack pack, string time) => ContactGate.Judge(pack, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Call), Ledgers.At(time));
    }

    [Fact]
    public void A_suspension_closes_its_purposes_until_it_ends()
    {
        var until = Ledgers.At("2026-03-10 10:00:00");
        var ledger = DebtorLedger.Empty with { Suspensions = [new Suspension("s1", SuspensionKind.Dispute, Ledgers.At("2026-03-01 00:00:00"), until, new AccountKey("a1"))] };
        var now = Ledgers.At("2026-03-02 10:00:00");
        Assert.Equal(until, ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Call), now).Until);
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Call, account: "a2"), now).Outcome);
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Call, purpose: Purpose.Service), now).Outcome);

        // Nobody knows when it ends: the contact is judged again after a day.
        var open = ledger with { Suspensions = [new Suspension("s2", SuspensionKind.Illness, now.AddDays(-1))] };
        Assert.Equal(now.AddDays(1), ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, open, Ledgers.Intend(Channel.Call), now).Until);
    }

    [Fact]
    public void A_third_party_is_asked_with_consent_after_three_days_of_tries_and_once_in_thirty_days()
    {
        var now = Ledgers.At("2026-03-05 10:00:00");
        var asked = Ledgers.Intend(Channel.Call, purpose: Purpose.Service, phone: "p9", party: Party.ThirdParty) with { Person = "e1" };
        var standing = new ThirdPartyStanding("e1", Consented: true);
        var tried = Ledgers.Of(
            Ledgers.Entry(Channel.Call, "2026-03-02 10:00:00"), Ledgers.Entry(Channel.Call, "2026-03-02 15:00:00"), Ledgers.Entry(Channel.Call, "2026-03-03 10:00:00"),
            Ledgers.Entry(Channel.Call, "2026-03-04 10:00:00")) with
        { ThirdParties = [standing] };

        Assert.Equal(VerdictOutcome.Allowed, At(tried).Outcome);
        Assert.Equal(VerdictOutcome.Forbidden, At(tried with { ThirdParties = [] }).Outcome);
        Assert.Equal(VerdictOutcome.Forbidden, At(tried with { ThirdParties = [standing with { Consented = false }] }).Outcome);
        Assert.Equal(VerdictOutcome.Forbidden, At(tried with { ThirdParties = [standing with { Stopped = true }] }).Outcome);
        Assert.Equal(VerdictOutcome.Forbidden, At(tried with { Entries = [.. tried.Entries.Skip(3)] }).Outcome);
        Assert.Equal(VerdictOutcome.Allowed, At(tried with { Entries = [], InvalidNumbers = ["p1"] }).Outcome);
        Assert.Equal(VerdictOutcome.Forbidden, At(tried.With(Ledgers.Entry(Channel.Call, "2026-03-04 18:00:00", EntryResult.Conversation))).Outcome);
        Assert.Equal(now.AddDays(25), At(tried with { ThirdParties = [standing with { AskedAt = now.AddDays(-5) }] }).Until);
        Assert.Equal(ContactGate.ThirdParty, ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, tried, asked with { Purpose = Purpose.Collection }, now).Rule);

        ContactVerdict At(DebtorLedger ledger) => ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, ledger, asked, now);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(null, true)]
    public void Two_or_three_people_make_a_visit(int? visitors, bool allowed) => Assert.Equal(
        allowed,
        ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, DebtorLedger.Empty, Ledgers.Intend(Channel.Visit) with { Visitors = visitors }, Ledgers.At("2026-03-02 10:00:00")).Outcome == VerdictOutcome.Allowed);

    [Theory]
    [InlineData("2024-02-04", DayClass.MakeUpWorkingDay)]
    [InlineData("2024-10-07", DayClass.PublicHoliday)]
    [InlineData("2024-02-29", DayClass.WorkingDay)]
    [InlineData("2025-01-26", DayClass.MakeUpWorkingDay)]
    [InlineData("2025-10-08", DayClass.PublicHoliday)]
    [InlineData("2026-02-23", DayClass.PublicHoliday)]
    [InlineData("2026-09-20", DayClass.MakeUpWorkingDay)]
    [InlineData("2026-09-19", DayClass.Weekend)]
    public void Days_are_what_the_State_Council_published(string day, DayClass expected) =>
        Assert.Equal(expected, WorkingCalendar.China.ClassOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
}
