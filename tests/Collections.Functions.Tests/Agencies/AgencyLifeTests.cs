using System.Net;
using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Agencies;

/// <summary>Placements with agencies over HTTP, on the debtor's phone and in virtual time. (R3.8)</summary>
public class AgencyLifeTests
{
    private const string Collector = Roles.Collector;

    private static DateTimeOffset At(int month, int day, int hour = 15, int minute = 0) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, minute));

    [Fact]
    public async Task A_case_is_placed_after_two_approvals_and_a_notice_worked_by_the_agency_alone_and_taken_back_when_it_is_disputed()
    {
        await using var host = await StartAsync();
        var (senior, chief, compliance) = (new Desk(host, "su", Roles.SeniorCollector, Roles.Supervisor), new Desk(host, "chen", Roles.Supervisor), new Desk(host, "wu", Roles.Compliance));
        var (north, south, nobody) = (new Desk(host, "an", "agency:north"), new Desk(host, "bo", "agency:south"), new Desk(host, "cy", Roles.Agency));
        var collector = new Desk(host, "li", Collector);
        await senior.PostAsync($"cases/{Given.Key}/placements", new { agency = "west" }, HttpStatusCode.UnprocessableEntity);
        await senior.PostAsync($"cases/{Given.Key}/placements", new { agency = "north" });
        var approval = (string)Assert.Single(await compliance.WorkAsync("approvals-compliance"))["id"]!;
        await senior.PostAsync($"cases/{Given.Key}/approvals/{approval}/decision", new { verdict = "Approve" }, HttpStatusCode.Forbidden);
        await chief.PostAsync($"cases/{Given.Key}/approvals/{approval}/decision", new { verdict = "Approve" });
        await host.RunUntilAsync(At(3, 3));
        Assert.DoesNotContain(host.SmsInbox.Messages(), message => message.Text.Contains("北方", StringComparison.Ordinal));
        await compliance.PostAsync($"cases/{Given.Key}/approvals/{approval}/decision", new { verdict = "Approve" });

        // Told first; for five days nothing changes, and the agency knows of nothing.
        await host.RunUntilAsync(At(3, 4));
        Assert.Single(host.SmsInbox.Messages(), message => message.Text.Contains("北方", StringComparison.Ordinal));
        await north.GetAsync404($"cases/{Given.Key}");
        Assert.Empty(await FactsAsync<PlacedWithAgency>(host));
        await host.RunUntilAsync(At(3, 9));
        var placed = Assert.Single(await FactsAsync<PlacedWithAgency>(host));
        Assert.Equal(("north", 0.2m, new DateOnly(2026, 3, 27)), (placed.Agency, placed.FeeShare, placed.Until));
        Assert.Equal(Line.Agency, (await host.CaseAsync(Given.Key)).Line);

        // The agency sees what it needs; others see nothing.
        var seen = await north.GetAsync($"cases/{Given.Key}");
        Assert.Equal("示**", (string)seen["debtor"]!["name"]!);
        Assert.Null(seen["riskScore"]);
        Assert.Null(seen["agency"]);
        Assert.Single(await north.WorkAsync("calls-agency"));
        Assert.Empty(await south.WorkAsync("calls-agency"));
        foreach (var other in (Desk[])[south, nobody])
        {
            await other.GetAsync404($"cases/{Given.Key}");
            await other.GetAsync404($"cases/{Given.Key}/timeline");
            await other.GetAsync404($"cases/{Given.Key}/may-contact?channel=Call");
            await other.PostAsync($"cases/{Given.Key}/contacts", new { channel = "Call" }, HttpStatusCode.NotFound);
            await other.PostAsync($"cases/{Given.Key}/promises", new { amount = "100 CNY", due = "2026-03-10", method = "app" }, HttpStatusCode.NotFound);
        }

        // Nobody of the bank presses; the agency calls through the gate, and its calls count.
        Assert.Equal(AgencyRules.WithAgency, (string)(await collector.PostAsync($"cases/{Given.Key}/contacts", new { channel = "Call" }, HttpStatusCode.Conflict))["because"]!);
        var granted = await north.PostAsync($"cases/{Given.Key}/contacts", new { channel = "Call" });
        Assert.Equal("+8619900000001", (string)granted["reach"]!["at"]!);
        await south.PostAsync($"cases/{Given.Key}/contacts/{granted["contact"]}/result", new { outcome = "NoAnswer", durationSeconds = 0 }, HttpStatusCode.NotFound);
        await north.PostAsync($"cases/{Given.Key}/contacts/{granted["contact"]}/result", new { outcome = "RightPartyNoResult", durationSeconds = 40, note = "calls back" });
        await north.PostAsync($"cases/{Given.Key}/contacts", new { channel = "Call" }, HttpStatusCode.Conflict);
        Assert.Equal(["PlacedWithAgency", "CallRecorded"], (await TimelineAsync(north)).Where(kind => kind is not "LineChanged"));
        var messages = host.SmsInbox.Messages().Count;
        await PayAsync(host, "p1", 1_000, new DateOnly(2026, 3, 10));
        await PayAsync(host, "p2", 500, new DateOnly(2026, 3, 11));
        await host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(Given.Key, "back-p2", "system", _ => [new PaymentReversed("p2", "bus")], default);
        await host.RunUntilAsync(At(3, 13));
        Assert.Equal(messages, host.SmsInbox.Messages().Count);

        // A complaint takes it back; the case goes on where it stood, and the agency knows of nothing again.
        await chief.PostAsync($"cases/{Given.Key}/suspensions", new { kind = "Complaint", reason = "says the caller was rude" });
        await host.RunUntilAsync(At(3, 13, 16));
        Assert.Equal("suspended", Assert.Single(await FactsAsync<PlacementRecalled>(host)).Because);
        Assert.Equal(Line.Field, (await host.CaseAsync(Given.Key)).Line);
        await north.GetAsync404($"cases/{Given.Key}");
        Assert.Empty(await north.WorkAsync("calls-agency"));
        Assert.Equal(2, host.Broker.SentTo("agency-placements"));
        var card = await chief.GetAsync("agencies/north/scorecard?institution=DEMO");
        Assert.Equal((1, 0, 1, 1, 1), ((int)card["placements"]!, (int)card["open"]!, (int)card["ended"]!["suspended"]!, (int)card["calls"]!, (int)card["complaints"]!));
        Assert.Equal(("1000.00 CNY", "200.00 CNY"), ((string)card["money"]![0]!["recovered"]!, (string)card["money"]![0]!["fee"]!));
        Assert.Equal(1, (int)card["refused"]!);
    }

    [Fact]
    public async Task After_its_term_another_agency_may_have_it_and_the_first_may_not_at_once()
    {
        await using var host = await StartAsync();
        await PlaceAsync(host, "north", At(3, 10));
        await host.RunUntilAsync(At(3, 30));
        Assert.Equal("term", Assert.Single(await FactsAsync<PlacementRecalled>(host)).Because);
        var chief = new Desk(host, "su", Roles.Supervisor);
        await chief.PostAsync($"cases/{Given.Key}/placements", new { agency = "north" }, HttpStatusCode.Conflict);
        await PlaceAsync(host, "south", At(4, 8), round: "second");
        Assert.Equal(["north", "south"], (await FactsAsync<PlacedWithAgency>(host)).Select(placed => placed.Agency));
    }

    [Fact]
    public async Task An_emergency_stop_of_an_agency_takes_its_cases_back_and_a_person_may_too()
    {
        await using var host = await StartAsync();
        await PlaceAsync(host, "north", At(3, 10));
        var chief = new Desk(host, "su", Roles.Supervisor);
        await chief.PostAsync("stops", new { reason = "police at the door", agency = "unknown" }, HttpStatusCode.UnprocessableEntity);
        await chief.PostAsync("stops", new { reason = "police at the door", agency = "north" });
        Assert.Equal("emergency-stop", Assert.Single(await FactsAsync<PlacementRecalled>(host)).Because);
        await chief.PostAsync($"cases/{Given.Key}/placements/recall", new { reason = "once more" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_payment_while_the_debtor_is_told_ends_what_was_approved_on_other_facts()
    {
        await using var host = await StartAsync();
        await ApproveAsync(host, "north", "one");
        await host.RunUntilAsync(At(3, 4));
        await PayAsync(host, "p1", 100, new DateOnly(2026, 3, 4));
        await host.RunUntilAsync(At(3, 12));
        Assert.Equal("facts-changed", Assert.Single(await FactsAsync<PlacementLapsed>(host)).Because);
        Assert.Empty(await FactsAsync<PlacedWithAgency>(host));
    }

    [Fact]
    public async Task The_strategy_asks_for_an_agency_after_a_month_without_plan_or_promise()
    {
        await using var host = await StartAsync();
        await host.RunUntilAsync(At(3, 31));
        Assert.DoesNotContain(await FactsAsync<TaskOpened>(host), task => task.Task == TaskKind.Placement);
        await host.RunUntilAsync(At(4, 2));
        Assert.Single(await new Desk(host, "su", Roles.SeniorCollector).WorkAsync("placements"));
    }

    private static async Task PlaceAsync(LocalHost host, string agency, DateTimeOffset until, string round = "one")
    {
        await ApproveAsync(host, agency, round);
        await host.RunUntilAsync(until);
        Assert.Equal(agency, (await host.CaseAsync(Given.Key)).Agency.Placed?.Agency);
    }

    private static async Task ApproveAsync(LocalHost host, string agency, string round)
    {
        var compliance = new Desk(host, $"wu-{round}", Roles.Compliance);
        await new Desk(host, $"su-{round}", Roles.SeniorCollector).PostAsync($"cases/{Given.Key}/placements", new { agency });
        var approval = (string)Assert.Single(await compliance.WorkAsync("approvals-compliance"))["id"]!;
        foreach (var desk in (Desk[])[compliance, new Desk(host, $"chen-{round}", Roles.Supervisor)]) await desk.PostAsync($"cases/{Given.Key}/approvals/{approval}/decision", new { verdict = "Approve" });
    }

    private static async Task<LocalHost> StartAsync()
    {
        var host = await TestApp.StartAsync(At(3, 2));
        var opened = Given.Opening(95, 6_000);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<Functions.Cases.Store.ICaseStreams>().AppendAsync(
            opened.Key, null, "open", "system",
            [opened, new StageEntered(Stage.Negotiation, "days-past-due"), new LineChanged(Line.Second, "days-past-due"), new StageEntered(Stage.FieldVisit, "days-past-due", VisitWaived: true), new LineChanged(Line.Field, "stage")], default);
        object Agency(string id, string name) => new { id, names = new Dictionary<string, string> { ["zh-CN"] = name, ["en"] = id }, feeShare = 0.2m, termDays = 20, noticeDays = 5 };
        await new Desk(host, "root", Roles.Administrator).PostAsync("governance/agencies/DEMO/versions", new { institution = "DEMO", agencies = new[] { Agency("north", "北方"), Agency("south", "南方") } });
        await new Desk(host, "wu", Roles.Compliance).PostAsync("governance/agencies/DEMO/versions/1/decision", new { approve = true });
        return host;
    }

    private static async Task<IEnumerable<string>> TimelineAsync(Desk desk) =>
        (await desk.GetAsync($"cases/{Given.Key}/timeline"))["entries"]!.AsArray().Select(entry => string.Concat(((string)entry!["fact"]!["kind"]!).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));

    private static Task PayAsync(LocalHost host, string id, decimal amount, DateOnly on) => host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
        Given.Key, $"pay-{id}", "system", _ => [new PaymentReceived(id, Given.Cny(amount), on, "transfer", "bus")], default);

    private static async Task<List<T>> FactsAsync<T>(LocalHost host) where T : Fact => [.. (await host.FactsAsync(Given.Key)).Select(stored => stored.Fact).OfType<T>()];
}
