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
        var known = CaseLife.Stages.Concat(CaseLife.Plans).Concat(CaseLife.Proceedings).Concat(CaseLife.Collateral).Concat(CaseLife.Paths).Select(step => (step.From, step.To, step.Because)).ToHashSet();
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

        Assert.Empty(known.Except(taken));
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
