using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Http;

namespace Collections.Functions.Tests.Risk;

/// <summary>Which scorecards are let in, and the page that lists the one that ships. (R2.2)</summary>
public class ScorecardKindTests
{
    private const string Name = "default-2026";

    private static readonly byte[] Shipped = EmbeddedData.Bytes($"scorecards/{Name}.json");

    [Fact]
    public void The_scorecard_that_ships_has_no_fault()
    {
        Assert.NotNull(ScorecardKind.Read(Name, Shipped, out var faults));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("$.factors[0].name", "/factors/0/name", "\"religion\"", "nobody's factor")]
    [InlineData("$.factors[6].name", "/factors/6/name", "\"籍贯\"", "nobody's factor")]
    [InlineData("$.factors[0].name", "/factors/0/name", "\"shoeSize\"", "is not one of")]
    [InlineData("$.factors[1].name", "/factors/1/name", "\"daysPastDue\"", "there already")]
    [InlineData("$.factors[0].missing", "/factors/0/missing", "-1", "negative")]
    [InlineData("$.factors[0].bins[1].points", "/factors/0/bins/1/points", "-3", "negative")]
    [InlineData("$.factors[0].bins[1]", "/factors/0/bins/1/upTo", "3", "does not follow")]
    [InlineData("$.factors[0].bins[5]", "/factors/0/bins/5/upTo", "500", "has no bound")]
    [InlineData("$.factors[0].bins[1]", "/factors/0/bins/1/upTo", null, "since it is not the last")]
    [InlineData("$.factors[0].bins[1]", "/factors/0/bins/1/below", "9", "has one bound")]
    [InlineData("$.factors[6].bins[1].label", "/factors/6/bins/1/label", "\"verified\"", "word of its own")]
    [InlineData("$.factors[6].bins[1].label", "/factors/6/bins/1/label", "\"missing\"", "word of its own")]
    [InlineData("$.factors", "/factors/0/bins/5/points", "13", "the most to 99")]
    [InlineData("$.factors", "/factors/0/bins/0/points", "1", "the fewest points come to 1")]
    [InlineData("$.highFrom", "/highFrom", "35", "more than 'mediumFrom'")]
    [InlineData("$.mediumFrom", "/mediumFrom", "0", "is 1 to 100")]
    [InlineData("$.margin", "/margin", "14", "width of the middle level")]
    [InlineData("$.margin", "/margin", "0", "width of the middle level")]
    [InlineData("$.name", "/name", "\"other\"", "the name of the address")]
    [InlineData("$.name", "/name", "\"not a name!\"", "letters, digits")]
    public void A_scorecard_that_would_score_anybody_wrongly_is_refused_with_the_path(string path, string place, string? value, string problem)
    {
        Assert.Null(ScorecardKind.Read(Name, Spoilt(place, value), out var faults));
        Assert.Contains(faults, fault => fault.Path == path && fault.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scorecards_are_let_in_by_four_eyes()
    {
        await using var app = await PeopleApp.StartAsync();
        const string address = $"api/governance/scorecards/{Name}";
        (await app.GetAsync(address, "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"{address}/versions?reason=x", Encoding.UTF8.GetString(Spoilt("/factors/0/name", "\"gender\"")), "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync($"{address}/versions?reason=x", Encoding.UTF8.GetString(Spoilt("/version", "2")), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"{address}/versions/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
    }

    /// <summary>With <c>COLLECTIONS_APPROVE=1</c> the table is written anew.</summary>
    [Fact]
    public void The_page_lists_the_scorecard_as_it_is()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Collections.Functions.sln"))) folder = folder.Parent;
        var file = Path.Combine(folder.FullName, "docs", "risk.md");
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");
        const string begin = "<!-- the scorecard, made by ScorecardKindTests -->\n", end = "<!-- end of the scorecard -->";
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from > begin.Length && to > from);
        if (Environment.GetEnvironmentVariable("COLLECTIONS_APPROVE") == "1") File.WriteAllText(file, page[..from] + Table() + page[to..]);
        Assert.Equal(Table(), File.ReadAllText(file).ReplaceLineEndings("\n")[from..^(page.Length - to)]);
    }

    private static string Table()
    {
        var table = new StringBuilder("| factor | bins → points | missing |\n|---|---|---|\n");
        foreach (var factor in Scorecard.Default.Factors)
            table.Append(CultureInfo.InvariantCulture, $"| {factor.Name} | {string.Join("; ", factor.Bins.Select(bin => $"{bin.Name} → {bin.Points}"))} | {factor.Missing} |\n");
        return table.ToString();
    }

    private static byte[] Spoilt(string place, string? value)
    {
        var card = JsonNode.Parse(Shipped)!;
        var parts = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = parts[..^1].Aggregate(card, (node, part) => int.TryParse(part, CultureInfo.InvariantCulture, out var index) ? node[index]! : node[part]!);
        if (value is null) at.AsObject().Remove(parts[^1]);
        else at[parts[^1]] = JsonNode.Parse(value);
        return Encoding.UTF8.GetBytes(card.ToJsonString());
    }
}
