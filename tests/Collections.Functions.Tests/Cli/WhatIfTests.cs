using System.Text.Json.Nodes;
using Collections.Cli.Replay;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Cli;

/// <summary>A replay that tries a strategy: for all cases, or for a part of them beside the one in force. (R7.4)</summary>
public sealed class WhatIfTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("what-if-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task All_cases_go_by_the_strategy_of_a_file()
    {
        var file = await WriteAsync(EmbeddedData.Bytes("strategies/slow-ladder.json"));
        var (summary, _) = await ReplayAsync("--strategy", file);
        Assert.Empty(summary["violations"]!.AsArray());
        Assert.Empty(summary["arms"]!.AsObject());
        Assert.Equal(0, (long)summary["cases"]!["byStage"]!["FieldVisit"]!);
        Assert.True((long)summary["contacts"]!["VoiceMessage"]!["sent"]! > 0);
        Assert.True((long)summary["cases"]!["byStage"]!["Negotiation"]! > 0);
    }

    [Fact]
    public async Task A_part_of_the_accounts_goes_by_it_and_is_compared_with_the_others()
    {
        var file = await WriteAsync(EmbeddedData.Bytes("strategies/slow-ladder.json"));
        var (summary, table) = await ReplayAsync("--strategy", file, "--share", "0.5");
        Assert.Empty(summary["violations"]!.AsArray());
        var (champion, challenger) = (summary["arms"]!["what-if/champion"]!, summary["arms"]!["what-if/challenger"]!);
        Assert.Equal(("cn-default/1", "slow-ladder/1"), ((string?)champion["strategy"], (string?)challenger["strategy"]));
        Assert.Equal((long)summary["cases"]!["total"]!, (long)champion["cases"]! + (long)challenger["cases"]!);
        Assert.True((long)champion["visits"]! > 0);
        Assert.Equal((0, 0), ((long)challenger["visits"]!, (long)challenger["handoffs"]!));
        Assert.True((long)challenger["legalTags"]! > 0);
        Assert.Contains("| what-if/challenger | slow-ladder/1 |", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_under_a_version_that_is_there_is_told()
    {
        var (code, _, error) = await CommandLineTests.RunAsync("replay", Sample, "--until", "2026-05-20", "--strategy", await WriteAsync(StrategyFaultsTests.With("minimumOverdue", "50")));
        Assert.Equal(1, code);
        Assert.Contains("$.version", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 1, "–")]
    [InlineData(0, 10, 1, "0.0 % (0.0–27.8)")]
    [InlineData(50, 100, 1, "50.0 % (40.3–59.7)")]
    [InlineData(10, 10, 1, "100.0 % (72.2–100.0)")]
    [InlineData(25, 50, 2, "50.0 % (36.5–63.5)")]
    public void A_share_has_its_interval_and_cases_of_one_debtor_are_worth_less(int cured, int debtors, int casesOfEach, string expected) =>
        Assert.Equal(expected, ArmTable.Share([.. Enumerable.Range(0, debtors).Select(debtor => (casesOfEach, debtor < cured ? casesOfEach : 0))]));

    private static string Sample
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Collections.Functions.sln"))) folder = folder.Parent!;
            return Path.Combine(folder.FullName, "samples", "taiwan-cards");
        }
    }

    private async Task<string> WriteAsync(byte[] strategy)
    {
        var file = Path.Combine(folder.FullName, "mine.json");
        await File.WriteAllBytesAsync(file, strategy, TestContext.Current.CancellationToken);
        return file;
    }

    private async Task<(JsonNode Summary, string Table)> ReplayAsync(params string[] more)
    {
        var table = Path.Combine(folder.FullName, "table.md");
        var (code, output, error) = await CommandLineTests.RunAsync(["replay", Sample, "--until", "2026-06-15", "--table", table, .. more]);
        Assert.True(code == 0, error);
        return (JsonNode.Parse(output)!, await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken));
    }
}
