using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>Hundreds of lives, day by day for a year: none takes a step that is not in the diagram, every step of the diagram is taken, and what must never happen does not. (R3.5, R9)</summary>
public class CaseLifeTests
{
    private const int Lives = 500;

    /// <summary>Until what is rare has happened too.</summary>
    private const int Most = 2000;

    private const int Days = 330;

    [Fact]
    public void Lives_take_the_steps_of_the_diagram_and_no_others()
    {
        var known = CaseLife.Stages.Concat(CaseLife.Plans).Concat(CaseLife.Placements).Concat(CaseLife.Proceedings).Concat(CaseLife.Collateral).Concat(CaseLife.Paths).Select(step => (step.From, step.To, step.Because)).ToHashSet();
        var taken = new HashSet<(string, string, string)>();
        for (var seed = 0; seed < Lives || (seed < Most && !known.IsSubsetOf(taken)); seed++)
        {
            var life = new LivedCase(seed);
            life.Live(Days);
            Assert.True(life.Wrong is null, $"Life {seed}: {life.Wrong}");
            Assert.True(life.Violations() is [], $"Life {seed}: {string.Join("; ", life.Violations().Take(3))}");
            if (seed % 10 == 0) Assert.Equal(Json(life.State), Json(life.Refolded()));
            taken.UnionWith(CaseLife.Of(life.Facts));
            Assert.True(taken.IsSubsetOf(known), $"Life {seed} takes {string.Join(", ", taken.Except(known))}, which is not in the diagram.");
        }

        // By a strategy that makes no visits, court comes after the second line.
        var usual = StrategyCatalog.Shipped.Get("cn-default/1");
        var unvisited = new StrategyCatalog([usual with { FieldVisit = FieldVisitLadder.None, Unused = new Dictionary<Stage, string> { [Stage.FieldVisit] = "There is nobody to go." } }]);
        for (var seed = 0; seed < Lives / 5; seed++)
        {
            var life = new LivedCase(seed, strategies: unvisited);
            life.Live(Days);
            Assert.True(life.Wrong is null, $"Life {seed} without visits: {life.Wrong}");
            Assert.True(life.Violations() is [], $"Life {seed} without visits: {string.Join("; ", life.Violations().Take(3))}");
            taken.UnionWith(CaseLife.Of(life.Facts));
            Assert.True(taken.IsSubsetOf(known), $"Life {seed} without visits takes {string.Join(", ", taken.Except(known))}, which is not in the diagram.");
        }

        Assert.True(known.IsSubsetOf(taken), $"No life takes {string.Join(", ", known.Except(taken))}.");
    }

    [Fact]
    public void Lives_by_strategies_that_come_in_force_on_the_way_are_as_lawful()
    {
        var (taken, tagged) = (new HashSet<string>(), 0);
        for (var seed = 0; seed < Lives / 5; seed++)
        {
            var life = new LivedCase(seed, strategies: new Strategies.ChangingStrategies());
            life.Live(Days);
            Assert.True(life.Wrong is null, $"Life {seed}: {life.Wrong}");
            Assert.True(life.Violations() is [], $"Life {seed}: {string.Join("; ", life.Violations().Take(3))}");
            if (seed % 10 == 0) Assert.Equal(Json(life.State), Json(life.Refolded()));
            taken.UnionWith(life.Facts.OfType<Functions.Cases.Strategies.StrategyPinned>().Select(pinned => pinned.Strategy));
            tagged += life.Facts.OfType<Functions.Legal.LegalTagged>().Count();
        }

        Assert.Equal(["cn-default/1", "cn-default/2", "cn-default/3", "slow-ladder/1"], taken.Order(StringComparer.Ordinal));
        Assert.True(tagged > 0, "No life was marked for the legal department.");
    }

    [Fact]
    public void The_page_is_made_of_the_code()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Collections.Functions.sln"))) folder = folder.Parent;
        var page = Path.Combine(folder.FullName, "docs", "case-life.md");
        if (Environment.GetEnvironmentVariable("COLLECTIONS_APPROVE") == "1") File.WriteAllText(page, CaseLife.Markdown());
        Assert.Equal(CaseLife.Markdown(), File.ReadAllText(page), ignoreLineEndingDifferences: true);
    }

    private static string Json(CaseState state) => JsonSerializer.Serialize(state, CollectionsJson.Stored);
}
