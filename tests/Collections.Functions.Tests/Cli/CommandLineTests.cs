using Collections.Cli;

namespace Collections.Functions.Tests.Cli;

/// <summary>The command as it is called.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("replay")]
    [InlineData("generate")]
    public async Task Every_command_explains_itself(string command)
    {
        var (code, output, _) = await RunAsync(command, "--help");
        Assert.Equal(0, code);
        Assert.Contains($"collections {command}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no command 'fly'", "fly")]
    [InlineData("Name the folder with the exports", "replay")]
    [InlineData("There is no folder 'nowhere'", "replay", "nowhere")]
    [InlineData("There is no option '--fast'", "replay", ".", "--fast", "1")]
    [InlineData("'--until' needs a value", "replay", ".", "--until")]
    [InlineData("'--until' is a date such as", "replay", ".", "--until", "31.12.2026")]
    [InlineData("'--desk' is one of auto, none", "replay", ".", "--desk=often")]
    [InlineData("needs '--storage azurite'", "replay", ".", "--data", "x", "--storage", "memory")]
    [InlineData("'--port' is a number from 0 to 65535", "demo", "--port", "many")]
    [InlineData("'moon' cannot be generated", "generate", "moon")]
    public async Task What_is_called_wrongly_is_told_so_and_does_nothing(string why, params string[] args)
    {
        var (code, _, error) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_exports_is_told_so()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (code, _, error) = await RunAsync("replay", folder.FullName);
        folder.Delete(recursive: true);
        Assert.Equal(2, code);
        Assert.Contains("There are no exports", error, StringComparison.Ordinal);
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
