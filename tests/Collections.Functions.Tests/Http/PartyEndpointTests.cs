using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>Who else is on a debt, and what may be said to whom, over a real socket. (R5.5)</summary>
public sealed class PartyEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_guarantor_is_taken_down_shown_masked_and_called_with_what_may_be_said()
    {
        await app.GivenAsync(Given.Opening(60));
        var guarantor = await NameAsync("Guarantor", "13900005678");
        var listed = (await app.GetAsync($"{Case}/parties", "ana", Roles.Collector)).IsOk();
        Assert.DoesNotContain("13900005678", listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("李大山", listed.Text, StringComparison.Ordinal);
        Assert.Contains("****5678", listed.Text, StringComparison.Ordinal);

        var granted = (await AskAsync(guarantor, null, "k1")).IsOk().Read<GrantedContact>();
        Assert.Equal(("李大山", "+8613900005678", true), (granted.Reach!.Name, granted.Reach.At, granted.MaySay.Debt));
        Assert.InRange(granted.Until, PeopleApp.Noon.AddMinutes(1), PeopleApp.Noon.AddHours(2));
        var entry = Assert.Single((await LedgerAsync()).Entries);
        Assert.Equal((Party.Guarantor, guarantor), (entry.Party, entry.Person));

        (await app.PostAsync($"{Case}/contacts/{granted.Contact}/result", """{"outcome":"StopRequested","durationSeconds":9}""", "ana", Roles.Collector)).IsRefused(422, "outcome-of-third-party");
        (await app.PostAsync($"{Case}/contacts/{granted.Contact}/result", """{"outcome":"RightPartyNoResult","durationSeconds":9}""", "ana", Roles.Collector)).IsOk();
        Assert.Equal(0, (await app.CaseAsync()).Contacts.CallAttempts);
        Assert.Equal(guarantor, (await app.FactsAsync()).Select(stored => stored.Fact).OfType<CallRecorded>().Single().Person);
        Assert.DoesNotContain("李大山", (await app.GetAsync($"{Case}/timeline", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heirs_are_written_to_and_nobody_collects_from_a_debtor_for_whom_another_acts()
    {
        await app.GivenAsync(Given.Opening(60));
        (await AskAsync(await NameAsync("Heir", "13900005678"), null, "k1")).IsRefused(422, "heir-by-letter");
        (await AskAsync("0123456789abcdef", null, "k2")).IsRefused(404, "not-found");
        var agent = await NameAsync("Agent", "13900005679");
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsRefused(409, "contact-stopped");
        (await app.PostAsync($"{Case}/suspensions", """{"kind":"Representation","reason":"a lawyer"}""", "ana", Roles.Collector)).IsOk();
        (await AskAsync(agent, null, "k3")).IsOk();
    }

    [Fact]
    public async Task A_third_party_is_asked_only_with_consent_when_the_debtor_cannot_be_reached_and_once_in_thirty_days()
    {
        await app.GivenAsync(Given.Opening(60));
        var without = await NameAsync("ThirdParty", "13900001111", relation: "EmergencyContact");
        await RefusedAsync(without, "k1");
        var friend = await NameAsync("ThirdParty", "13900002222", relation: "EmergencyContact", consented: true);
        await RefusedAsync(friend, "k2");

        await TriedAsync("2026-02-26", "2026-02-27", "2026-03-02");
        var granted = (await AskAsync(friend, "Service", "k3")).IsOk().Read<GrantedContact>();
        Assert.False(granted.MaySay.Debt);
        Assert.Contains("Not a word of a debt", granted.MaySay.Say["en"], StringComparison.Ordinal);
        var standing = (await LedgerAsync()).ThirdParties.Single(known => known.Person == friend);
        Assert.True(standing.Consented);
        var again = await AskAsync(friend, "Service", "k4");
        again.IsRefused(409, "contact-deferred");
        Assert.True((DateTimeOffset)again.Json["until"]! >= PeopleApp.Noon.AddDays(30));

        (await app.PostAsync($"{Case}/contacts/{granted.Contact}/result", """{"outcome":"StopRequested","durationSeconds":9}""", "ana", Roles.Collector)).IsOk();
        (await AskAsync(friend, "Service", "k5")).IsRefused(409, "party-stopped");
        Assert.True((await LedgerAsync()).ThirdParties.Single(known => known.Person == friend).Stopped);
        (await PostPartyAsync("ThirdParty", "139-0000-2222", "Other", consented: true)).IsRefused(409, "party-stopped");
    }

    [Fact]
    public async Task An_invalid_number_is_reason_enough_to_ask_and_two_who_ask_at_once_do_not_both_call()
    {
        await app.GivenAsync(Given.Opening(60));
        var friend = await NameAsync("ThirdParty", "13900002222", relation: "Other", consented: true);
        var profiles = app.Host.Services.GetRequiredService<DebtorProfiles>();
        await app.Host.Services.GetRequiredService<DebtorLedgerStore>().AmendAsync(Given.Opening().Debtor, ledger => ledger.WithInvalidNumber(profiles.PhoneHash("13800001234")), default);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => AskAsync(friend, "Service", $"k{n}")));
        Assert.True(answers.Count(answer => answer.Problem is null) <= 1);
        Assert.All(answers.Where(answer => answer.Problem is not null), answer => Assert.Contains(answer.Problem, (string[])["contact-forbidden", "contact-deferred"]));
    }

    [Fact]
    public async Task A_third_party_stays_one_and_a_collector_makes_nobody_a_party()
    {
        await app.GivenAsync(Given.Opening(60));
        var friend = await NameAsync("ThirdParty", "13900002222", relation: "Other");
        const string CoBorrower = """{"role":"CoBorrower","name":"李大山","source":"Contract","phones":[{"number":"13900002222","kind":"Mobile"}]}""";
        (await app.PostAsync($"{Case}/parties/{friend}", CoBorrower, "ana", Roles.Collector)).IsRefused(422, "third-party-stays");
        (await app.PostAsync($"{Case}/parties/{friend}", CoBorrower, "sue", Roles.Supervisor)).IsRefused(422, "third-party-stays");
        (await app.PostAsync($"{Case}/parties", CoBorrower, "ana", Roles.Collector)).IsRefused(403, "role-required");
        var guarantor = await NameAsync("Guarantor", "13900003333");
        (await app.PostAsync($"{Case}/parties/{guarantor}", CoBorrower, "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await AskAsync(friend, "Service", "k1")).IsRefused(422, "contact-forbidden");
    }

    [Theory]
    [InlineData("Guardian")]
    [InlineData("Agent")]
    [InlineData("Heir")]
    public async Task While_somebody_stands_in_for_the_debtor_nothing_collects_from_him_on_any_account(string role)
    {
        var state = await app.GivenAsync(Given.Opening(60));
        var standIn = await NameAsync(role, "13900002222");
        var ledger = await LedgerAsync();
        Assert.Equal([new StandIn(standIn, Enum.Parse<Party>(role))], ledger.StandIns);
        var verdict = ContactGate.Judge(Tests.Contact.Ledgers.BankCn, WorkingCalendar.China, ledger, Tests.Contact.Ledgers.Intend(Channel.Sms, account: "another"), PeopleApp.Noon);
        Assert.Equal((VerdictOutcome.Deferred, ContactGate.Represented), (verdict.Outcome, verdict.Rule));
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(
            Tests.Contact.Ledgers.BankCn, WorkingCalendar.China, ledger, Tests.Contact.Ledgers.Intend(Channel.Call, party: Enum.Parse<Party>(role)), PeopleApp.Noon).Outcome);

        await app.Host.RunUntilAsync(PeopleApp.Noon.AddDays(20));
        Assert.DoesNotContain((await app.FactsAsync()).Select(stored => stored.Fact), fact => fact is ContactPlanned { Purpose: Purpose.Collection });
        (await app.PostAsync(
            $"{Case}/parties/{standIn}", """{"role":"ThirdParty","relation":"Other","name":"李大山","source":"Contract","phones":[{"number":"13900002222","kind":"Mobile"}]}""", "sue", Roles.Supervisor)).IsOk();
        Assert.Empty((await LedgerAsync()).StandIns);
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddDays(28));
        Assert.Contains((await app.FactsAsync()).Select(stored => stored.Fact), fact => fact is ContactPlanned { Purpose: Purpose.Collection });
        Assert.NotEqual(state.Version, (await app.CaseAsync()).Version);
    }

    [Fact]
    public async Task A_collector_does_not_unmake_a_guardian()
    {
        await app.GivenAsync(Given.Opening(60));
        var guardian = await NameAsync("Guardian", "13900002222");
        const string Friend = """{"role":"ThirdParty","relation":"Other","name":"李大山","source":"Contract","phones":[{"number":"13900002222","kind":"Mobile"}]}""";
        (await app.PostAsync($"{Case}/parties/{guardian}", Friend, "ana", Roles.Collector)).IsRefused(403, "role-required");
        Assert.Equal([new StandIn(guardian, Party.Guardian)], (await LedgerAsync()).StandIns);
    }

    [Fact]
    public async Task A_guardian_who_asks_to_be_left_alone_does_not_open_the_debtor()
    {
        await app.GivenAsync(Given.Opening(60));
        var guardian = await NameAsync("Guardian", "13900002222");
        (await app.PostAsync($"{Case}/parties/{guardian}/stop", "{}", "ana", Roles.Collector)).IsOk();
        Assert.Equal([new StandIn(guardian, Party.Guardian)], (await LedgerAsync()).StandIns);
    }

    [Fact]
    public async Task Only_the_debtors_own_number_that_does_not_work_lets_others_be_asked()
    {
        await app.GivenAsync(Given.Opening(60));
        var friend = await NameAsync("ThirdParty", "13900002222", relation: "Other", consented: true);
        await app.Host.Services.GetRequiredService<DebtorLedgerStore>().AmendAsync(Given.Opening().Debtor, ledger => ledger.WithInvalidPhone("a bounced address"), default);
        var guarantor = await NameAsync("Guarantor", "13900003333");
        (await app.PostAsync($"{Case}/parties/{guarantor}/wrong-number", "{}", "ana", Roles.Collector)).IsOk();
        (await AskAsync(friend, "Service", "k1")).IsRefused(422, "contact-forbidden");
    }

    [Fact]
    public async Task Hours_that_one_person_agreed_to_are_his_alone()
    {
        await app.GivenAsync(Given.Opening(60));
        var guarantor = await NameAsync("Guarantor", "13900003333");
        var body = $$"""{"times":"22:00-23:00","until":"2026-03-10T00:00:00Z","evidence":"call-1","person":"{{guarantor}}"}""";
        (await app.PostAsync($"{Case}/consents", body.Replace(guarantor, "0123456789abcdef", StringComparison.Ordinal), "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.PostAsync($"{Case}/consents", body, "ana", Roles.Collector)).IsOk();
        var (law, late) = (PolicyCatalog.Shipped.Get("cn-national"), Tests.Contact.Ledgers.At("2026-03-03 22:30:00"));
        var his = Tests.Contact.Ledgers.Intend(Channel.Call, party: Party.Guarantor) with { Person = guarantor };
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(law, WorkingCalendar.China, await LedgerAsync(), his, late).Outcome);
        Assert.Equal(VerdictOutcome.Deferred, ContactGate.Judge(law, WorkingCalendar.China, await LedgerAsync(), Tests.Contact.Ledgers.Intend(Channel.Call), late).Outcome);
    }

    [Fact]
    public async Task What_is_wrong_with_a_party_is_said_and_what_he_said_stays()
    {
        await app.GivenAsync(Given.Opening(60));
        (await PostPartyAsync("Debtor", "13900002222")).IsRefused(422, "party");
        (await PostPartyAsync("ThirdParty", "13900002222")).IsRefused(422, "party");
        (await PostPartyAsync("Guarantor", "call me")).IsRefused(422, "party");
        (await app.PostAsync($"{Case}/parties", """{"role":"Guarantor","name":"x"}""", "ana", Roles.Collector)).IsRefused(400, "invalid-json");
        var guarantor = await NameAsync("Guarantor", "13900002222");
        (await app.PostAsync($"{Case}/parties/{guarantor}/wrong-number", "{}", "ana", Roles.Collector)).IsOk();
        (await AskAsync(guarantor, null, "k1")).IsRefused(422, "contact-forbidden");
        (await app.PostAsync($"{Case}/parties/{guarantor}", """{"role":"Guarantor","name":"李小山","source":"Contract","phones":[{"number":"13900003333","kind":"Mobile"}]}""", "ana", Roles.Collector)).IsOk();
        (await AskAsync(guarantor, null, "k2")).IsOk();
        Assert.True((await app.PostAsync($"{Case}/parties/{guarantor}/stop", "{}", "ana", Roles.Collector)).IsOk().Read<PartyCard>().Stopped);
        (await AskAsync(guarantor, null, "k3")).IsRefused(409, "party-stopped");
        Assert.Equal(
            [PartyNews.Named, PartyNews.WrongNumber, PartyNews.Changed, PartyNews.Stopped], (await app.FactsAsync()).Select(stored => stored.Fact).OfType<PartyNoted>().Select(noted => noted.News));
    }

    [Fact]
    public async Task Whether_one_may_contact_is_answered_without_counting()
    {
        await app.GivenAsync(Given.Opening(60));
        var may = (await app.GetAsync($"{Case}/may-contact?channel=call", "aud", Roles.Auditor)).IsOk().Read<MayContact>();
        Assert.True(may.Allowed);
        Assert.NotNull(may.Until);
        Assert.NotEmpty(may.Verdict!.Reasons);
        Assert.Empty((await LedgerAsync()).Entries);
        (await app.GetAsync($"{Case}/may-contact?channel=7", "aud", Roles.Auditor)).IsRefused(400, "bad-query");
        (await app.GetAsync($"{Case}/may-contact", "aud", Roles.Auditor)).IsRefused(400, "bad-query");

        (await AskAsync(null, null, "k1")).IsOk();
        var later = (await app.GetAsync($"{Case}/may-contact?channel=call&language=en", "ana", Roles.Collector)).IsOk().Read<MayContact>();
        Assert.Equal(VerdictOutcome.Deferred, later.Verdict!.Outcome);
        Assert.Equal("Not before 2026-03-03 09:00:00: bank-cn/conversations-a-day.", later.Told!.Sentence);
        Assert.Contains(later.Told.Reasons, reason => reason.Sentence == "Closed until 2026-03-02 17:30:00: calls, video calls, voice messages: at least 2 hours between two.");
        var visit = (await app.GetAsync($"{Case}/may-contact?channel=visit", "ana", Roles.Collector)).IsOk().Read<MayContact>();
        Assert.Equal((false, "no-task"), (visit.Allowed, visit.Code));
        await app.PostAsync($"{Case}/suspensions", """{"kind":"Dispute","reason":"x"}""", "ana", Roles.Collector);
        Assert.Equal("suspended", (await app.GetAsync($"{Case}/may-contact?channel=call", "ana", Roles.Collector)).IsOk().Read<MayContact>().Because);
    }

    [Fact]
    public async Task Only_a_supervisor_sets_aside_what_presumes_and_says_why()
    {
        await app.GivenAsync(Given.Opening(60));
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Call","override":"asked me to"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Call","override":" "}""", "sue", Roles.Supervisor)).IsRefused(422, "reason-needed");
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Call","override":"asked me to"}""", "sue", Roles.Supervisor)).IsOk();
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Call","override":"asked me to"}""", "sue", Roles.Supervisor)).IsOk();
        Assert.Single((await app.FactsAsync()).Select(stored => stored.Fact).OfType<RulesOverridden>());
        Assert.Contains("asked me to", (await app.GetAsync($"{Case}/timeline", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string person, string key)
    {
        var refused = await AskAsync(person, "Service", key);
        refused.IsRefused(422, "contact-forbidden");
        Assert.Equal("cn-national/third-party", (string?)refused.Json["rule"]);
    }

    private Task<Answer> AskAsync(string? person, string? purpose, string key) => app.SendAsync(
        HttpMethod.Post, $"{Case}/contacts", app.Host.IssueToken("ana", Roles.Collector), new JsonObject { ["channel"] = "Call", ["person"] = person, ["purpose"] = purpose }.ToJsonString(),
        ("Idempotency-Key", key));

    private async Task<string> NameAsync(string role, string phone, string? relation = null, bool consented = false) =>
        (await PostPartyAsync(role, phone, relation, consented)).IsOk().Read<PartyCard>().Id;

    private Task<Answer> PostPartyAsync(string role, string phone, string? relation = null, bool consented = false) => app.PostAsync(
        $"{Case}/parties",
        new JsonObject
        {
            ["role"] = role,
            ["name"] = "李大山",
            ["source"] = "Contract",
            ["relation"] = relation,
            ["consented"] = consented,
            ["phones"] = new JsonArray(new JsonObject { ["number"] = phone, ["kind"] = "Mobile" }),
        }.ToJsonString(),
        role == "ThirdParty" ? "ana" : "sue", role == "ThirdParty" ? Roles.Collector : Roles.Supervisor);

    /// <summary>Calls to the debtor that nobody answered.</summary>
    private async Task TriedAsync(params string[] days)
    {
        foreach (var day in days)
        {
            var at = BusinessTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), new TimeOnly(10, 0));
            await app.Host.Services.GetRequiredService<DebtorLedgerStore>().CountAsync(
                "DEMO", Given.Opening().Debtor, new LedgerEntry(day, at, Channel.Call, Purpose.Collection, Given.Opening().Account, "p1", EntryResult.Unanswered), default);
        }
    }

    private Task<DebtorLedger> LedgerAsync() => app.Host.Services.GetRequiredService<DebtorLedgerStore>().LoadAsync(Given.Opening().Debtor, default);
}
