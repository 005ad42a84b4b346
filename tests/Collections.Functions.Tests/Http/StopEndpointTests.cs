using Collections.Functions.Contact.Stops;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Http;

/// <summary>The emergency stop over a real socket. (R5.9)</summary>
public sealed class StopEndpointTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("""{"reason":"flood","institution":"DEOM"}""", "unknown-institution")]
    [InlineData("""{"reason":"complaints","agency":"A7"}""", "unknown-agency")]
    public async Task A_stop_that_would_stop_nothing_is_refused(string order, string refusal) =>
        (await app.PostAsync("api/stops", order, "sue", Roles.Supervisor)).IsRefused(422, refusal);

    [Fact]
    public async Task A_stop_is_set_with_a_reason_holds_calls_and_is_lifted_by_another_person()
    {
        await app.GivenAsync(Given.Opening(60));
        var contacts = $"api/cases/{Given.Key.Value}/contacts";
        (await app.PostAsync("api/stops", """{"reason":" "}""", "ben", Roles.Supervisor)).IsRefused(422, "reason-needed");
        (await app.PostAsync("api/stops", """{"reason":"flood","region":"44 or 1 eq 1"}""", "ben", Roles.Supervisor)).IsRefused(422, "bad-scope");
        (await app.PostAsync("api/stops", """{"reason":"flood","purposes":[]}""", "ben", Roles.Supervisor)).IsRefused(422, "purposes");

        var stop = (await app.PostAsync("api/stops", """{"reason":"flood","region":"310000"}""", "ben", Roles.Supervisor)).IsOk().Read<EmergencyStop>();
        Assert.Equal(stop.Id, (await app.PostAsync("api/stops", """{"reason":"flood","region":"310000"}""", "ben", Roles.Supervisor)).IsOk().Read<EmergencyStop>().Id);
        var refused = await app.PostAsync(contacts, """{"channel":"Call"}""", "ana", Roles.Collector);
        refused.IsRefused(409, "contact-stopped");
        Assert.Equal(EmergencyStops.Because, (string?)refused.Json["because"]);

        (await app.SendAsync(HttpMethod.Delete, $"api/stops/{stop.Id}", app.Host.IssueToken("ben", Roles.Compliance), """{"reason":"dry"}""")).IsRefused(403, "lifted-by-setter");
        (await app.SendAsync(HttpMethod.Delete, $"api/stops/{stop.Id}", app.Host.IssueToken("eva", Roles.Compliance), """{"reason":""}""")).IsRefused(422, "reason-needed");
        (await app.SendAsync(HttpMethod.Delete, "api/stops/none", app.Host.IssueToken("eva", Roles.Compliance), """{"reason":"dry"}""")).IsRefused(404, "not-found");
        (await app.SendAsync(HttpMethod.Delete, $"api/stops/{stop.Id}", app.Host.IssueToken("eva", Roles.Compliance), """{"reason":"dry"}""")).IsOk();
        (await app.SendAsync(HttpMethod.Delete, $"api/stops/{stop.Id}", app.Host.IssueToken("max", Roles.Administrator), """{"reason":"dry"}""")).IsRefused(409, "stop-lifted");

        var list = (await app.GetAsync("api/stops", "aud", Roles.Auditor)).IsOk().Read<StopList>();
        Assert.Empty(list.Active);
        var past = Assert.Single(list.Past);
        Assert.Equal(("flood", "ben/supervisor", "dry", "eva/compliance"), (past.Reason, past.SetBy, past.LiftReason, past.LiftedBy));
        (await app.SendAsync(HttpMethod.Post, contacts, app.Host.IssueToken("ana", Roles.Collector), """{"channel":"Call"}""", ("Idempotency-Key", "after"))).IsOk();
    }
}
