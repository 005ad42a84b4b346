using System.Net;
using System.Text.Json.Nodes;
using Collections.Local.Host.Faults;
using Microsoft.DurableTask;

namespace Collections.LocalHost.Tests.Inside;

public sealed class InsideReadTests : IAsyncLifetime
{
    private InsideHost inside = null!;

    public async ValueTask InitializeAsync() => inside = await InsideHost.StartAsync();

    public ValueTask DisposeAsync() => inside.DisposeAsync();

    [Fact]
    public async Task The_overview_counts_what_there_is_and_names_what_comes_next()
    {
        await inside.StartCaseAsync("one");
        await inside.StartCaseAsync("bad", -1);
        await inside.SendAsync("payments", "1");
        await inside.PassAsync(TimeSpan.FromMinutes(2));
        await inside.SendAsync("payments", "2");

        var view = await inside.GetAsync("overview");
        Assert.Equal("""{"Running":1,"Completed":1,"Failed":1}""", Ordered(view["instances"]!, "Running", "Completed", "Failed"));
        Assert.Equal("Virtual", (string?)view["clock"]!["mode"]);
        Assert.Equal((1, "one", "CaseFlow"), ((int)view["timers"]!, (string?)view["nextTimer"]!["instanceId"], (string?)view["nextTimer"]!["name"]));
        Assert.Equal(InsideHost.Monday.AddDays(30), (DateTimeOffset)view["nextTimer"]!["until"]!);
        Assert.Equal((1, 1), ((int)view["waiting"]!, (int)view["deadLetters"]!));
        Assert.Equal(3, (int)view["functions"]!["orchestration"]!);
        Assert.Contains(view["places"]!.AsArray(), place => (string?)place!["where"] == inside.Host.Address + "inbox");
    }

