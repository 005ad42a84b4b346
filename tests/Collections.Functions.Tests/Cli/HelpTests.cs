namespace Collections.Functions.Tests.Cli;

/// <summary>Every command explains itself.</summary>
public class HelpTests
{
    private const int Widest = 150;

    [Theory]
    [InlineData("demo", "--clock", "--desk", "--port", "--data", "--faults", "--log")]
    [InlineData("run", "--clock", "--storage", "--desk", "--port", "--data", "--faults", "--log")]
    [InlineData("replay", "--until", "--desk", "--storage", "--data", "--pack", "--strategy", "--share", "--summary", "--table", "--journal", "--port", "--faults", "--log")]
    [InlineData("profile", "--kind", "--day", "--institution", "--rows")]
    [InlineData("policy", "--replay", "--until", "--port", "--faults", "--log")]
    [InlineData("strategy")]
    [InlineData("generate", "--seed", "--out", "--rows", "--day", "--first", "--overdue", "--changed", "--new", "--gone", "--encoding", "--institution")]
    public async Task A_command_tells_its_use_options_examples_and_exit_codes(string command, params string[] options)
    {
        var (code, output, error) = await CommandLineTests.RunAsync(command, "--help");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"Usage: collections {command} ", output, StringComparison.Ordinal);
        var lines = output.Split(Environment.NewLine).SelectMany(line => line.Split('\n')).ToList();
        foreach (var option in options)
        {
            var at = lines.FindIndex(line => line.StartsWith($"  {option} ", StringComparison.Ordinal));
            Assert.True(at > 0, $"{option} is not explained.");
            Assert.Matches(@"\(default: .+\)$", lines[at + 1]);
        }

        Assert.Equal(options.Length, lines.Count(line => line.Contains("(default: ", StringComparison.Ordinal)));
        Assert.Contains($"  collections {command} ", output[output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        foreach (var exit in (string[])["0 ", "1 ", "2 ", "130"]) Assert.Contains(lines, line => line.StartsWith($"  {exit} ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Widest));
    }

    [Fact]
    public async Task The_program_tells_its_commands_and_the_same_help_whichever_way_it_is_asked()
    {
        var (code, output, _) = await CommandLineTests.RunAsync("--help");
        Assert.Equal(0, code);
        foreach (var command in (string[])["demo", "run", "replay", "profile", "policy", "strategy", "generate"]) Assert.Contains($"\n  {command} ", output, StringComparison.Ordinal);
        Assert.Equal(output, (await CommandLineTests.RunAsync("help")).Output);
        Assert.Equal((2, output, ""), await CommandLineTests.RunAsync());
        Assert.Equal(await CommandLineTests.RunAsync("run", "-h"), await CommandLineTests.RunAsync("help", "run"));
    }
}
