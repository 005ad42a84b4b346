using Collections.Functions.Cases;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Cli;

/// <summary>Strategies on the command line: what is wrong with one, and how its ladder looks.</summary>
public sealed class StrategyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("strategy-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_right_strategy_is_named()
    {
        var (code, output, error) = await CheckAsync("negotiation.from", "31");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("strategy cn-default/1, right.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("legal.after", "80", "$.legal.after is after 'fieldVisit.from', day 91")]
    [InlineData("reminder.messages", "[7,7]", "$.reminder.messages[1] day 7 does not follow day 7")]
    [InlineData("legal.afterwards", "80", "$.legal.afterwards is not a member here")]
    public async Task What_is_wrong_is_told_with_its_place(string member, string value, string problem)
    {
        var (code, _, error) = await CheckAsync(member, value);
        Assert.Equal(1, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "nowhere.json")]
    [InlineData("check")]
    [InlineData("picture", "cn-defualt")]
    [InlineData("draw", "cn-default")]
    [InlineData("list", "x")]
    [InlineData("schema", "x")]
    public async Task What_cannot_be_meant_is_told(params string[] words) => Assert.Equal(2, (await CommandLineTests.RunAsync(["strategy", .. words])).Code);

    [Fact]
    public async Task A_picture_is_drawn_of_what_ships_and_of_a_file()
    {
        var (code, output, _) = await CommandLineTests.RunAsync("strategy", "picture", "cn-default");
        Assert.Equal((0, StrategyPicture.Of(StrategyCatalog.Shipped.Get("cn-default/1")).TrimEnd()), (code, output.TrimEnd()));
        Assert.Contains("FieldVisit --> LegalHandoff: after day 200,", (await CommandLineTests.RunAsync("strategy", "picture", await WriteAsync("legal.after", "200"))).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandLineTests.RunAsync("strategy", "picture", await WriteAsync("legal.after", "80"))).Code);
    }

    [Fact]
    public async Task What_ships_is_listed_with_its_stages_and_institutions()
    {
        var (code, output, _) = await CommandLineTests.RunAsync("strategy", "list");
        Assert.Equal(0, code);
        Assert.Matches("cn-default/1 +Reminder, Negotiation from day 31, FieldVisit from day 91, LegalHandoff after day 180", output);
        Assert.Matches("slow-ladder/1 +Reminder, Negotiation from day 31, marked for legal on day 90", output);
        Assert.Matches("DEMO +goes by cn-default", output);
        Assert.Equal((await CommandLineTests.RunAsync("strategy", "picture", "cn-default")).Output, (await CommandLineTests.RunAsync("strategy", "picture", "cn-default/1")).Output);
    }

    [Fact]
    public async Task The_schema_is_printed() =>
        Assert.Equal(Functions.Ingestion.ProfileSchemas.Strategy.TrimEnd(), (await CommandLineTests.RunAsync("strategy", "schema")).Output.TrimEnd());

    private async Task<(int Code, string Output, string Error)> CheckAsync(string member, string value) =>
        await CommandLineTests.RunAsync("strategy", "check", await WriteAsync(member, value));

    private async Task<string> WriteAsync(string member, string value)
    {
        var file = Path.Combine(folder.FullName, "mine.json");
        await File.WriteAllBytesAsync(file, StrategyFaultsTests.With(member, value), TestContext.Current.CancellationToken);
        return file;
    }
}
