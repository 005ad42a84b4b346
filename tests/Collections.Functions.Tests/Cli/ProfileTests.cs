using Collections.Functions.Tests.Ingestion.Formats;

namespace Collections.Functions.Tests.Cli;

public sealed class ProfileTests
{
    [Fact]
    public async Task A_file_is_tried_and_shown_as_understood_and_masked()
    {
        var file = Path.Combine(CnCoreTests.Repository, "samples", "cn-core", "YQZH_20260430_bad.txt");
        var (code, output, error) = await CommandLineTests.RunAsync("profile", "try", "YQBK", file, "--day", "2026-04-30", "--rows", "15");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("TotalOverdue            3261.00   (当前欠款总额)", output, StringComparison.Ordinal);
        Assert.Contains("DueDate                 2026-02-25   (到期还款日)", output, StringComparison.Ordinal);
        Assert.Contains("line 36, byte 6966, 到期还款日: not-a-date", output, StringComparison.Ordinal);
        Assert.Contains("60 rows: 53 accepted", output, StringComparison.Ordinal);
        foreach (var secret in (string[])["黄艳娟", "19900000001", "31010119900307123X", "6200000000000002"]) Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_manifest_is_held_against_it()
    {
        var file = Path.Combine(CnCoreTests.Repository, "samples", "demo", "payments-20260331.csv");
        var (code, output, _) = await CommandLineTests.RunAsync("profile", "try", "canonical-v1", file);

        Assert.Equal(0, code);
        Assert.Contains("payments of 2026-03-31, format canonical-v1, by its manifest", output, StringComparison.Ordinal);
        Assert.Contains("Rows and amount agree with the marker.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_is_checked_and_every_problem_told_with_its_path()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var format = await File.ReadAllTextAsync(Path.Combine(CnCoreTests.Repository, "functions", "data", "formats", "cn-core.json"), TestContext.Current.CancellationToken);
            var file = Path.Combine(folder.FullName, "cn-core.json");
            await File.WriteAllTextAsync(file, format, TestContext.Current.CancellationToken);
            Assert.Equal((0, ""), await CodeAsync("profile", "check", file));

            await File.WriteAllTextAsync(file, format.Replace("\"yyyyMMdd\"", "\"yy\"", StringComparison.Ordinal).Replace("\"mark\": \"合计\"", "\"mark\": \"\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var (code, error) = await CodeAsync("profile", "check", file);
            Assert.Equal(1, code);
            Assert.Contains("$.dates[0]", error, StringComparison.Ordinal);
            Assert.Contains("$.trailer.mark", error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Did you mean 'try'", "profile", "tri", "a", "b")]
    [InlineData("Did you mean 'YQBK'", "profile", "try", "YQBX", "samples")]
    [InlineData("There is no file", "profile", "check", "nowhere.json")]
    [InlineData("institution or format", "profile", "schema")]
    [InlineData("Say what to do", "profile")]
    public async Task What_is_called_wrongly_is_told_how_to_call_it(string hint, params string[] words)
    {
        var arguments = words is ["profile", "try", "YQBX", _] ? [.. words.SkipLast(1), Path.Combine(CnCoreTests.Repository, "README.md")] : words;
        var (code, error) = await CodeAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schemas_are_printed_as_the_docs_have_them()
    {
        var (_, output, _) = await CommandLineTests.RunAsync("profile", "schema", "institution");
        Assert.Equal(Functions.Ingestion.ProfileSchemas.Institution.TrimEnd(), output.TrimEnd());
    }

    private static async Task<(int Code, string Error)> CodeAsync(params string[] words)
    {
        var (code, _, error) = await CommandLineTests.RunAsync(words);
        return (code, error);
    }
}
