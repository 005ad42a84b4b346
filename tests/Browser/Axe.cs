using System.Text.Json;

namespace Collections.Tests.Browser;

/// <summary>What axe-core finds wrong with a page for people who do not see it or do not use a mouse.</summary>
public static class Axe
{
    // The build installs it where it installs the storage emulator.
    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Repository.Path("node_modules/axe-core/axe.min.js")));

    /// <param name="tab">What is looked at.</param>
    /// <param name="rule">The one rule to look for; null for all.</param>
    public static async Task HasNoObjectionsAsync(Tab tab, string? rule = null)
    {
        await tab.Page.EvaluateAsync(Script.Value);
        var found = await tab.Page.EvaluateAsync<JsonElement>(
            "rule => axe.run(document, { resultTypes: ['violations'], ...(rule ? { runOnly: [rule] } : {}) }).then(result => result.violations)", rule);
        List<string> objections =
        [
            .. found.EnumerateArray().SelectMany(violation => violation.GetProperty("nodes").EnumerateArray().Select(node =>
                $"{tab.Page.Url}: {violation.GetProperty("id")}: {violation.GetProperty("help")}: {node.GetProperty("html")}")),
        ];
        Assert.True(objections.Count == 0, string.Join('\n', objections));
    }
}
