using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using static Collections.Functions.Tests.FieldVisits.VisitApp;

namespace Collections.Functions.Tests.FieldVisits;

/// <summary>Who goes, when, where and with which papers, before anybody goes. (R3.3)</summary>
public sealed class VisitPlanTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_visit_without_a_plan_or_papers_is_refused()
    {
        await app.GivenVisitAsync();
        (await app.DoAsync("contacts", new { channel = Channel.Visit })).IsRefused(409, "visit-not-planned");
        var refused = await app.PlanAsync(Order with { Papers = [VisitPaper.Identification, VisitPaper.Uniform, VisitPaper.Uniform] });
        refused.IsRefused(422, "papers");
        Assert.Equal(["LetterOfAuthority", "ContractCopies"], refused.Json["missing"]!.AsArray().Select(paper => (string)paper!));
        (await app.PlanAsync(Order with { Visitors = ["fay"] })).IsRefused(422, "visitors");
        (await app.PlanAsync(Order with { Visitors = ["fay", "fay"] })).IsRefused(422, "visitors");
        (await app.PlanAsync(Order with { At = PeopleApp.Noon.AddMinutes(-1) })).IsRefused(422, "at");
        (await app.PlanAsync(Order with { Address = null })).IsRefused(409, "address-unverified");
        Assert.Null((await app.CaseAsync()).Visits.Plan);
    }

    [Fact]
    public async Task A_plan_is_held_against_the_law_of_its_time_and_daylight()
    {
        await app.GivenVisitAsync();
        var evening = PeopleApp.Noon.AddHours(3);
        var dark = await app.PlanAsync(Order with { At = evening });
        dark.IsRefused(422, "not-a-decent-hour");
        Assert.Equal("09:00-17:30", (string?)dark.Json["times"]);

        // The debtor may agree to an evening, but not to a night or a Sunday: there the law's own window holds.
        (await app.PlanAsync(Order with { At = PeopleApp.Noon.AddHours(6), Appointment = "call-1" })).IsRefused(409, "contact-deferred");
        (await app.PlanAsync(Order with { At = PeopleApp.Noon.AddDays(6), Appointment = "call-1" })).IsRefused(409, "contact-deferred");
        var planned = (await app.PlanAsync(Order with { At = evening, Appointment = "call-1" })).IsOk().Read<VisitAnswer>();
        Assert.Equal((VerdictOutcome.Allowed, evening), (planned.Verdict!.Outcome, planned.Visits.Plan!.At));
    }

    [Fact]
    public async Task At_low_risk_nobody_comes_without_an_appointment()
    {
        await app.GivenVisitAsync(20_000, new RiskScored("test", 10, RiskLevel.Low, []));
        (await app.PlanAsync()).IsRefused(409, "appointment-needed");
        (await app.PlanAsync(Order with { Appointment = "call-1", Address = null })).IsOk();
    }

    [Fact]
    public async Task For_too_little_nobody_comes_at_all()
    {
        await app.GivenVisitAsync(9_999);
        (await app.PlanAsync(Order with { Appointment = "call-1" })).IsRefused(409, "below-amount");
    }

    [Fact]
    public async Task The_debtors_wishes_are_shown_and_one_of_them_binds()
    {
        await app.GivenVisitAsync();
        (await app.DoAsync("visit-wishes", new VisitWishOrder([VisitWish.ByAppointmentOnly, VisitWish.NobodyElseHome], "我母亲不知道"), "ana", Roles.Collector)).IsOk();
        (await app.PlanAsync()).IsRefused(409, "appointment-needed");
        var wishes = (await app.PlanAsync(Order with { Appointment = "call-1" })).IsOk().Read<VisitAnswer>().Wishes!;
        Assert.Equal([VisitWish.ByAppointmentOnly, VisitWish.NobodyElseHome], wishes.Wishes);
        Assert.Equal("我母亲不知道", wishes.Words);
        Assert.DoesNotContain("母亲", string.Concat((await app.FactsAsync()).Select(stored => System.Text.Json.JsonSerializer.Serialize(stored, CollectionsJson.Stored))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_debtor_who_wants_no_visits_gets_none()
    {
        await app.GivenVisitAsync();
        (await app.DoAsync("opt-outs", new { channel = Channel.Visit }, "ana", Roles.Collector)).IsOk();
        (await app.PlanAsync(Order with { Appointment = "call-1" })).IsRefused(422, "contact-forbidden");
    }

    [Fact]
    public async Task A_plan_is_changed_and_called_off_and_its_task_follows_it()
    {
        await app.GivenVisitAsync();
        var plan = (await app.PlanAsync()).IsOk().Read<VisitAnswer>().Visits.Plan!;
        (await app.PlanAsync(Order with { Team = "east" })).IsRefused(409, "visit-planned");
        var later = PeopleApp.Noon.AddDays(8);
        Assert.Equal(later, (await app.DoAsync($"visits/{plan.Visit}/change", Order with { At = later, Team = "east" })).IsOk().Read<VisitAnswer>().Visits.Plan!.At);
        Assert.Equal(later.AddHours(2), (await app.CaseAsync()).Task(TaskKind.Visit)!.Due);
        (await app.DoAsync("contacts", new { channel = Channel.Visit })).IsRefused(409, "visit-not-now");
        (await app.DoAsync("visits/planned-9/call-off", new VisitCallOff(CallOffReason.Weather))).IsRefused(404, "not-found");
        Assert.Null((await app.DoAsync($"visits/{plan.Visit}/call-off", new VisitCallOff(CallOffReason.Weather, "台风"))).IsOk().Read<VisitAnswer>().Visits.Plan);
        Assert.Equal(BusinessTime.At(new DateOnly(2026, 3, 9), new TimeOnly(18, 0)), (await app.CaseAsync()).Task(TaskKind.Visit)!.Due);
    }

    [Fact]
    public async Task Whoever_was_let_go_and_did_not_go_does_not_use_up_the_visit()
    {
        await app.GivenVisitAsync();
        var plan = (await app.PlanAsync()).IsOk().Read<VisitAnswer>().Visits.Plan!;
        var contact = await app.StartAsync();
        (await app.DoAsync($"visits/{plan.Visit}/change", Order with { At = PeopleApp.Noon.AddMinutes(20) })).IsOk();
        (await app.DoAsync($"visits/{contact}/check-in", new { })).IsRefused(409, "contact-stopped");
        var ledger = app.Host.Services.GetRequiredService<DebtorLedgerStore>();
        Assert.Equal(ContactState.Released, (await ledger.FindAsync(Given.Opening().Debtor, contact, default))!.State);
        (await app.DoAsync("contacts", new { channel = Channel.Visit }, key: "again")).IsOk();
    }

    [Fact]
    public async Task Payment_between_plan_and_visit_stops_it()
    {
        await app.GivenVisitAsync();
        (await app.PlanAsync()).IsOk();
        var contact = await app.StartAsync();
        await app.Host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
            Given.Key, "paid", "system", _ => [new PaymentReceived("p", Given.Cny(19_995), new DateOnly(2026, 3, 2), "transfer", "bus")], default);
        (await app.DoAsync($"visits/{contact}/check-in", new { })).IsRefused(409, "contact-stopped");
    }

    [Fact]
    public async Task Only_a_named_visitor_learns_where_to_go()
    {
        await app.GivenVisitAsync();
        (await app.PlanAsync()).IsOk();
        (await app.DoAsync("contacts", new { channel = Channel.Visit }, "stranger")).IsRefused(403, "not-your-visit");
        Assert.Equal("上海市某路1号", (await app.DoAsync("contacts", new { channel = Channel.Visit }, "gu")).IsOk().Read<GrantedContact>().Reach!.At);
    }
}
