using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Cases.Strategies;

/// <summary>Strategies come in by four eyes, each name with its version means one content for ever, and one that is missing stops nothing unnoticed.</summary>
public sealed class StrategyGovernanceTests : IAsyncLifetime
{
    private const string Address = "api/governance/strategies/cn-default";

    private PeopleApp app = null!;

    private IStrategyBook Book => app.Host.Services.GetRequiredService<IStrategyBook>();

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_version_is_in_force_for_new_cases_once_another_person_has_let_it_in()
    {
        Assert.Equal("cn-default/1", (await PlacedAsync()).Strategy);
        (await ProposeAsync(Changed(2, "/minimumOverdue", "50"))).IsOk();
        Assert.Equal("cn-default/1", (await PlacedAsync()).Strategy);
        await ApproveAsync(1);
        Assert.Equal("cn-default/2", (await PlacedAsync()).Strategy);
        Assert.Equal((10m, 50m), (Book.Get("cn-default/1").MinimumOverdue, Book.Get("cn-default/2").MinimumOverdue));
        Assert.Contains("at least 50", (await app.GetAsync("api/strategies/cn-default/picture", "sue", Roles.Supervisor)).IsOk().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_was_let_in_never_gets_another_content()
    {
        Refused(await ProposeAsync(Changed(1, "/minimumOverdue", "50")), "$.version");
        (await ProposeAsync(Changed(2, "/minimumOverdue", "50"))).IsOk();
        (await ProposeAsync(Changed(2, "/minimumOverdue", "60"))).IsOk();
        await ApproveAsync(1);
        (await app.PostAsync($"{Address}/versions/2/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsRefused(422, "document-invalid");
        Refused(await ProposeAsync(Changed(2, "/minimumOverdue", "60")), "$.version");
        (await ProposeAsync(Changed(3, "/minimumOverdue", "60"))).IsOk();
    }

    [Fact]
    public async Task Going_back_proposes_the_earlier_content_again()
    {
        (await ProposeAsync(Changed(2, "/minimumOverdue", "50"))).IsOk();
        await ApproveAsync(1);
        Assert.Equal("cn-default/2", (await PlacedAsync()).Strategy);
        (await app.PostAsync($"{Address}/versions/0/again", "", "ada", Roles.Administrator)).IsOk();
        await ApproveAsync(2);
        Assert.Equal("cn-default/1", (await PlacedAsync()).Strategy);
    }

    [Theory]
    [InlineData("/name", "\"other\"", "$.name")]
    [InlineData("/scorecard", "\"nobodys\"", "$.scorecard")]
    [InlineData("/negotiation/from", "300", "$.negotiation.secondLineFrom")]
    [InlineData("/negotiation/letters/Low/0/template", "\"nothing\"", "$.negotiation.letters.Low[0].template")]
    [InlineData("/version", "0", "$.version")]
    public async Task What_is_wrong_with_a_strategy_is_told_with_its_path(string place, string value, string path) => Refused(await ProposeAsync(Changed(2, place, value)), path);

    [Fact]
    public async Task A_scorecard_in_another_version_scores_at_once_and_its_version_stands_in_the_score()
    {
        await app.GivenAsync(Given.Opening(1));
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddMinutes(30));
        Assert.Equal("default-2026/1", (await app.CaseAsync()).Scoring.Latest!.Scorecard);
        var card = JsonNode.Parse(EmbeddedData.Bytes("scorecards/default-2026.json"))!;
        const string Cards = "api/governance/scorecards/default-2026/versions";
        card["margin"] = 4;
        Refused(await app.PostAsync(Cards, card.ToJsonString(), "ada", Roles.Administrator), "$.version");
        card["version"] = 2;
        (await app.PostAsync(Cards, card.ToJsonString(), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"{Cards}/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddDays(9));
        Assert.Equal("default-2026/2", (await app.CaseAsync()).Scoring.Latest!.Scorecard);
    }

    [Fact]
    public async Task A_case_whose_strategy_is_missing_loses_nothing_and_goes_on_once_it_is_there()
    {
        var opened = Given.Opening(60) with { Strategy = "lost/7" };
        await app.GivenAsync(opened, new PaymentReceived("p-1", Given.Cny(100), new DateOnly(2026, 3, 2), "feed", "x"));
        Assert.Equal(2, (await app.CaseAsync()).Version);
        var answer = await app.GetAsync($"api/cases/{Given.Key.Value}", "ana", Roles.Collector);
        answer.IsRefused(503, "unusable");
        Assert.Contains("'lost/7'", (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("strategy-unusable: lost/7", await WarningsAsync());

        await app.Host.RunUntilAsync(PeopleApp.Noon.AddHours(20));
        Assert.Equal(2, (await app.CaseAsync()).Version);
        Assert.NotNull((await app.Host.Services.GetRequiredService<ICaseStreams>().LoadAsync(Given.Key, default))!.Due);

        var found = JsonNode.Parse(Changed(7, "/name", "\"lost\""))!;
        (await app.PostAsync("api/governance/strategies/lost/versions", found.ToJsonString(), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync("api/governance/strategies/lost/versions/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddHours(23));
        Assert.True((await app.CaseAsync()).Version > 2);
        (await app.GetAsync($"api/cases/{Given.Key.Value}", "ana", Roles.Collector)).IsOk();
        Assert.DoesNotContain("strategy-unusable: lost/7", await WarningsAsync());
    }

    [Fact]
    public async Task Another_process_knows_the_strategy_that_a_case_is_pinned_to_by_its_reference_alone()
    {
        (await ProposeAsync(Changed(2, "/minimumOverdue", "50"))).IsOk();
        await ApproveAsync(1);
        await PlacedAsync();
        (await ProposeAsync(Changed(3, "/minimumOverdue", "60"))).IsOk();
        await ApproveAsync(2);
        var services = app.Host.Services;
        var elsewhere = new GovernedStrategyBook(
            services.GetRequiredService<GovernedDocuments>(), services.GetRequiredService<GovernedStore>(), services.GetRequiredService<IInstitutionDirectory>(),
            services.GetRequiredService<ILogger<GovernedStrategyBook>>());
        Assert.Throws<UnusableException>(() => elsewhere.Get("cn-default/2"));
        await elsewhere.EnsureAsync("cn-default/2", default);
        Assert.Equal(50, elsewhere.Get("cn-default/2").MinimumOverdue);
        await elsewhere.EnsureAsync("cn-default/4", default);
        Assert.Equal("cn-default/4", Assert.Throws<UnusableException>(() => elsewhere.Get("cn-default/4")).What);
    }

    private ValueTask<Placement> PlacedAsync() => Book.PlaceAsync("DEMO", Given.Opening().Debtor, Product.CreditCard, "310000", default);

    private async Task<IReadOnlyList<string>> WarningsAsync() => [.. (await app.GetAsync("api/health", "x")).Json["warnings"]!.AsArray().Select(warning => (string)warning!)];

    private Task<Answer> ProposeAsync(string json) => app.PostAsync($"{Address}/versions?reason=a%20test", json, "ada", Roles.Administrator);

    private async Task ApproveAsync(int number) => (await app.PostAsync($"{Address}/versions/{number}/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();

    private static void Refused(Answer answer, string path)
    {
        answer.IsRefused(422, "document-invalid");
        Assert.Contains(path, answer.Json["problems"]!.AsArray().Select(problem => (string?)problem!["path"]));
    }

    private static string Changed(int version, string place, string value)
    {
        var strategy = JsonNode.Parse(EmbeddedData.Bytes("strategies/cn-default.json"))!;
        strategy["version"] = version;
        var parts = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = parts[..^1].Aggregate(strategy, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        at[parts[^1]] = JsonNode.Parse(value);
        return strategy.ToJsonString();
    }
}
