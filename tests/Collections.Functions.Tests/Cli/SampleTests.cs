
namespace Collections.Functions.Tests.Cli;

/// <summary>The exports that the repository ships.</summary>
public class SampleTests
{
    [Fact]
    public async Task The_generator_gives_the_bytes_that_are_committed()
    {
        var fresh = Directory.CreateTempSubdirectory();
        var (code, _, error) = await CommandLineTests.RunAsync("generate", "sample", "--out", fresh.FullName);
        Assert.Equal((0, ""), (code, error));
        var committed = Directory.GetFiles(Folder("demo"));
        Assert.Equal(committed.Select(Path.GetFileName).Order(StringComparer.Ordinal), fresh.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        foreach (var file in committed) Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Path.Combine(fresh.FullName, Path.GetFileName(file))));
        fresh.Delete(recursive: true);
    }

    [Fact]
    public async Task Another_seed_gives_another_portfolio()
    {
        var fresh = Directory.CreateTempSubdirectory();
        await CommandLineTests.RunAsync("generate", "sample", "--seed", "7", "--out", fresh.FullName);
        Assert.NotEqual(await File.ReadAllBytesAsync(Path.Combine(Folder("demo"), "delinquency-20260228.csv")), await File.ReadAllBytesAsync(Path.Combine(fresh.FullName, "delinquency-20260228.csv")));
        fresh.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(4, 30)]
    [InlineData(31, 60)]
    [InlineData(61, 90)]
    [InlineData(91, 180)]
    [InlineData(181, 1000)]
    public void The_first_month_end_has_every_band_of_days_past_due(int from, int to) =>
        Assert.Contains(Rows("delinquency-20260228.csv"), row => int.Parse(row[24], System.Globalization.CultureInfo.InvariantCulture) is var days && days >= from && days <= to);

    [Fact]
    public void It_has_all_products_and_debtors_with_two_accounts()
    {
        var rows = Rows("delinquency-20260228.csv");
        Assert.Equal(200, rows.Count);
        Assert.Equal(5, rows.Select(row => row[3]).Distinct().Count());
        Assert.True(rows.GroupBy(row => row[5]).Count(debtor => debtor.Count() == 2) > 10);
    }

    [Fact]
    public void Nobody_in_it_is_real()
    {
        foreach (var row in Rows("delinquency-20260531.csv"))
        {
            Assert.StartsWith("199", row[8], StringComparison.Ordinal);
            Assert.EndsWith("@example.com", row[9], StringComparison.Ordinal);
            Assert.Contains("********", row[7], StringComparison.Ordinal);
        }
    }

    private static List<string[]> Rows(string file) => [.. File.ReadLines(Path.Combine(Folder("demo"), file)).Skip(1).Select(line => line.Split(','))];

    /// <summary>Tests run somewhere below the repository's root.</summary>
    private static string Folder(string sample)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Collections.Functions.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "samples", sample);
    }
}
