using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>Lawful reasons that stop contact, what debtors agree to and what they close, over a real socket.</summary>
public sealed class SuspensionEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_dispute_stops_the_case_and_every_contact_until_a_supervisor_ends_it()
    {
        await app.GivenAsync(Given.Opening(60), new TaskOpened("call-2", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        var told = (await app.PostAsync($"{Case}/suspensions", """{"kind":"Dispute","reason":"says he paid in January"}""", "ana", Roles.Collector)).IsOk().Read<CaseAnswer>();
        var suspension = Assert.Single(told.Suspensions);
        Assert.Equal(("Dispute", PeopleApp.Noon.AddDays(30)), (suspension.Ground, suspension.Until!.Value));
        Assert.Contains("says he paid", (await app.GetAsync($"{Case}/timeline", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("says he paid", (await app.GetAsync($"{Case}/timeline", "aud", Roles.Auditor)).IsOk().Text, StringComparison.Ordinal);

        var refused = await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector);
        refused.IsRefused(409, "contact-stopped");
        Assert.Equal(SuspensionProgress.Because, (string?)refused.Json["because"]);

        var lift = $"{Case}/suspensions/{suspension.Id}/lift";
        (await app.PostAsync(lift, """{"reason":"settled"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync(lift, """{"reason":"settled"}""", "lea", Roles.Legal)).IsRefused(403, "role-required");
        (await app.PostAsync(lift, """{"reason":" "}""", "sue", Roles.Supervisor)).IsRefused(422, "reason-needed");
        Assert.Empty((await app.PostAsync(lift, """{"reason":"settled"}""", "sue", Roles.Supervisor)).IsOk().Read<CaseAnswer>().Suspensions);
        (await app.PostAsync(lift, """{"reason":"settled"}""", "sue", Roles.Supervisor)).IsOk();
        Assert.Single((await app.FactsAsync()).Select(stored => stored.Fact).OfType<SuspensionLifted>());
        (await app.PostAsync($"{Case}/suspensions/none/lift", """{"reason":"settled"}""", "sue", Roles.Supervisor)).IsRefused(404, "not-found");
        (await app.SendAsync(HttpMethod.Post, $"{Case}/contacts", app.Host.IssueToken("ana", Roles.Collector), """{"channel":"Call"}""", ("Idempotency-Key", "later"))).IsOk();
    }

    [Fact]
    public async Task Who_may_suspend_for_how_long_depends_on_the_reason()
    {
        await app.GivenAsync(Given.Opening(60));
        Task<Answer> Set(string body, string role) => app.PostAsync($"{Case}/suspensions", body, role, role);
        (await Set("""{"kind":"Insolvency","reason":"x"}""", Roles.Collector)).IsRefused(403, "role-required");
        (await Set("""{"kind":"Plan","reason":"x"}""", Roles.Supervisor)).IsRefused(422, "kind-not-by-person");
        (await Set("""{"kind":"Dispute","reason":" "}""", Roles.Collector)).IsRefused(422, "reason-needed");
        (await Set("""{"kind":"Dispute","reason":"x","until":"2026-03-01T00:00:00Z"}""", Roles.Collector)).IsRefused(422, "until");
        (await Set("""{"kind":"Dispute","reason":"x","until":"2026-06-01T00:00:00Z"}""", Roles.Collector)).IsRefused(422, "until");
        (await Set("""{"kind":"Dispute","reason":"x","until":"2026-06-01T00:00:00Z"}""", Roles.Supervisor)).IsOk();
        Assert.Null((await Set("""{"kind":"Insolvency","reason":"x","scope":"Debtor"}""", Roles.Legal)).IsOk().Read<CaseAnswer>().Suspensions[^1].Until);
        Assert.Equal(2, (await app.GetAsync($"{Case}/suspensions", "ana", Roles.Collector)).IsOk().Read<IReadOnlyList<SuspensionCard>>().Count);
    }

    [Fact]
    public async Task That_somebody_is_ill_stands_with_the_debtors_data_alone()
    {
        await app.GivenAsync(Given.Opening(60));
        (await app.PostAsync($"{Case}/suspensions", """{"kind":"Illness","reason":"in hospital","scope":"Debtor"}""", "ana", Roles.Collector)).IsOk();
        foreach (var address in (string[])[Case, $"{Case}/timeline", $"{Case}/suspensions"])
        {
            var answer = (await app.GetAsync(address, "aud", Roles.Auditor)).IsOk().Text;
            Assert.Contains("Personal", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Illness", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("hospital", answer, StringComparison.Ordinal);
        }

        Assert.Equal("Illness", Assert.Single((await app.GetAsync($"{Case}/suspensions", "ana", Roles.Collector)).IsOk().Read<IReadOnlyList<SuspensionCard>>()).Kind);
        Assert.Equal(SuspensionKind.Illness, Assert.Single((await LedgerAsync()).Suspensions).Kind);
    }

    [Fact]
    public async Task A_consent_to_other_hours_is_given_with_evidence_for_a_time_and_taken_back_whenever_he_likes()
    {
        await app.GivenAsync(Given.Opening(60));
        Task<Answer> Give(string times, string until, string evidence) =>
            app.PostAsync($"{Case}/consents", new JsonObject { ["times"] = times, ["until"] = until, ["evidence"] = evidence, ["channel"] = "Call" }.ToJsonString(), "ana", Roles.Collector);
        (await Give("late", "2026-03-09T00:00:00Z", "call-1")).IsRefused(422, "times");
        (await Give("21:00-22:00", "2026-03-01T00:00:00Z", "call-1")).IsRefused(422, "until");
        (await Give("21:00-22:00", "2026-05-01T00:00:00Z", "call-1")).IsRefused(422, "until");
        (await Give("21:00-22:00", "2026-03-09T00:00:00Z", "he said so")).IsRefused(422, "evidence");
        (await Give("21:00-22:00", "2026-03-09T00:00:00Z", "call-1")).IsOk();
        (await Give("21:00-22:00", "2026-03-09T00:00:00Z", "call-1")).IsOk();
        var consent = Assert.Single((await LedgerAsync()).Consents);
        Assert.Equal((Channel.Call, "21:00-22:00", "call-1"), (consent.Channel!.Value, consent.Times.ToString(), consent.Evidence));

        (await app.PostAsync($"{Case}/consents/none/withdrawal", "{}", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.PostAsync($"{Case}/consents/call-1/withdrawal", "{}", "ana", Roles.Collector)).IsOk();
        Assert.Equal(PeopleApp.Noon, Assert.Single((await LedgerAsync()).Consents).Until);
        (await Give("21:00-22:00", "2026-03-09T00:00:00Z", "call-1")).IsRefused(409, "evidence-used");
        Assert.Equal(["ConsentGiven", "ConsentWithdrawn"], (await app.FactsAsync()).Select(stored => stored.Fact.GetType().Name).Skip(1));
        Assert.Equal("call-1", (string?)(await app.GetAsync($"{Case}/consents", "ana", Roles.Collector)).IsOk().Json[0]!["e"]);
    }

    [Fact]
    public async Task A_debtor_who_wants_no_more_calls_gets_none()
    {
        await app.GivenAsync(Given.Opening(60));
        (await app.PostAsync($"{Case}/opt-outs", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk();
        Assert.Equal([Channel.Call], (await app.PostAsync($"{Case}/opt-outs", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<CaseAnswer>().Contacts.ClosedChannels);
        Assert.Single((await app.FactsAsync()).Skip(1));
        var refused = await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector);
        refused.IsRefused(422, "contact-forbidden");
        Assert.Equal(ContactGate.OptOut, (string?)refused.Json["rule"]);
    }

    private Task<DebtorLedger> LedgerAsync() => app.Host.Services.GetRequiredService<DebtorLedgerStore>().LoadAsync(Given.Opening().Debtor, default);
}
