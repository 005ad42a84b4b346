using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.Contact;
using Collections.Functions.Tests.Http;
using Collections.Functions.Tests.SelfAudit;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Cases.Strategies;

/// <summary>The gentler ladder: a message on day 30, a call and a voice message on day 60, the second line, and a mark for the legal department on day 90.</summary>
public sealed class SlowLadderTests : IAsyncLifetime
{
    private readonly RecordingProvider dialler = new();

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options =>
    {
        options.Settings["Sms:From"] = "+8610000000";
        options.Settings["Sms:EventKey"] = "test";
        options.SmsEvents = "api/sms/events?key=test";
        options.Settings["Email:From"] = "no-reply@bank.example";
        options.Settings["Carriers:Institutions:VOICE:VoiceMessage"] = "dialler";
        options.ConfigureServices = services => services.AddKeyedSingleton<IMessageProvider>(MessageCarriers.KeyOf(Channel.VoiceMessage, "dialler"), dialler);
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("DEMO", false)]
    [InlineData("VOICE", true)]
    public async Task A_case_is_led_by_it_to_the_mark_and_no_further(string institution, bool voice)
    {
        await TakeSlowAsync(institution);
        await app.GivenAsync(Given.Opening(daysPastDue: 20) with { Institution = institution, Strategy = "slow-ladder/1" });
        await app.Host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(Given.Opening().Debtor, new DebtorProfile
        {
            Name = "王小明",
            Phones = [new DebtorPhone("13800001234", PhoneKind.Mobile)],
            Email = "a@example.com",
            Address = "上海市某路1号",
            Language = "zh-CN",
            Region = "310000",
        }, default);
        await app.Host.Services.GetRequiredService<Sweeper>().RunAsync(default);

        await app.Host.RunUntilAsync(On(59));
        Assert.Equal([("credit-notice", 25), ("reminder", 30), ("reminder-email", 30)], Planned(await app.FactsAsync()).Order());
        Assert.DoesNotContain((await app.FactsAsync()).Select(stored => stored.Fact), fact => fact is TaskOpened { Task: TaskKind.Call });
        Assert.Empty(dialler.Messages);

        await app.Host.RunUntilAsync(On(60, 20));
        var facts = await app.FactsAsync();
        Assert.Equal("negotiation-call-60", Assert.Single(facts.Select(stored => stored.Fact).OfType<TaskOpened>(), task => task.Task == TaskKind.Call).Because);
        var rung = Assert.Single(facts.Select(stored => stored.Fact).OfType<ContactPlanned>(), planned => planned.Channel == Channel.VoiceMessage);
        Assert.Equal("negotiation-voice-60", rung.Rung);
        if (voice)
        {
            // What is said to whoever listens says nothing of a debt.
            Assert.DoesNotContain("逾期", Assert.Single(dialler.Messages).Text, StringComparison.Ordinal);
            Assert.Contains(facts, stored => stored.Fact is ContactCompleted { Outcome: SendOutcome.Sent } completed && completed.Contact == rung.Contact);
        }
        else
        {
            Assert.Contains(facts, stored => stored.Fact is ContactForbidden { Rule: ContactSender.NoCarrier } passed && passed.Contact == rung.Contact);
        }

        await app.Host.RunUntilAsync(On(89, 22));
        Assert.Equal((Line.Second, null), ((await app.CaseAsync()).Line, (await app.CaseAsync()).LegalTaggedAt));
        await app.Host.RunUntilAsync(On(120));
        var state = await app.CaseAsync();
        Assert.Equal((Stage.Negotiation, On(90, 0).Date), (state.Stage, BusinessTime.At(BusinessTime.DayOf(state.LegalTaggedAt!.Value), TimeOnly.MinValue).Date));
        Assert.Equal("slow-ladder/1", state.Strategy);
        Assert.Single(await app.FactsAsync(), stored => stored.Fact is LegalTagged);
        Assert.Empty((await app.Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, null, default)).Violations);

