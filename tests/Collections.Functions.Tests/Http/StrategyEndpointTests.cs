using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases.Strategies;

namespace Collections.Functions.Tests.Http;

/// <summary>Strategies over a real socket.</summary>
public sealed class StrategyEndpointTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_picture_of_a_strategy_is_there_for_the_banks_people()
    {
        var picture = (await app.GetAsync("api/strategies/cn-default/picture", "ana", Roles.Collector)).IsOk();
        Assert.Equal(("text/plain", StrategyPicture.Of(StrategyCatalog.Shipped.Get("cn-default/1"))), (picture.ContentType, picture.Text));
        Assert.Equal(picture.Text, (await app.GetAsync("api/strategies/cn-default/picture?version=1", "ana", Roles.Collector)).IsOk().Text);
        (await app.GetAsync("api/strategies/cn-default/picture?version=2", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.GetAsync("api/strategies/cn-default/picture?version=two", "ana", Roles.Collector)).IsRefused(400, "bad-query");
        (await app.GetAsync("api/strategies/nothing/picture", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.GetAsync("api/strategies/cn-default/picture", "agent", Roles.Agency)).IsRefused(403, "role-required");
    }

    [Fact]
    public async Task All_versions_are_listed_with_what_is_in_force_for_whom()
    {
        await app.LetInAsync(1, GovernedStrategies.Changed(2, ("/minimumOverdue", "50")));
        await app.LetProfileInAsync(1, "DEMO", ("trial", """{"name":"spring","arms":[{"name":"champion","strategy":"cn-default/1","share":0.9},{"name":"challenger","strategy":"slow-ladder","share":0.1}]}"""));
        var list = (await app.GetAsync("api/strategies", "ana", Roles.Collector)).IsOk().Read<StrategyList>();
        var known = list.Strategies.Single(entry => entry.Name == "cn-default");
        Assert.Equal([("cn-default/1", 0, false), ("cn-default/2", 1, true)], known.Versions.Select(version => (version.Strategy, version.Number, version.InForce)));
        Assert.Equal([Stage.Reminder, Stage.Negotiation], list.Strategies.Single(entry => entry.Name == "slow-ladder").Versions[0].Stages);
        var demo = list.Institutions.Single(institution => institution.Institution == "DEMO");
        Assert.Equal(("cn-default/2", "spring"), (demo.Strategy, demo.Trial));
        Assert.Equal([new ArmStrategy("spring/champion", "cn-default/1", 0.9m), new ArmStrategy("spring/challenger", "slow-ladder/1", 0.1m)], demo.Arms);
        Assert.Empty(demo.Unusable);
        Assert.Equal("cn-default/2", list.Institutions.Single(institution => institution.Institution == "TWCC").Strategy);
        Assert.Contains("at least 10", (await app.GetAsync("api/strategies/cn-default/picture?version=1", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
        Assert.Contains("at least 50", (await app.GetAsync("api/strategies/cn-default/picture?version=2", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
        (await app.GetAsync("api/strategies", "agent", Roles.Agency)).IsRefused(403, "role-required");
    }
}
