using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Contact;
using Collections.Functions.Tests.Http;
using Collections.Functions.Tests.SelfAudit;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Cases.Strategies;

/// <summary>A case goes by one version of its strategy while a stage lasts, and takes what is in force where the next one begins. (R5.10)</summary>
public sealed class StrategyPinTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options =>
    {
        options.Settings["Sms:From"] = "+8610000000";
        options.Settings["Sms:EventKey"] = "test";
        options.SmsEvents = "api/sms/events?key=test";
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_version_that_is_let_in_while_a_stage_lasts_holds_from_the_next_one_on()
    {
        await OpenAsync(Given.Opening(daysPastDue: 10));
        await app.LetInAsync(1, GovernedStrategies.Changed(2, ("/reminder/messages", "[16, 20]"), ("/reminder/calls/Medium", "[]"), ("/negotiation/messageEveryDays", "3")));

        // Day 23: both 15 and 22 of the old ladder were sent, and nothing of the new one.
        await app.Host.RunUntilAsync(At(13));
        Assert.Equal(["reminder-7", "reminder-15", "reminder-22"], Rungs(await app.FactsAsync(), "reminder"));
        Assert.Empty(Pins(await app.FactsAsync()));
        Assert.Equal("cn-default/1", (await app.CaseAsync()).Strategy);

        // Day 31 begins the next stage; from there on a message comes every three days.
        await app.Host.RunUntilAsync(At(36));
        var facts = await app.FactsAsync();
        var pinned = Assert.Single(Pins(facts));
        Assert.Equal(new StrategyPinned("cn-default/2"), pinned.Fact);
        Assert.IsType<StageEntered>(facts[(int)pinned.Sequence - 2].Fact);
        Assert.Equal(facts[(int)pinned.Sequence - 2].Command, pinned.Command);
        Assert.Equal("cn-default/2", (await app.CaseAsync()).Strategy);
        var messages = facts.Where(stored => stored.Fact is ContactPlanned { Template: "negotiation" }).Select(stored => BusinessTime.DayOf(stored.At).DayNumber).ToList();
        Assert.True(messages.Count > 2);
        Assert.All(messages.Zip(messages.Skip(1)), pair => Assert.True(pair.Second - pair.First < 7, "It goes on by the old ladder."));
        Assert.Empty(await AuditAsync());
        var timeline = await app.GetAsync($"api/cases/{Given.Key}/timeline?after={pinned.Sequence - 1}&take=1", "ana", Roles.Collector);
        Assert.Equal(("strategy-pinned", "cn-default/2"), ((string?)timeline.IsOk().Json["entries"]![0]!["fact"]!["kind"], (string?)timeline.Json["entries"]![0]!["fact"]!["strategy"]));
        Assert.Equal("cn-default/2", (string?)(await app.GetAsync($"api/cases/{Given.Key}", "ana", Roles.Collector)).IsOk().Json["strategy"]);
    }

    [Fact]
    public async Task A_version_that_is_taken_back_before_the_next_stage_is_never_taken()
    {
        await OpenAsync(Given.Opening(daysPastDue: 10));
        await app.LetInAsync(1, GovernedStrategies.Changed(2, ("/negotiation/messageEveryDays", "3")));
        await app.Host.RunUntilAsync(At(5));
        await app.BackToAsync(0, 2);
        await app.Host.RunUntilAsync(At(23));
        Assert.Equal(Stage.Negotiation, (await app.CaseAsync()).Stage);
        Assert.Empty(Pins(await app.FactsAsync()));
    }

    [Fact]
    public async Task A_case_that_has_taken_a_version_keeps_it_until_the_next_boundary_though_it_is_taken_back()
    {
        await app.LetInAsync(1, GovernedStrategies.Changed(2, ("/negotiation/messageEveryDays", "3")));
        await OpenAsync(Given.Opening(daysPastDue: 30));
        await app.Host.RunUntilAsync(At(3));
        Assert.Equal("cn-default/2", (await app.CaseAsync()).Strategy);
        await app.BackToAsync(0, 2);
        await app.Host.RunUntilAsync(At(12));
        Assert.Equal("cn-default/2", (await app.CaseAsync()).Strategy);

        // Paid, and the payment taken back: it is opened again by what is in force by now.
        var key = Given.Key;
        var commands = app.Host.Services.GetRequiredService<CaseCommands>();
        var paid = BusinessTime.DayOf(At(12));
        await commands.ExecuteAsync(key, "pay", "feed", _ => [new PaymentReceived("p1", Given.Cny(5_000), paid, "feed", "x")], default);
        await app.Host.RunUntilAsync(At(13));
        Assert.NotNull((await app.CaseAsync()).Closed);
        await commands.ExecuteAsync(key, "take-back", "feed", _ => [new PaymentReversed("p1", "x")], default);
        await app.Host.RunUntilAsync(At(14));
        var facts = await app.FactsAsync();
        Assert.Equal(["cn-default/2", "cn-default/1"], Pins(facts).Select(stored => ((StrategyPinned)stored.Fact).Strategy));
        Assert.IsType<CaseReopened>(facts[(int)Pins(facts)[^1].Sequence - 2].Fact);
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task What_people_and_files_record_takes_the_strategy_in_the_same_append()
    {
        await app.LetInAsync(1, GovernedStrategies.Changed(2, ("/minimumOverdue", "50")));
        await app.GivenAsync(Given.Opening(40), new StageEntered(Stage.Negotiation, "days-past-due"));
        var facts = await app.FactsAsync();
        Assert.Equal(["CaseOpened", "StageEntered", "StrategyPinned"], facts.Select(stored => stored.Fact.GetType().Name));
        Assert.Equal(facts[1].Command, facts[2].Command);
    }

    [Fact]
    public void What_is_pinned_already_is_not_pinned_again()
    {
        var state = Given.Case(Given.Opening(40));
        IReadOnlyList<Fact> entered = [new TaskClosed("t", "stage"), new StageEntered(Stage.Negotiation, "x"), new LineChanged(Line.Second, "x")];
        var once = StrategyPins.At(state, entered, _ => new Placement("cn-default/2"));
        Assert.Equal([entered[0], entered[1], new StrategyPinned("cn-default/2"), entered[2]], once);
        Assert.Equal(once, StrategyPins.At(state, once, _ => new Placement("cn-default/3")));
        Assert.Equal(entered, StrategyPins.At(state, entered, _ => new Placement("cn-default/1")));
        Assert.Equal(entered, StrategyPins.At(state, entered, _ => null));
    }

    [Fact]
    public void The_auditor_finds_a_strategy_that_was_taken_while_a_stage_lasted()
    {
        AuditedLives.Only("pinned-within-stage", new Audited().Then(Given.Start, new StageEntered(Stage.Negotiation, "x"), new LineChanged(Line.Second, "x"), new StrategyPinned("cn-default/1")));
        Assert.Empty(new Audited().Then(Given.Start, new StageEntered(Stage.Negotiation, "x"), new StrategyPinned("cn-default/1")).Judge());
    }

    [Fact]
    public void The_auditor_finds_a_strategy_that_nobody_knows() =>
        AuditedLives.Only("strategy-unknown", new Audited().Then(Given.Start, new StageEntered(Stage.Negotiation, "x"), new StrategyPinned("lost/7")));

    /// <summary>A process that ends after the append and before anything else: another one goes on with what was taken.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_the_boundary_neither_loses_the_strategy_nor_takes_it_twice(bool after)
    {
        for (var call = 1; call <= 6; call++)
        {
            var world = new ContactWorld(new OtherInForce());
            await world.OpenAsync(Given.Opening(40));
            await Assert.ThrowsAsync<CrashException>(() => world.AdvanceOver(new CrashingTransport(world.Store.Storage, call, after).Tables()).NextAsync(Given.Key, default));
            await world.AdvanceAsync();
            var state = await world.StateAsync();
            var facts = await world.Store.Streams.ReadAsync(Given.Key, 1, state.Version, default);
            Assert.Equal("cn-default/2", state.Strategy);
            Assert.IsType<StageEntered>(facts[(int)Assert.Single(Pins(facts)).Sequence - 2].Fact);
        }
    }

    private static DateTimeOffset At(int days) => PeopleApp.Noon.AddDays(days);

    private async Task OpenAsync(CaseOpened opened)
    {
        await app.GivenAsync(opened);
        await app.Host.Services.GetRequiredService<Sweeper>().RunAsync(default);
    }

    private async Task<IReadOnlyList<Violation>> AuditAsync() => (await app.Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, null, default)).Violations;

    private static List<string> Rungs(IEnumerable<StoredFact> facts, string template) =>
        [.. facts.Select(stored => stored.Fact).OfType<ContactPlanned>().Where(planned => planned.Template == template).Select(planned => planned.Rung)];

    private static List<StoredFact> Pins(IEnumerable<StoredFact> facts) => [.. facts.Where(stored => stored.Fact is StrategyPinned)];

    /// <summary>Cases are opened by the first version, and the second is in force.</summary>
    private sealed class OtherInForce : IStrategyBook
    {
        private static readonly Strategy Second = StrategyCatalog.Shipped.Get("cn-default/1") with { Version = 2 };

        public Strategy Get(string reference) => reference == Second.Reference ? Second : StrategyCatalog.Shipped.Get(reference);

        public Scorecard ScorecardOf(Strategy strategy) => Scorecard.Default;

        public Placement? InForceFor(CaseState state) => new(Second.Reference);

        public ValueTask<Placement> PlaceAsync(string institution, DebtorKey debtor, Product product, string region, CancellationToken cancellation) => ValueTask.FromResult(new Placement(Second.Reference));

        public ValueTask EnsureAsync(CaseState state, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask EnsureAsync(string reference, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
