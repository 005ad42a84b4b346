using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Http;
using Collections.Functions.Tests.SelfAudit;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Cases.Strategies;

/// <summary>Strategies are tried against each other: the split is stable and true to its shares, and a case stays where it was put. (R7.3)</summary>
public sealed class StrategyTrialTests : IAsyncLifetime
{
    private const string Halves = """{"name":"spring","arms":[{"name":"champion","strategy":"cn-default","share":0.5},{"name":"challenger","strategy":"slow-ladder","share":0.5}]}""";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.9, 0.1)]
    [InlineData(0.3333, 0.3333, 0.3334)]
    [InlineData(0.99, 0.01)]
    public void Shares_are_kept_over_ten_thousand_accounts(params double[] shares)
    {
        var trial = Trial("spring", [.. shares.Select(share => (decimal)share)]);
        var counts = Debtors(10_000).CountBy(debtor => trial.ArmOf(debtor, Product.CreditCard, "310000")!.Name).ToDictionary();
        foreach (var arm in trial.Arms)
        {
            var (expected, most) = (10_000 * (double)arm.Share, 4 * Math.Sqrt(10_000 * (double)arm.Share * (1 - (double)arm.Share)));
            Assert.InRange(counts[arm.Name], expected - most, expected + most);
        }
    }

    [Fact]
    public void The_split_depends_on_seed_and_debtor_alone()
    {
        var (trial, again) = (Trial("spring", 0.5m, 0.5m), Trial("autumn", 0.5m, 0.5m) with { Seed = "spring" });
        foreach (var debtor in Debtors(500))
        {
            var arm = trial.ArmOf(debtor, Product.CreditCard, "310000");
            Assert.Equal(arm, trial.ArmOf(debtor, Product.Mortgage, "440100"));
            Assert.Equal(arm, again.ArmOf(debtor, Product.CreditCard, "310000"));
        }

        // Another seed has nothing to do with it: about half of the accounts are in the same arm.
        var other = Trial("autumn", 0.5m, 0.5m);
        Assert.InRange(Debtors(10_000).Count(debtor => trial.ArmOf(debtor, Product.CreditCard, "") == other.ArmOf(debtor, Product.CreditCard, "")), 4_800, 5_200);
    }

    /// <summary>What was split once is split so for ever, whatever the program becomes.</summary>
    [Fact]
    public void The_split_of_known_accounts_never_changes() => Assert.Equal(
        "baababbbbbbbbbaababaabaabbaaaaabbbababba",
        string.Concat(Debtors(40).Select(debtor => Trial("spring", 0.5m, 0.5m).ArmOf(debtor, Product.CreditCard, "310000")!.Name)));

    [Fact]
    public void A_pilot_takes_in_its_regions_and_products_and_nobody_else()
    {
        var pilot = Trial("pilot", 1m) with { Regions = ["310000", "440100"], Products = [Product.CreditCard, Product.CarLoan] };
        var debtor = new DebtorKey("d0000000000000000000000000000000");
        Assert.NotNull(pilot.ArmOf(debtor, Product.CreditCard, "310101"));
        Assert.NotNull(pilot.ArmOf(debtor, Product.CarLoan, "440106"));
        Assert.Null(pilot.ArmOf(debtor, Product.CreditCard, "440300"));
        Assert.Null(pilot.ArmOf(debtor, Product.Mortgage, "310101"));
        Assert.Null(pilot.ArmOf(debtor, Product.CreditCard, ""));
    }

    [Theory]
    [InlineData("name", "\"a b\"", "$.trial.name")]
    [InlineData("seed", "\"\"", "$.trial.seed")]
    [InlineData("products", "[]", "$.trial.products")]
    [InlineData("regions", "[\" \"]", "$.trial.regions")]
    [InlineData("arms", """[{"name":"a","strategy":"cn-default","share":1}]""", "$.trial.arms")]
    [InlineData("arms", """[{"name":"a","strategy":"cn-default","share":0.5},{"name":"b","strategy":"cn-default","share":0.4}]""", "$.trial.arms")]
    [InlineData("arms", """[{"name":"a","strategy":"cn-default","share":0.5},{"name":"a","strategy":"cn-default","share":0.5}]""", "$.trial.arms[1].name")]
    [InlineData("arms", """[{"name":"a","strategy":"cn-default","share":0.00005},{"name":"b","strategy":"cn-default","share":0.99995}]""", "$.trial.arms[0].share", "$.trial.arms[1].share")]
    [InlineData("arms", """[{"name":"a","strategy":"cn-default","share":0.5},{"name":"b","strategy":"nobodys","share":0.5}]""", "$.trial.arms[1].strategy")]
    public async Task What_is_wrong_with_a_trial_is_told_with_its_path(string member, string value, params string[] paths)
    {
        var (profile, trial) = (JsonNode.Parse(EmbeddedData.Bytes("profiles/DEMO.json"))!, JsonNode.Parse(Halves)!);
        trial[member] = JsonNode.Parse(value);
        profile["trial"] = trial;
        var answer = await app.PostAsync("api/governance/profiles/DEMO/versions", profile.ToJsonString(), "ada", Roles.Administrator);
        answer.IsRefused(422, "document-invalid");
        Assert.Equal(paths, answer.Json["problems"]!.AsArray().Select(problem => (string?)problem!["path"]));
    }

    [Fact]
    public async Task Accounts_of_a_file_are_put_into_their_arms_and_the_auditor_puts_them_there_too()
    {
        await app.LetProfileInAsync(1, "DEMO", ("trial", Halves));
        var file = new BankFile(new DateOnly(2026, 3, 1));
        for (var account = 0; account < 24; account++) file.With($"A{account:00}", new DateOnly(2026, 2, 20), 5_000, $"D{account / 2:00}", $"199000000{account / 2:00}");
        await file.DropAsync(app.Host);
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddMinutes(30));
        var watch = new Openings();
        Assert.Empty((await app.Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, watch, default)).Violations);
        Assert.Equal(24, watch.Opened.Count);
        Assert.Equal([("spring/challenger", "slow-ladder/1"), ("spring/champion", "cn-default/1")], watch.Opened.Select(opened => (opened.Arm!, opened.Strategy)).Distinct().Order());
        Assert.All(watch.Opened.GroupBy(opened => opened.Debtor), debtor => Assert.Single(debtor.Select(opened => opened.Arm).Distinct()));

        // Other shares, later: what runs stays, and the auditor goes by what held when it was opened.
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddDays(1));
        await app.LetProfileInAsync(2, "DEMO", ("trial", Halves.Replace("\"champion\",\"strategy\":\"cn-default\",\"share\":0.5", "\"champion\",\"strategy\":\"cn-default\",\"share\":0.0001", StringComparison.Ordinal).Replace("\"slow-ladder\",\"share\":0.5", "\"slow-ladder\",\"share\":0.9999", StringComparison.Ordinal)));
        await app.Host.RunUntilAsync(PeopleApp.Noon.AddDays(2));
        Assert.Empty((await app.Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, new Openings(), default)).Violations);
    }

    [Fact]
    public async Task A_case_stays_in_its_arm_takes_what_the_arm_says_and_goes_on_like_all_others_when_it_has_come_to_its_end()
    {
        await app.LetInAsync(1, GovernedStrategies.Changed(2, ("/minimumOverdue", "50")));
        await app.LetProfileInAsync(1, "DEMO", ("strategy", "\"cn-default/1\""), ("trial", """{"name":"spring","arms":[{"name":"champion","strategy":"cn-default/1","share":0.9999},{"name":"challenger","strategy":"cn-default","share":0.0001}]}"""));
        await app.GivenAsync(Given.Opening(30) with { Arm = "spring/challenger" }, new StageEntered(Stage.Negotiation, "days-past-due"));
        Assert.Equal(("cn-default/2", "spring/challenger"), ((await app.CaseAsync()).Strategy, (await app.CaseAsync()).Arm));

        await app.LetProfileInAsync(2, "DEMO", ("strategy", "\"cn-default/1\""));
        var streams = app.Host.Services.GetRequiredService<ICaseStreams>();
        Assert.Equal("spring/challenger", (await app.CaseAsync()).Arm);
        var head = await streams.AppendAsync(Given.Key, (await streams.LoadAsync(Given.Key, default))!, "up", "system", [new StageEntered(Stage.FieldVisit, "x", "a")], default);
        Assert.Equal(("cn-default/1", null), (head.State.Strategy, head.State.Arm));
        Assert.Equal([new StrategyPinned("cn-default/2", "spring/challenger"), new StrategyPinned("cn-default/1")], (await app.FactsAsync()).Select(stored => stored.Fact).OfType<StrategyPinned>());
    }

    [Fact]
    public void The_auditor_finds_a_case_in_an_arm_that_is_not_its_own()
    {
        var trial = Trial("spring", 0.5m, 0.5m);
        var opened = Given.Opening();
        var own = trial.ReferenceOf(trial.ArmOf(opened.Debtor, opened.Product, opened.Region)!);
        Assert.Empty(Judge(own, trial));
        Assert.Empty(Judge(null, null, trial with { Regions = ["440000"] }));
        Assert.Empty(Judge(own, null, trial));
        Assert.Empty(Judge("spring/anything"));
        Assert.Equal("arm", Assert.Single(Judge(own == "spring/a" ? "spring/b" : "spring/a", trial)).Rule);
        Assert.Equal("arm", Assert.Single(Judge(null, trial)).Rule);
        Assert.Equal("arm", Assert.Single(Judge(own, (StrategyTrial?)null)).Rule);
        AuditedLives.Only("arm-moved", new Audited(opened with { Arm = "spring/a" }).Then(Given.Start, new StageEntered(Stage.Negotiation, "x"), new StrategyPinned("cn-default/1", "spring/b")), "stage-too-early");
    }

    private static IReadOnlyList<Violation> Judge(string? arm, params IReadOnlyList<StrategyTrial?> trials)
    {
        var audit = new Reporting.SelfAudit.SelfAudit(StrategyCatalog.Shipped, WorkingCalendar.China);
        var stream = new Audited(Given.Opening() with { Arm = arm }).Stream();
        audit.Take(stream, audit.Read(stream), trials);
        return audit.Conclude();
    }

    private static StrategyTrial Trial(string name, params decimal[] shares) =>
        new() { Name = name, Arms = [.. shares.Select((share, at) => new TrialArm(((char)('a' + at)).ToString(), "cn-default", share))] };

    private static IEnumerable<DebtorKey> Debtors(int count)
    {
        var keys = new KeyRing("a secret for tests only"u8.ToArray());
        return Enumerable.Range(0, count).Select(number => keys.Debtor("DEMO", $"D{number}"));
    }

    private sealed class Openings : IAuditWatch
    {
        public List<CaseOpened> Opened { get; } = [];

        public void Read(AuditedStream stream, IReadOnlyList<StoredFact> facts) => Opened.Add((CaseOpened)facts[0].Fact);

        public void Read(ContactRecord contact)
        {
        }
    }
}
