using Collections.Functions.Cases;
using Collections.Functions.Platform;

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
        (await app.GetAsync("api/strategies/nothing/picture", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.GetAsync("api/strategies/cn-default/picture", "agent", Roles.Agency)).IsRefused(403, "role-required");
    }
}
