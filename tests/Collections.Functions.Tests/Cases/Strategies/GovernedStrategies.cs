using System.Text.Json.Nodes;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Http;

namespace Collections.Functions.Tests.Cases.Strategies;

/// <summary>Versions of the shipped strategy, let in as two people do.</summary>
internal static class GovernedStrategies
{
    private const string Address = "api/governance/strategies/cn-default/versions";

    /// <summary>The shipped strategy with other settings at some places.</summary>
    public static string Changed(int version, params (string Place, string Value)[] settings)
    {
        var strategy = JsonNode.Parse(EmbeddedData.Bytes("strategies/cn-default.json"))!;
        strategy["version"] = version;
        foreach (var (place, value) in settings)
        {
            var parts = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var at = parts[..^1].Aggregate(strategy, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
            at[parts[^1]] = JsonNode.Parse(value);
        }

        return strategy.ToJsonString();
    }

    /// <param name="number">That the proposal gets.</param>
    public static async Task LetInAsync(this PeopleApp app, int number, string json)
    {
        (await app.PostAsync($"{Address}?reason=a%20test", json, "ada", Roles.Administrator)).IsOk();
        await ApproveAsync(app, number);
    }

    /// <summary>Proposes an earlier content again; 0 is what ships.</summary>
    /// <param name="number">That the proposal gets.</param>
    public static async Task BackToAsync(this PeopleApp app, int earlier, int number)
    {
        (await app.PostAsync($"{Address}/{earlier}/again", "", "ada", Roles.Administrator)).IsOk();
        await ApproveAsync(app, number);
    }

    /// <summary>The shipped profile of DEMO under an institution's code, with other settings, let in as two people do.</summary>
    /// <param name="number">That the proposal gets.</param>
    public static async Task LetProfileInAsync(this PeopleApp app, int number, string institution, params (string Member, string Value)[] settings)
    {
        var profile = JsonNode.Parse(EmbeddedData.Bytes("profiles/DEMO.json"))!;
        profile["institution"] = institution;
        foreach (var (member, value) in settings) profile[member] = JsonNode.Parse(value);
        var address = $"api/governance/profiles/{institution}/versions";
        (await app.PostAsync(address, profile.ToJsonString(), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"{address}/{number}/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
    }

    private static async Task ApproveAsync(PeopleApp app, int number) => (await app.PostAsync($"{Address}/{number}/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
}
