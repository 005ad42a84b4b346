using System.Text.Json.Nodes;

namespace Collections.Functions.Tests.Cli;

/// <summary>A whole replay of the excerpt of the real portfolio, as its command writes it.</summary>
public class ReplayTests
{
    [Fact]
    public async Task The_same_files_give_the_same_summary_and_no_violations()
    {
        var first = await ReplayAsync();
        var second = await ReplayAsync();
        Assert.Empty(first["violations"]!.AsArray());
        Assert.Equal("4076338.00", (string?)first["files"]!.AsArray().Single(file => (string?)file!["name"] == "delinquency-20260430.csv")!["amount"]);
        foreach (var summary in (JsonNode[])[first, second])
        {
            summary.AsObject().Remove("wallSeconds");
            summary.AsObject().Remove("storageTransactions");
        }

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        foreach (var stage in (string[])["Negotiation", "FieldVisit"]) Assert.True((long)first["cases"]!["byStage"]![stage]! > 0, $"No case is in {stage}.");
    }

    private static async Task<JsonNode> ReplayAsync()
    {
        var (code, output, error) = await CommandLineTests.RunAsync("replay", Path.Combine(Samples(), "taiwan-cards"), "--until", "2026-06-15");
        Assert.True(code == 0, error);
        return JsonNode.Parse(output)!;
    }

    private static string Samples()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Collections.Functions.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "samples");
    }
}
