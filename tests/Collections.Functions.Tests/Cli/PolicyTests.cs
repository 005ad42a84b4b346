namespace Collections.Functions.Tests.Cli;

/// <summary>Packs on the command line: what is wrong with one, and what another would change.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policy-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_right_pack_is_told_rule_by_rule()
    {
        var (code, output, error) = await CheckAsync("""{"kind":"visit","id":"cn-national/visitors","source":"ours","status":"House","minimum":2,"maximum":2}""");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("It lies over cn-national/", output, StringComparison.Ordinal);
        Assert.Contains("0 rules are added, 1 tightened, none is loosened.", output, StringComparison.Ordinal);
        Assert.Contains("visits: by 2 to 2 people", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"visit","id":"cn-national/visitors","source":"ours","status":"House","minimum":1,"maximum":3}""", "$.rules[0] 'cn-national/visitors' loosens what it lies over: fewer than 2 may go")]
    [InlineData("""{"kind":"visit","id":"v","source":"ours","status":"House","minimum":0,"maximum":3}""", "$.rules[0] 'v' needs a 'minimum'")]
    [InlineData("""{"kind":"visit","id":"v","source":"ours","status":"House","minimum":2,"maximum":3,"why":1}""", "$.rules[0].why is not a member here")]
    public async Task What_is_wrong_is_told_with_its_place(string rule, string problem)
    {
        var (code, _, error) = await CheckAsync(rule);
        Assert.Equal(1, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diff", "bank-cn")]
    [InlineData("diff", "bank-cn", "bank-uk")]
    [InlineData("chek", "x")]
    [InlineData("check", "nowhere.json")]
    public async Task What_cannot_be_meant_is_told(params string[] words) => Assert.Equal(2, (await CommandLineTests.RunAsync(["policy", .. words])).Code);

    [Fact]
    public async Task A_comparison_names_each_rule_that_changes()
    {
        var (code, output, _) = await CommandLineTests.RunAsync("policy", "diff", "cn-national", "bank-cn");
        Assert.Equal(0, code);
        Assert.Contains("tighter   cn-national/third-party", output, StringComparison.Ordinal);
        Assert.Contains("added     bank-cn/sms-a-day", output, StringComparison.Ordinal);
        var back = (await CommandLineTests.RunAsync("policy", "diff", "bank-cn", "cn-national")).Output;
        Assert.Contains("looser    cn-national/third-party", back, StringComparison.Ordinal);
        Assert.Contains("removed   bank-cn/sms-a-day", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_shows_what_another_pack_would_have_forbidden()
    {
        var sample = Path.Combine(Ingestion.Formats.CnCoreTests.Repository, "samples", "demo");
        var (code, output, error) = await CommandLineTests.RunAsync("policy", "diff", "cn-national", "bank-cn", "--replay", sample, "--until", "2026-03-15");
        Assert.True(code == 0, error);
        Assert.Contains("no longer allowed", output, StringComparison.Ordinal);
        Assert.Matches(@"\d+ bank-cn/[a-z-]+, such as [0-9a-f]{32}", output);
        Assert.Matches(@" 0 newly allowed", output);
    }

    private async Task<(int Code, string Output, string Error)> CheckAsync(string rule)
    {
        var file = Path.Combine(folder.FullName, "mine.json");
        await File.WriteAllTextAsync(file, $$"""{"name":"mine","version":"1","about":"a test","over":"cn-national","rules":[{{rule}}]}""", TestContext.Current.CancellationToken);
        return await CommandLineTests.RunAsync("policy", "check", file);
    }
}
