using System.Globalization;
using System.Text;
using Collections.Functions.Ingestion;
using Collections.Functions.Tests.Ingestion;

namespace Collections.Functions.Tests.Cli;

/// <summary>Exports of any size, a day at a time.</summary>
public sealed class GenerateExportTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 3, 2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("generated-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_options_give_the_same_bytes_and_another_seed_others()
    {
        var one = await GenerateAsync("--rows", "500", "--day", "2", "--changed", "0.1");
        Assert.Equal(one, await GenerateAsync("--rows", "500", "--day", "2", "--changed", "0.1"));
        Assert.NotEqual(one, await GenerateAsync("--rows", "500", "--day", "2", "--changed", "0.1", "--seed", "7"));
    }

    [Fact]
    public async Task Gb18030_says_the_same_as_utf8()
    {
        var utf8 = await GenerateAsync("--rows", "50");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var other = await GenerateAsync("--rows", "50", "--encoding", "gb18030");
        Assert.NotEqual(utf8, other);
        Assert.Equal(Encoding.UTF8.GetString(utf8), Encoding.GetEncoding("GB18030").GetString(other));
    }

    [Fact]
    public async Task A_day_follows_from_the_one_before_by_the_shares()
    {
        var first = await RowsAsync("--rows", "4000");
        var second = await RowsAsync("--rows", "4000", "--day", "2", "--changed", "0.05,0", "--new", "0.02,0", "--gone", "0.03,0");
        var third = await RowsAsync("--rows", "4000", "--day", "3", "--changed", "0.05,0", "--new", "0.02,0", "--gone", "0.03,0");
        Assert.Equal(4000, first.Count);
        Assert.Equal(80, second.Keys.Except(first.Keys).Count());
        Assert.InRange(first.Keys.Except(second.Keys).Count(), 80, 160);
        Assert.InRange(second.Count(row => first.TryGetValue(row.Key, out var before) && before[26] != row.Value[26]), 150, 250);
        Assert.Equal(second.Keys, third.Keys);
        Assert.All(second, row => Assert.Equal(Days(row.Value) + 1, Days(third[row.Key])));
    }

    [Fact]
    public async Task The_app_takes_every_row_and_finds_an_unchanged_day_unchanged_and_a_changed_one_changed()
    {
        await using var intake = await Intake.StartAsync(First);
        var opened = await ImportAsync(intake, 1);
        Assert.Equal((ImportStatus.Completed, 300, 0, 300), (opened.Status, opened.Accepted, opened.Rejected, opened.Opened));
        var unchanged = await ImportAsync(intake, 2);
        Assert.Equal((300, 0), (unchanged.Unchanged, unchanged.Updated));
        var changed = await ImportAsync(intake, 3);
        Assert.InRange(changed.Updated, 15, 45);
        Assert.Equal(300, changed.Updated + changed.Unchanged);
    }

    [Theory]
    [InlineData("'--changed' is a share between 0 and 1 such as 0.01", "export", "--changed", "0.1,x")]
    [InlineData("'--rows' is a number from 1 to 20000000", "export", "--rows", "0")]
    [InlineData("'--rows' belongs to 'generate export'", "sample", "--rows", "5")]
    [InlineData("'--institution' is a code", "export", "--institution", "no/code")]
    public async Task What_cannot_be_generated_is_told_so(string why, params string[] args)
    {
        var (code, _, error) = await CommandLineTests.RunAsync(["generate", .. args, "--out", folder.FullName]);
        Assert.Equal(2, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Empty(folder.GetFiles());
    }

    private async Task<ImportReport> ImportAsync(Intake intake, int day)
    {
        await intake.RunAsync(First.AddDays(day - 1));
        await GenerateAsync("--rows", "300", "--day", $"{day}", "--changed", "0,0.1");
        foreach (var file in folder.GetFiles().OrderBy(file => file.Name.EndsWith(".json", StringComparison.Ordinal)))
            await intake.UploadAsync($"DEMO/{file.Name}", await File.ReadAllBytesAsync(file.FullName));
        await intake.RunAsync();
        return Assert.Single(await intake.ReportsAsync(), report => report.BusinessDate == First.AddDays(day - 1));
    }

    /// <summary>The data file's bytes; nothing of an earlier call is left.</summary>
    private async Task<byte[]> GenerateAsync(params string[] args)
    {
        foreach (var file in folder.GetFiles()) file.Delete();
        var (code, _, error) = await CommandLineTests.RunAsync(["generate", "export", "--out", folder.FullName, .. args]);
        Assert.Equal((0, ""), (code, error));
        return await File.ReadAllBytesAsync(Assert.Single(folder.GetFiles("*.csv")).FullName);
    }

    private async Task<SortedDictionary<string, string[]>> RowsAsync(params string[] args)
    {
        var rows = Encoding.UTF8.GetString(await GenerateAsync(args)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(','));
        return new SortedDictionary<string, string[]>(rows.ToDictionary(row => row[2]), StringComparer.Ordinal);
    }

    private static int Days(string[] row) => int.Parse(row[24], CultureInfo.InvariantCulture);
}