    [Fact]
    public async Task Functions_come_with_their_triggers_and_timers_with_their_next_run()
    {
        var functions = (await inside.GetAsync("functions")).AsArray();
        Assert.Equal(
            [
                "Audit topic events / audit", "CaseFlow orchestration CaseFlow", "Cases http GET, POST /api/cases/{id:int?}", "CountFlow orchestration CountFlow",
                "Files blob files/{name}.csv",
                "LetterFlow orchestration LetterFlow", "Nightly timer 0 15 3 * * *", "Payments queue payments", "Score activity Score",
            ],
            functions.Select(function => $"{function!["name"]} {function["kind"]} {function["trigger"]}"));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 3, 15, 0, TimeSpan.Zero), (DateTimeOffset)functions.Single(function => function!["nextRun"] is not null)!["nextRun"]!);
    }

    [Fact]
    public async Task Instances_are_listed_by_status_orchestrator_and_part_of_the_id_in_pages()
    {
        for (var i = 0; i < 60; i++)
            await inside.StartCaseAsync($"case-{i:00}");
        await inside.SettleAsync();

        var first = await inside.GetAsync("instances?name=caseflow");
        Assert.Equal(50, first["page"]!["instances"]!.AsArray().Count);
        Assert.Equal("case-49", (string?)first["page"]!["next"]);
        Assert.Equal(60, (int)first["counts"]!["Running"]!);
        Assert.Equal(["CaseFlow", "CountFlow", "LetterFlow"], first["orchestrators"]!.AsArray().Select(name => (string)name!));
        var rest = await inside.GetAsync("instances?name=CaseFlow&after=case-49");
        Assert.Equal(10, rest["page"]!["instances"]!.AsArray().Count);
        Assert.Null(rest["page"]!["next"]);

        Assert.Equal(["case-07-letter"], Ids(await inside.GetAsync("instances?status=Completed&id=-07")));
        var row = (await inside.GetAsync("instances?status=Running&id=-07"))["page"]!["instances"]![0]!;
        Assert.Equal("""{"stage":"reminder","note":"a-1"}""", (string?)row["customStatus"]!["text"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await inside.Host.Http.GetAsync("host/api/instances?status=Lost", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_history_reads_as_turns_in_which_every_result_has_a_name()
    {
        await inside.StartCaseAsync("one");
        await inside.PassAsync(TimeSpan.FromDays(1));

        var view = await inside.GetAsync("instance?id=one");
        Assert.Equal(
            [
                "started CaseFlow", "activity Score", "result Score", "child LetterFlow", "result LetterFlow", "timer ",
            ],
            view["history"]!.AsArray().SelectMany(turn => turn!["happenings"]!.AsArray()).Select(happening => $"{happening!["kind"]} {happening["name"]}"));
        var turns = view["history"]!.AsArray();
        Assert.Equal(InsideHost.Monday, (DateTimeOffset)turns[0]!["at"]!);
        Assert.Equal("""{"Account":"a-1","Amount":100}""", (string?)turns[0]!["happenings"]![1]!["payload"]!["text"]);
        Assert.Equal("7", (string?)turns[1]!["happenings"]![0]!["payload"]!["text"]);
        Assert.Equal("one-letter", (string?)turns[1]!["happenings"]![1]!["instanceId"]);
        Assert.True((bool)turns[2]!["happenings"]![1]!["isOpen"]!);
        Assert.Equal(["one-letter"], view["children"]!["instances"]!.AsArray().Select(child => (string)child!["id"]!));
        Assert.Equal("one", (string?)(await inside.GetAsync("instance?id=one-letter"))["parent"]!["instanceId"]);

        var pending = Assert.Single(view["pending"]!.AsArray())!;
        Assert.Equal(InsideHost.Monday.AddDays(3), (DateTimeOffset)pending["due"]!);
        Assert.Equal(InsideHost.Monday.AddDays(30), (DateTimeOffset)pending["happening"]!["until"]!);
        Assert.Equal("fired", (string?)pending["happening"]!["kind"]);
    }

    [Fact]
    public async Task A_failed_instance_tells_what_failed_and_why()
    {
        await inside.StartCaseAsync("bad", -1, "x");
        await inside.PassAsync(TimeSpan.FromMinutes(2));
        var view = await inside.GetAsync("instance?id=bad");
        Assert.EndsWith("No score for x", (string?)view["failure"]!["message"], StringComparison.Ordinal);
        Assert.Equal("System.InvalidOperationException", (string?)view["failure"]!["inner"]!["type"]);
        Assert.True((bool)view["isFinished"]!);
    }

    [Fact]
    public async Task Pending_timers_of_all_instances_come_in_their_order()
    {
        await inside.StartCaseAsync("first");
        await inside.PassAsync(TimeSpan.FromHours(1));
        await inside.StartCaseAsync("a-second");
        await inside.SettleAsync();
        var view = await inside.GetAsync("timers");
        Assert.Equal(["first CaseFlow", "a-second CaseFlow"], view["timers"]!.AsArray().Select(timer => $"{timer!["instanceId"]} {timer["name"]}"));
    }

    [Fact]
    public async Task A_long_history_shows_its_end_and_a_long_payload_its_beginning()
    {
        await inside.Host.Durable.ScheduleNewOrchestrationInstanceAsync(nameof(SampleCases.CountFlow), 1_100, new StartOrchestrationOptions("long"));
        for (var i = 1; i <= 1_100; i++)
            await inside.Host.Durable.RaiseEventAsync("long", "tick", i);
        await inside.StartCaseAsync("big", account: new string('x', 100_000));
        await inside.SettleAsync();

        var view = await inside.GetAsync("instance?id=long");
        var shown = view["history"]!.AsArray().SelectMany(turn => turn!["happenings"]!.AsArray()).ToList();
        Assert.Equal((102, 1_000, "1100"), ((int)view["earlier"]!, shown.Count, (string?)shown[^1]!["payload"]!["text"]));

        var input = (await inside.GetAsync("instance?id=big"))["input"]!;
        Assert.Equal(100_000 + """{"Account":"","Amount":100}""".Length, (int)input["length"]!);
        Assert.Equal(32_000, ((string)input["text"]!).Length);
    }

    [Fact]
    public async Task Faults_that_are_made_on_demand_are_told()
    {
        Assert.Null((await inside.GetAsync("overview"))["faults"]);
        await using var faulty = await InsideHost.StartAsync(change: options => options.Faults = FaultOptions.Parse("seed=7,bus.twice=1"));
        await faulty.SendAsync("events", "x");
        await faulty.SettleAsync();
        var faults = (await faulty.GetAsync("overview"))["faults"]!;
        Assert.EndsWith("bus.twice=1", (string?)faults["options"], StringComparison.Ordinal);
        Assert.Equal("""{"bus.twice":1}""", faults["made"]!.ToJsonString());
    }

    [Fact]
    public async Task Every_answer_tells_business_time_and_a_missing_instance_is_told_in_words()
    {
        var answer = await inside.Host.Http.GetAsync("host/api/instance?id=" + Uri.EscapeDataString("a/b#?<i>"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(InsideHost.Monday.ToString("O"), Assert.Single(answer.Headers.GetValues("Business-Time")));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("There is no instance 'a/b#?<i>'. It may have been purged.", (string?)problem["detail"]);
    }

    private static IEnumerable<string> Ids(JsonNode list) => list["page"]!["instances"]!.AsArray().Select(row => (string)row!["id"]!);

    private static string Ordered(JsonNode counts, params string[] names) =>
        new JsonObject(names.Select(name => KeyValuePair.Create(name, counts[name]?.DeepClone()))).ToJsonString();
}
