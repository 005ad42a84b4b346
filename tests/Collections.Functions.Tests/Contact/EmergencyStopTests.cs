using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>One switch stops what it names, in every process within a minute, and nothing else. (R5.9)</summary>
public class EmergencyStopTests
{
    private static readonly Caller Chief = new("chief", [Roles.Compliance], Roles.Compliance);

    private readonly ContactWorld _world = new();

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("DEMO", null, null, true)]
    [InlineData("OTHER", null, null, false)]
    [InlineData(null, "310000", null, true)]
    [InlineData(null, "31", null, true)]
    [InlineData(null, "310100", null, false)]
    [InlineData(null, "440000", null, false)]
    [InlineData(null, null, Product.CreditCard, true)]
    [InlineData(null, null, Product.Mortgage, false)]
    [InlineData("DEMO", "31", Product.Mortgage, false)]
    public void A_stop_stops_what_it_names(string? institution, string? region, Product? product, bool stops)
    {
        var state = Given.Case(Given.Opening());
        var stop = Stop(new StopOrder("flood", institution, region, product));
        Assert.Equal(stops, stop.Stops(state, Purpose.Collection, agency: null));
        Assert.False(stop.Stops(state, Purpose.Service, agency: null));
        Assert.False((stop with { LiftedAt = Given.Start }).Stops(state, Purpose.Collection, agency: null));
    }

    [Fact]
    public void A_district_stops_with_its_city_and_province()
    {
        var state = Given.Case(Given.Opening() with { Region = "440106" });
        foreach (var region in (string[])["440106", "440100", "440000", "44"]) Assert.True(Stop(new StopOrder("flood", Region: region)).Stops(state, Purpose.Collection, null), region);
    }

    [Fact]
    public void A_stop_of_an_agency_stops_its_contacts_alone()
    {
        var (state, stop) = (Given.Case(Given.Opening()), Stop(new StopOrder("complaints", Agency: "A7")));
        Assert.True(stop.Stops(state, Purpose.Collection, "A7"));
        Assert.False(stop.Stops(state, Purpose.Collection, "B1"));
        Assert.False(stop.Stops(state, Purpose.Collection, null));
    }

    [Fact]
    public async Task A_stop_holds_in_another_process_within_half_a_minute_and_ends_when_somebody_else_lifts_it()
    {
        var elsewhere = new ManualClock();
        var (here, there) = (_world.StopsOver(_world.Store.Tables), _world.StopsOver(_world.Store.Tables, elsewhere));
        var state = Given.Case(Given.Opening());
        ValueTask<bool> Stops(EmergencyStops process) => process.StopsAsync(state, Purpose.Collection, null, default);
        Assert.False(await Stops(here) || await Stops(there));

        var stop = await here.SetAsync(new StopOrder("flood"), "s1", "ben/supervisor", default);
        Assert.True(await Stops(here));
        Assert.False(await Stops(there));
        elsewhere.Now += EmergencyStops.Kept;
        Assert.True(await Stops(there));

        Assert.Equal("lifted-by-setter", (await Assert.ThrowsAsync<RefusedException>(() => here.LiftAsync(stop.Id, "over", new Caller("ben", [Roles.Compliance], Roles.Compliance), default))).Code);
        await here.LiftAsync(stop.Id, "over", Chief, default);
        Assert.Equal("over", (await here.LiftAsync(stop.Id, "over", Chief, default)).LiftReason);
        Assert.False(await Stops(here));
        Assert.Equal("stop-lifted", (await Assert.ThrowsAsync<RefusedException>(() => here.SetAsync(new StopOrder("flood"), "s1", "ben/supervisor", default))).Code);
    }

    [Fact]
    public async Task While_the_switches_cannot_be_read_nobody_is_contacted()
    {
        var crash = new CrashingTransport(_world.Store.Storage, 1, after: false);
        await Assert.ThrowsAsync<CrashException>(() => _world.StopsOver(crash.Tables()).StopsAsync(Given.Case(Given.Opening()), Purpose.Collection, null, default).AsTask());
    }

    [Fact]
    public async Task A_call_is_not_granted_while_it_is_stopped_or_only_practised()
    {
        await _world.OpenAsync(Given.Opening(40));
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 14:30:00"));
        await _world.StopsOver(_world.Store.Tables).SetAsync(new StopOrder("flood", Product: Product.CreditCard), "s1", "ben/supervisor", default);
        var refused = await Assert.ThrowsAsync<RefusedException>(Ask);
        Assert.Equal(("contact-stopped", EmergencyStops.Because), (refused.Code, refused.Extensions["because"]));
        await _world.StopsOver(_world.Store.Tables).LiftAsync("s1", "over", Chief, default);
        _world.Bank.Shadow = new ShadowMode { Strategies = ["cn-default"] };
        Assert.Equal((409, Restraints.Shadow), (await Assert.ThrowsAsync<RefusedException>(Ask)) is var shadow ? (shadow.Status, shadow.Code) : default);
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        _world.Bank.Shadow = new ShadowMode { Products = [Product.Mortgage], Strategies = ["cn", "other/1"] };
        Assert.NotNull(await Ask());

        Task<ReservedContact> Ask() => _world.People.ReserveAsync(Given.Key, new ContactWish(Channel.Call, Purpose.Collection), "u1/collector", "k1", default);
    }

    private static EmergencyStop Stop(StopOrder order) => new()
    {
        Id = "s1",
        Institution = order.Institution,
        Region = order.Region,
        Product = order.Product,
        Agency = order.Agency,
        Purposes = [Purpose.Collection],
        Reason = order.Reason,
        SetBy = "ben/supervisor",
        SetAt = Given.Start,
    };
}
