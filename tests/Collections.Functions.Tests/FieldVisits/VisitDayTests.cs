using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Collections.Functions.Workbench;
using Microsoft.Extensions.DependencyInjection;
using static Collections.Functions.Tests.FieldVisits.VisitApp;

namespace Collections.Functions.Tests.FieldVisits;

/// <summary>Who is there, who has left, and who is looked for; what a visit brings, and what it stops. (R3.3)</summary>
public sealed class VisitDayTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Each_visitor_says_for_himself_that_he_is_there_and_two_make_a_visit()
    {
        await app.GivenVisitAsync();
        (await app.PlanAsync()).IsOk();
        var contact = await app.StartAsync();
        (await app.DoAsync($"visits/{contact}/check-in", new { }, "stranger")).IsRefused(403, "not-your-visit");
        (await app.DoAsync($"visits/{contact}/check-in", new { })).IsOk();
        (await app.DoAsync($"visits/{contact}/check-in", new { })).IsOk();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Absent))).IsRefused(409, "not-checked-in");
        (await app.DoAsync($"visits/{contact}/check-in", new { }, "gu")).IsOk();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Absent, "敲门无人应"))).IsOk();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Met))).IsRefused(409, "contact-reported");
        await app.LeaveAsync(contact);
        var state = await app.CaseAsync();
        Assert.Equal((1, VisitOutcome.Absent, false), (state.Visits.Made.Count, state.Visits.LastOutcome!.Value, state.Visits.Running is not null));
        Assert.Null(state.Task(TaskKind.Visit));
        Assert.Equal([("fay", "fay/field"), ("gu", "gu/field")], (await app.FactsAsync()).Where(stored => stored.Fact is VisitorCheckedIn).Select(stored => (((VisitorCheckedIn)stored.Fact).Visitor, stored.By)));
        Assert.Equal(["fay", "gu"], (await app.FactsOfAsync<VisitReported>()).Single().Visitors);
    }

    [Fact]
    public async Task A_visitor_who_does_not_come_back_is_looked_for_even_when_the_debt_is_paid_meanwhile()
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        (await app.DoAsync($"visits/{contact}/check-out", new { }, "gu")).IsOk();
        await app.Host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
            Given.Key, "paid", "system", _ => [new PaymentReceived("p", Given.Cny(20_000), new DateOnly(2026, 3, 2), "transfer", "bus")], default);
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddMinutes(119));
        Assert.False((await app.CaseAsync()).IsOpen);
        Assert.Empty(await QueueAsync("safety"));
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddMinutes(121));
        var alarm = Assert.Single(await QueueAsync("safety"));
        Assert.Equal((nameof(TaskKind.Safety), "not-checked-out"), (alarm.Kind, alarm.Because));
        Assert.Equal(["fay"], (await app.FactsOfAsync<VisitorsMissing>()).Single().Visitors);
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddMinutes(137));
        Assert.Equal(alarm.Id, Assert.Single(await QueueAsync("escalated")).Id);
        (await app.DoAsync($"tasks/{alarm.Id}/done", new { })).IsRefused(403, "another-queue");
        (await app.DoAsync($"tasks/{alarm.Id}/done", new { }, "sue", Roles.Supervisor)).IsOk();
        Assert.Empty(await QueueAsync("safety"));
    }

    [Fact]
    public async Task Whoever_left_in_time_is_not_looked_for()
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Met))).IsOk();
        await app.LeaveAsync(contact);
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddHours(5));
        Assert.Empty(await app.FactsOfAsync<VisitorsMissing>());
    }

    [Fact]
    public async Task A_refusal_at_the_door_is_a_refusal_with_its_reason()
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Refused))).IsRefused(422, "reason-needed");
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Refused, Reason: RefusalReason.Other))).IsRefused(422, "reason-needed");
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.Refused, Reason: RefusalReason.CannotPay))).IsOk();
        var state = await app.CaseAsync();
        Assert.Equal((1, 1), (state.Contacts.Refusals, state.Contacts.Conversations));
        Assert.Equal(RefusalReason.CannotPay, (await app.FactsOfAsync<VisitReported>()).Single().Refusal);
    }

    [Fact]
    public async Task A_third_party_is_told_nothing_and_the_visitors_confirm_it()
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.ThirdPartyPresent))).IsRefused(422, "confirmation-needed");
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.ThirdPartyPresent, DebtNotMentioned: false))).IsRefused(422, "confirmation-needed");
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.ThirdPartyPresent, DebtNotMentioned: true))).IsOk();
    }

    [Theory]
    [InlineData(VisitOutcome.Moved)]
    [InlineData(VisitOutcome.AddressInvalid)]
    public async Task Where_the_debtor_does_not_live_nobody_goes_again_until_another_address_is_known(VisitOutcome outcome)
    {
        await app.GivenVisitAsync();
        var contact = await app.ArriveAsync();
        (await app.ReportAsync(contact, new VisitReport(outcome))).IsOk();
        await app.LeaveAsync(contact);
        Assert.Equal(PeopleApp.Noon, (await app.CaseAsync()).Visits.AddressFailedAt);
        await AgainAsync();
        var order = Order with { At = PeopleApp.Noon.AddDays(15) };
        (await app.PlanAsync(order)).IsRefused(422, "contact-forbidden");

        // To a place that he agrees to, or to another address that the bank tells of, somebody may go.
        var elsewhere = (await app.PlanAsync(order with { Place = VisitPlace.Agreed, Appointment = "call-1", Note = "银行大堂" })).IsOk().Read<VisitAnswer>().Visits.Plan!;
        (await app.DoAsync($"visits/{elsewhere.Visit}/call-off", new VisitCallOff(CallOffReason.DebtorAsked))).IsOk();
        var profiles = app.Host.Services.GetRequiredService<DebtorProfiles>();
        var debtor = Given.Opening().Debtor;
        await profiles.SaveAsync(debtor, (await profiles.LoadAsync(debtor, default))! with { Address = "上海市某路 1 号" }, default);
        (await app.PlanAsync(order with { Team = "b" })).IsRefused(422, "contact-forbidden");
        await profiles.SaveAsync(debtor, (await profiles.LoadAsync(debtor, default))! with { Address = "上海市另一路2号" }, default);
        (await app.PlanAsync(order with { Team = "c" })).IsOk();
    }

    [Fact]
    public async Task A_visit_broken_off_for_safety_stops_all_visits_to_the_debtor_until_a_supervisor_clears_them()
    {
        await app.GivenVisitAsync();
        (await app.PlanAsync()).IsOk();
        var contact = await app.StartAsync();
        (await app.DoAsync($"visits/{contact}/check-in", new { })).IsOk();
        (await app.ReportAsync(contact, new VisitReport(VisitOutcome.SafetyStop, "狗"))).IsOk();
        (await app.DoAsync($"visits/{contact}/check-out", new { })).IsOk();
        var task = Assert.Single(await QueueAsync("safety"));
        Assert.Equal("safety-stop", task.Because);
        await AgainAsync();
        var order = Order with { At = PeopleApp.Noon.AddDays(15) };
        (await app.PlanAsync(order)).IsRefused(422, "contact-forbidden");
        (await app.DoAsync($"tasks/{task.Id}/done", new { }, "sue", Roles.Supervisor)).IsRefused(409, "result-needed");
        (await app.DoAsync("visits/clearance", new VisitClearance("x"))).IsRefused(403, "role-required");
        (await app.DoAsync("visits/clearance", new VisitClearance("邻居的狗已拴好"), "sue", Roles.Supervisor)).IsOk();
        Assert.Empty(await QueueAsync("safety"));
        (await app.PlanAsync(order with { Team = "b" })).IsOk();
    }

    /// <summary>Another visit is approved.</summary>
    private Task AgainAsync() => app.Host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
        Given.Key, "again", "system", _ => [new VisitApproved("approval-2"), new TaskOpened("visit-2", TaskKind.Visit, Line.Field, PeopleApp.Noon.AddDays(20), "approved")], default, wake: false);

    private async Task<IReadOnlyList<WorkItem>> QueueAsync(string queue) => (await app.GetAsync($"api/worklist?queue={queue}", "sue", Roles.Supervisor)).IsOk().Read<WorklistPage>().Items;
}
