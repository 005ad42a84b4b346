using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;

namespace Collections.Functions.Tests.Risk;

/// <summary>A person asks for a look at a score, another one decides; and what people learn goes into it, over HTTP. (R2.1, R2.2)</summary>
public sealed class RiskReviewTests : IAsyncLifetime
{
    private const string Case = "api/cases/0123456789abcdef0123456789abcdef";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_level_that_a_person_set_stands_until_what_he_saw_has_changed()
    {
        var opened = Given.Opening(40) with { Risk = new RiskInputs { CreditScore = 500, DelinquenciesIn12Months = 4, Employment = "unstable" } };
        var scored = Scorecard.Default.Score(Given.Rules.View(Given.Case(opened), PeopleApp.Noon));
        await app.GivenAsync(opened, scored);
        (await app.PostAsync($"{Case}/risk/review", """{"reason":""}""", "li", Roles.Collector)).IsRefused(422, "reason-needed");
        (await app.PostAsync($"{Case}/risk/review/decision", """{"level":"Low","reason":"x"}""", "chen", Roles.Supervisor)).IsRefused(409, "no-review");
        (await app.PostAsync($"{Case}/risk/review", """{"reason":"new job since May"}""", "li", Roles.SeniorCollector)).IsOk();
        var task = Assert.Single((await app.CaseAsync()).Tasks, task => task.Kind == TaskKind.RiskReview);
        (await app.PostAsync($"{Case}/tasks/{task.Id}/done", "{}", "chen", Roles.Supervisor)).IsRefused(409, "result-needed");
        (await app.PostAsync($"{Case}/risk/review/decision", """{"level":"Low","reason":"x"}""", "li", Roles.SeniorCollector)).IsRefused(403, "review-by-asker");
        (await app.PostAsync($"{Case}/risk/review/decision", """{"level":"Low","reason":"the paper is there"}""", "chen", Roles.Supervisor)).IsOk();

        var state = await app.CaseAsync();
        Assert.DoesNotContain(state.Tasks, open => open.Kind == TaskKind.RiskReview);
        var reviewed = state.Settle(PeopleApp.Noon).State;
        Assert.Equal((RiskLevel.Low, LevelRule.Review), (reviewed.Risk, reviewed.Scoring.Latest!.Rule));

        // Days go by: it stands. The debtor refuses: it does not.
        var later = PeopleApp.Noon.AddDays(25);
        var older = reviewed.Contacts.Open is { } sent ? reviewed.After(new ContactCompleted(sent.Contact, SendOutcome.Sent, "m"), PeopleApp.Noon) : reviewed;
        Assert.Equal(RiskLevel.Low, older.Settle(later).State.Risk);
        var refused = older.Called(later, CallOutcome.RightPartyRefused).Settle(later).State;
        Assert.NotEqual(RiskLevel.Low, refused.Risk);
        Assert.Null(refused.Scoring.Reviewed);

        var told = (await app.GetAsync($"{Case}/timeline", "li", Roles.Collector)).IsOk().Text;
        Assert.Contains("new job since May", told, StringComparison.Ordinal);
        Assert.Contains("the paper is there", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_tells_its_score_factor_by_factor()
    {
        var opened = Given.Opening(40);
        await app.GivenAsync(opened, Scorecard.Default.Score(Given.Rules.View(Given.Case(opened), PeopleApp.Noon)));
        var answer = (await app.GetAsync(Case, "li", Roles.Collector)).IsOk().Json;
        var factors = answer["riskExplained"]!["factors"]!.AsArray();
        Assert.Equal(10, factors.Count);
        Assert.Equal((int)answer["riskScore"]!, factors.Sum(factor => (int)factor!["points"]!));
    }

    [Fact]
    public async Task A_collector_takes_down_why_and_the_words_stand_with_the_debtor()
    {
        await app.GivenAsync(Given.Opening(40));
        (await app.PostAsync($"{Case}/circumstances", "{}", "li", Roles.Collector)).IsRefused(422, "nothing-stated");
        (await app.PostAsync($"{Case}/circumstances", """{"reason":"Malicious"}""", "li", Roles.Collector)).IsRefused(422, "evidence-needed");
        var answer = (await app.PostAsync($"{Case}/circumstances", """{"reason":"Personal","note":"in hospital since Monday","means":{"income":"3000 CNY","spending":"2000 CNY","otherDebts":"800 CNY"}}""", "li", Roles.Collector)).IsOk().Json;
        Assert.Equal(("Personal", "Debtor", "ByAccident"), ((string)answer["reason"]!, (string)answer["reasonSource"]!, (string)answer["segment"]!["class"]!));
        var facts = await app.FactsAsync();
        Assert.DoesNotContain("hospital", System.Text.Json.JsonSerializer.Serialize(facts), StringComparison.Ordinal);
        Assert.Contains("in hospital since Monday", (await app.GetAsync($"{Case}/timeline", "li", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("in hospital", (await app.GetAsync($"{Case}/timeline", "au", Roles.Auditor)).IsOk().Text, StringComparison.Ordinal);
        Assert.Contains(facts, fact => fact.Fact is ReasonStated { Reason: OverdueReason.Personal, Source: ReasonSource.Debtor, Note: not null });
    }

    [Fact]
    public async Task The_reason_is_part_of_a_recorded_call()
    {
        await app.GivenAsync(Given.Opening(40));
        var contact = (string)(await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "li", Roles.Collector)).IsOk().Json["contact"]!;
        (await app.PostAsync($"{Case}/contacts/{contact}/result", """{"outcome":"NoAnswer","durationSeconds":0,"reason":"Unemployed"}""", "li", Roles.Collector)).IsRefused(422, "told-by-debtor");
        (await app.PostAsync($"{Case}/contacts/{contact}/result", """{"outcome":"RightPartyNoResult","durationSeconds":60,"reason":"Malicious"}""", "li", Roles.Collector)).IsRefused(422, "malice-by-approval");
        (await app.PostAsync($"{Case}/contacts/{contact}/result", """{"outcome":"RightPartyNoResult","durationSeconds":60,"reason":"Unemployed","employment":"Unemployed"}""", "li", Roles.Collector)).IsOk();
        var known = (await app.CaseAsync()).Circumstances;
        Assert.Equal((OverdueReason.Unemployed, ReasonSource.Debtor, EmploymentStatus.Unemployed), (known.Reason, known.Source, known.Employment));
    }
}
