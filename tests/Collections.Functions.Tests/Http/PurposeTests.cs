using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Http;

/// <summary>The law cannot be left by another name for what one does. (R5.1, R5.5)</summary>
public sealed class PurposeTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("Service")]
    [InlineData("LegalNotice")]
    public async Task A_call_about_a_debt_is_collection_whatever_it_is_called(string purpose)
    {
        await app.GivenAsync(Given.Opening(60), new TaskOpened("call-2", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        (await app.PostAsync($"{Case}/contacts", $$"""{"channel":"Call","purpose":"{{purpose}}"}""", "ana", Roles.Collector)).IsRefused(422, "collection-by-another-name");
    }

    [Fact]
    public async Task Who_asked_is_called_back_without_the_words_of_collection_and_not_at_night()
    {
        await app.GivenAsync(Given.Opening(60), new ReplyReceived(Channel.Sms, "text1"), new TaskOpened("reply-1", TaskKind.Reply, Line.First, PeopleApp.Noon, "reply"));
        var granted = (await app.PostAsync($"{Case}/contacts", """{"channel":"Call","purpose":"Service"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>();
        Assert.Null(granted.Script);
        await app.Host.RunUntilAsync(BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(23, 0)));
        Assert.Equal("bank-cn/answers", (string?)(await app.PostAsync($"{Case}/contacts", """{"channel":"Call","purpose":"Service"}""", "ana", Roles.Collector)).Json["rule"]);
    }

    [Fact]
    public async Task A_third_party_is_left_alone_at_night_under_a_stop_and_once_it_is_paid()
    {
        await app.GivenAsync(Given.Opening(60));
        var friend = (await app.PostAsync(
            $"{Case}/parties", """{"role":"ThirdParty","name":"李大山","source":"Contract","relation":"EmergencyContact","phones":[{"number":"13900002222","kind":"Mobile"}],"consented":true}""",
            "ana", Roles.Collector)).IsOk().Read<PartyCard>().Id;
        var body = $$"""{"channel":"Call","purpose":"Service","person":"{{friend}}"}""";
        foreach (var pack in (string[])["bank-cn", "cn-national", "us-reg-f", "uk-conc", "in-rbi", "au-rg96"])
        {
            var law = PolicyCatalog.Shipped.Get(pack);
            var ledger = DebtorLedger.Empty with { ThirdParties = [new ThirdPartyStanding("e1", Consented: true)], InvalidNumbers = ["p1"] };
            var intended = Tests.Contact.Ledgers.Intend(Channel.Call, purpose: Purpose.Service, phone: "p9", party: Party.ThirdParty) with { Person = "e1" };
            var calendar = law.Calendar is { } market ? WorkingCalendar.Shipped(market) : WorkingCalendar.Weekends;
            Assert.Equal(VerdictOutcome.Deferred, ContactGate.Judge(law, calendar, ledger, intended, Tests.Contact.Ledgers.At("2026-03-03 03:00:00")).Outcome);
        }

        (await app.PostAsync("api/stops", """{"reason":"flood"}""", "sue", Roles.Supervisor)).IsOk();
        var stopped = await app.PostAsync($"{Case}/contacts", body, "ana", Roles.Collector);
        Assert.Equal(("contact-stopped", "emergency-stop"), (stopped.Problem, (string?)stopped.Json["because"]));
    }

    [Fact]
    public async Task A_third_party_is_not_asked_about_a_case_that_is_paid()
    {
        await app.GivenAsync(Given.Opening(60), new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
        var friend = (await app.PostAsync(
            $"{Case}/parties", """{"role":"ThirdParty","name":"李大山","source":"Contract","relation":"EmergencyContact","phones":[{"number":"13900002222","kind":"Mobile"}],"consented":true}""",
            "ana", Roles.Collector)).IsOk().Read<PartyCard>().Id;
        var asked = await app.PostAsync($"{Case}/contacts", $$"""{"channel":"Call","purpose":"Service","person":"{{friend}}"}""", "ana", Roles.Collector);
        Assert.Equal(("contact-stopped", "paid"), (asked.Problem, (string?)asked.Json["because"]));
    }
}
