using System.Text.Json.Nodes;
using Collections.Cli.Commands;

namespace Collections.Functions.Tests.Replay;

/// <summary>Runs the <c>replay</c> command within this process and takes its summary.</summary>
internal static class ReplayRuns
{
    public static async Task<JsonObject> SummaryAsync(string exports, DateOnly until, string storage)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(["replay", exports, "--until", $"{until:yyyy-MM-dd}", "--desk", "auto", "--storage", storage], output, error);
        Assert.True(exit == 0, error.ToString());
        return Comparable(output.ToString());
    }

    /// <summary>A summary without what differs between runs that are the same: the time they took, and calls of the storage, which a retry adds to.</summary>
    public static JsonObject Comparable(string json)
    {
        var summary = JsonNode.Parse(json)!.AsObject();
        Assert.True(summary.Remove("wallSeconds") && summary.Remove("storageTransactions"), json);
        return summary;
    }
}
