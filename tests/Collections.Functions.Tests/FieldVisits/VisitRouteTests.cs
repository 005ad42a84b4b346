using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.FieldVisits;

/// <summary>A day's visits of a region, in the order in which they are made. (R3.3, R8.2)</summary>
public sealed class VisitRouteTests : IAsyncLifetime
{
    private const string Route = "api/visits/route?region=3100&day=2026-03-02";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_route_goes_by_time_then_down_the_address_and_shows_addresses_to_who_goes_alone()
    {
        await GivenAsync('1', "上海市某路10号", PeopleApp.Noon, "east", "fay", "gu");
        await GivenAsync('2', "上海市某路9号", PeopleApp.Noon, "west", "hu", "gu");
        await GivenAsync('3', "上海市另一路2号 邮编200001", PeopleApp.Noon, null, "fay", "gu");
        await GivenAsync('4', "上海市某路8号", PeopleApp.Noon.AddHours(-1), null, "fay", "gu");
        await GivenAsync('5', "上海市某路1号", null, null);
        await GivenAsync('6', "上海市某路2号", PeopleApp.Noon.AddDays(1), null, "fay", "gu");
        await GivenInAsync("440100", '7', "广州市某路2号", PeopleApp.Noon, null, ["fay", "gu"]);

        var route = (await app.GetAsync(Route, "fay", Roles.Field)).IsOk().Read<VisitRoute>();
        Assert.Equal("43215", string.Concat(route.Stops.Select(stop => stop.Case.Value[0])));
        Assert.Equal([1, 2, 3, 4, 5], route.Stops.Select(stop => stop.Number));
        Assert.Equal(["上海市某路8号", "上海市另一路2号 邮编200001", null, "上海市某路10号", null], route.Stops.Select(stop => stop.Address));
        Assert.All(route.Stops, stop => Assert.Equal("王**", stop.Debtor!.Name));
        Assert.Equal(["1", "3", "4"], (await LooksAsync()).Order());

        Assert.Equal("2", string.Concat((await app.GetAsync($"{Route}&team=west", "fay", Roles.Field)).IsOk().Read<VisitRoute>().Stops.Select(stop => stop.Case.Value[0])));
        var seen = (await app.GetAsync(Route, "sue", Roles.Supervisor)).IsOk();
        Assert.DoesNotContain("某路", seen.Text, StringComparison.Ordinal);
        Assert.Equal(["1", "3", "4"], (await LooksAsync()).Order());
        var csv = (await app.GetAsync(Route.Replace("route?", "route.csv?", StringComparison.Ordinal), "hu", Roles.Field)).IsOk();
        Assert.Equal("text/csv", csv.ContentType);
        Assert.Contains("3,2026-03-02 15:30,王**,上海市某路9号,310000", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_needs_a_region()
    {
        (await app.GetAsync("api/visits/route", "fay", Roles.Field)).IsRefused(400, "bad-query");
        (await app.GetAsync("api/visits/route?region=31&day=monday", "fay", Roles.Field)).IsRefused(400, "bad-query");
    }

    private Task GivenAsync(char which, string address, DateTimeOffset? at, string? team, params string[] visitors) => GivenInAsync("310000", which, address, at, team, visitors);

    private async Task GivenInAsync(string region, char which, string address, DateTimeOffset? at, string? team, string[] visitors)
    {
        var opened = Given.Opening(95, 20_000) with { Key = KeyOf(which), Account = new AccountKey(new string(which, 32)), Debtor = new DebtorKey(new string(which, 32)), Region = region };
        VisitPlanned[] plan = at is { } time ? [new("planned-1", "visit-1", time, time.AddHours(2), VisitPlace.Home, visitors, Enum.GetValues<VisitPaper>(), Team: team)] : [];
        await app.GivenAsync(opened, [new StageEntered(Stage.FieldVisit, "test", "approval-1"), new TaskOpened("visit-1", TaskKind.Visit, Line.Field, PeopleApp.Noon.AddDays(5), "approved"), .. plan]);
        var profiles = app.Host.Services.GetRequiredService<DebtorProfiles>();
        await profiles.SaveAsync(opened.Debtor, (await profiles.LoadAsync(opened.Debtor, default))! with { Address = address }, default);
    }

    private async Task<List<string>> LooksAsync()
    {
        var (streams, looks) = (app.Host.Services.GetRequiredService<ICaseStreams>(), new List<string>());
        foreach (var which in "1234567")
        {
            var head = (await streams.LoadAsync(KeyOf(which), default))!;
            var facts = await streams.ReadAsync(KeyOf(which), 1, head.State.Version, default);
            looks.AddRange(facts.Where(stored => stored is { By: "fay/field", Fact: DataRevealed { Purpose: RevealPurpose.Visit } }).Select(_ => which.ToString()));
        }

        return looks;
    }

    private static CaseKey KeyOf(char which) => new(new string(which, 32));
}