        // The department sees it in its queue, and the case says so; neither visits nor court are proposed by it.
        var list = (await app.GetAsync("api/worklist?queue=legal-ready", "lu", Roles.Legal)).IsOk();
        Assert.Equal(Given.Key.Value, (string?)Assert.Single(list.Json["items"]!.AsArray())!["case"]);
        Assert.NotNull((await app.GetAsync($"api/cases/{Given.Key}", "lu", Roles.Legal)).IsOk().Json["legalTaggedAt"]);
        foreach (var subject in (string[])["FieldVisit", "VisitWaiver", "LegalHandoff"])
            (await app.PostAsync($"api/cases/{Given.Key}/approvals", $$"""{"subject":"{{subject}}"}""", "sue", Roles.Supervisor)).IsRefused(409, "not-now");
    }

    [Fact]
    public void The_mark_follows_the_days_past_due()
    {
        var state = Given.Case(Given.Opening(88) with { Strategy = "slow-ladder/1" }, (Given.Start, new StageEntered(Stage.Negotiation, "days-past-due")));
        var quiet = Slow1 with { Negotiation = Slow1.Negotiation with { VoiceMessages = [] } };
        var (before, _) = Decide(state, quiet, Given.Start);
        Assert.Null(before.LegalTaggedAt);
        var (after, recorded) = Decide(before, quiet, Given.Start.AddDays(1));
        Assert.Equal(new LegalTagged(true, "days-past-due"), Assert.Single(recorded.OfType<LegalTagged>()));
        var (paid, lifted) = Decide(after.After(new BalanceUpdated(Given.Position(40, 2_000m, new DateOnly(2026, 3, 3)), new RiskInputs(), [], "i"), Given.Start.AddDays(2)), quiet, Given.Start.AddDays(2));
        Assert.Equal(new LegalTagged(false, "days-past-due"), Assert.Single(lifted.OfType<LegalTagged>()));
        Assert.Null(paid.LegalTaggedAt);
    }

    [Fact]
    public void A_voice_message_waits_for_silence_where_its_rung_says_so()
    {
        var strategy = Slow1 with { Negotiation = Slow1.Negotiation with { VoiceMessages = [new VoiceRung(60, SilentDays: 15)] } };
        var state = Given.Case(Given.Opening(62) with { Strategy = "slow-ladder/1" }, (Given.Start, new StageEntered(Stage.Negotiation, "days-past-due")));
        var noon = Given.Start.AddHours(7);
        Assert.Contains(Decide(state, strategy, noon).Facts, fact => fact is ContactPlanned { Channel: Channel.VoiceMessage });
        Assert.DoesNotContain(Decide(state.Called(Given.Start.AddHours(3), CallOutcome.RightPartyPromise), strategy, noon).Facts, fact => fact is ContactPlanned { Channel: Channel.VoiceMessage });
    }

    [Fact]
    public void The_auditor_finds_a_mark_that_came_too_early_and_a_stage_that_is_not_used()
    {
        AuditedLives.Only("legal-tag-too-early", Slow().Then(Given.Start, new LegalTagged(true, "days-past-due")));
        Assert.Empty(Slow(95).Then(Given.Start, new LegalTagged(true, "days-past-due")).Judge());
        Assert.Contains(Slow(95).Then(Given.Start, new StageEntered(Stage.FieldVisit, "x", "a1")).Judge(), violation => violation.Rule == "stage-unused");
    }

    [Fact]
    public async Task A_case_keeps_its_strategy_in_a_stage_that_the_one_in_force_does_not_use()
    {
        await TakeSlowAsync("DEMO");
        await app.GivenAsync(Given.Opening(95), new StageEntered(Stage.Negotiation, "days-past-due"));
        Assert.Equal("slow-ladder/1", (await app.CaseAsync()).Strategy);
        var visited = Given.Opening(95) with { Key = new CaseKey("1123456789abcdef0123456789abcdef") };
        var streams = app.Host.Services.GetRequiredService<ICaseStreams>();
        var head = await streams.AppendAsync(visited.Key, null, "open", "system", [visited], default);
        head = await streams.AppendAsync(visited.Key, head, "in", "system", [new StageEntered(Stage.FieldVisit, "returned")], default);
        Assert.Equal("cn-default/1", head.State.Strategy);
    }

    private static Strategy Slow1 => StrategyCatalog.Shipped.Get("slow-ladder/1");

    private static (CaseState State, IReadOnlyList<Fact> Facts) Decide(CaseState state, Strategy strategy, DateTimeOffset now)
    {
        var (rules, facts) = (new CaseRules(new StrategyCatalog([strategy]), WorkingCalendar.China), new List<Fact>());
        while (rules.Decide(state, now) is Functions.Cases.Record record)
        {
            facts.AddRange(record.Facts);
            state = record.Facts.Aggregate(state, (known, fact) => known.After(fact, now));
        }

        return (state, facts);
    }

    private static Audited Slow(int daysPastDue = 80) => new Audited(Given.Opening(daysPastDue) with { Strategy = "slow-ladder/1" }).Then(Given.Start, new StageEntered(Stage.Negotiation, "x"));

    /// <summary>The day on which the case of day 20 on 1 March reaches a day of its ladder.</summary>
    private static DateTimeOffset On(int day, int hour = 20) => BusinessTime.At(new DateOnly(2026, 3, 1).AddDays(day - 20), new TimeOnly(hour, 0));

    private static IEnumerable<(string, int)> Planned(IEnumerable<StoredFact> facts) =>
        facts.Where(stored => stored.Fact is ContactPlanned).Select(stored => (((ContactPlanned)stored.Fact).Template, 20 + BusinessTime.DayOf(stored.At).DayNumber - new DateOnly(2026, 3, 1).DayNumber));

    private Task TakeSlowAsync(string institution) => app.LetProfileInAsync(1, institution, ("strategy", "\"slow-ladder\""));
}
