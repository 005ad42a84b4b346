using System.Net;
using System.Net.Sockets;
using Collections.Cli.Commands;

namespace Collections.Functions.Tests.Cli;

/// <summary>The command as it is called.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("There is no command 'fly'. There are: demo, run, replay, profile, policy, strategy, generate.", "fly")]
    [InlineData("There is no command 'rpelay'. Did you mean 'replay'?", "rpelay")]
    [InlineData("Name the folder with the exports", "replay")]
    [InlineData("There is no folder 'nowhere'", "replay", "nowhere")]
    [InlineData("There is no option '--fast'. There are: --until,", "replay", ".", "--fast", "1")]
    [InlineData("There is no option '--prot'. Did you mean '--port'?", "run", "--prot", "1")]
    [InlineData("'--until' needs a value", "replay", ".", "--until")]
    [InlineData("'--until' is a date such as", "replay", ".", "--until", "31.12.2026")]
    [InlineData("'--desk' is one of auto, none, not 'atuo'. Did you mean 'auto'?", "replay", ".", "--desk=atuo")]
    [InlineData("needs '--storage azurite'", "replay", ".", "--data", "x", "--storage", "memory")]
    [InlineData("'--summary nowhere/s.json': there is no such folder", "replay", ".", "--summary", "nowhere/s.json")]
    [InlineData("name one", "replay", ".", "--share", "0.5")]
    [InlineData("'--share' is a part between 0 and 1 such as 0.5", "replay", ".", "--strategy", "x.json", "--share", "1")]
    [InlineData("'--port' is a number from 0 to 65535", "demo", "--port", "many")]
    [InlineData("'--clock compressed:1' is a day a minute", "demo", "--clock", "real")]
    [InlineData("'compressed:61' is none of them", "run", "--clock", "compressed:61")]
    [InlineData("'compressed:1@March' is none of them", "run", "--clock", "compressed:1@March")]
    [InlineData("Virtual time is what 'collections replay' runs in", "run", "--clock", "virtual")]
    [InlineData("Faults: there is no 'strorage'", "run", "--faults", "strorage=0.5")]
    [InlineData("'--log' is one of warning, trace", "run", "--log", "loud")]
    [InlineData("Leave one of '--data' and '--storage memory' out", "run", "--storage", "memory", "--data", "x")]
    [InlineData("'--storage' is azurite, memory, or the connection string", "run", "--storage", "AccountKey=secret")]
    [InlineData("'here' is not expected here", "run", "here")]
    [InlineData("'moon' cannot be generated", "generate", "moon")]
    public async Task What_is_called_wrongly_is_told_so_and_does_nothing(string why, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_folder_without_exports_is_told_so()
    {
        var (code, _, error) = await RunAsync("replay", folder.FullName);
        Assert.Equal(2, code);
        Assert.Contains("There are no exports", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_so()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        var (code, output, error) = await RunAsync("run", "--storage", "memory", "--port", port);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"Port {port} is not free on 127.0.0.1. Choose another one, or 0 for any.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_does_not_answer_or_cannot_be_read_is_told_so()
    {
        const string Nowhere = "AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;TableEndpoint=http://127.0.0.1:1/devstoreaccount1";
        var (code, _, error) = await RunAsync("run", "--port", "0", "--data", folder.FullName, "--storage", Nowhere);
        Assert.Equal(1, code);
        Assert.StartsWith("The storage does not answer: Connection refused (127.0.0.1:1).", error, StringComparison.Ordinal);

        (code, _, error) = await RunAsync("run", "--port", "0", "--data", folder.FullName, "--storage", "AccountName=x;AccountKey=no key");
        Assert.Equal(2, code);
        Assert.Contains("'--storage' is no connection string that a client can read", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_so()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no disk that is always full.");
        SmallExport.WriteTo(folder.FullName);
        var (code, output, error) = await RunAsync("replay", folder.FullName, "--until", "2026-05-08", "--summary", "/dev/full");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("The disk is full: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_told_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder that not even its administrator may write.");
        var (code, output, error) = await RunAsync("run", "--port", "0", "--data", "/sys/collections");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal("Access to the path '/sys/collections' is denied. See that this user may write there, or name another place.", error.Trim());
    }

    [Fact]
    public async Task A_machine_without_node_is_told_so()
    {
        using var run = CliProcess.Start([("PATH", folder.FullName)], "run", "--port", "0", "--data", folder.FullName);
        Assert.Equal(1, await run.EndAsync());
        Assert.Contains("Node was not found, and Azurite (the storage emulator) needs it: install Node 20 or later", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_interrupted_before_it_is_done_says_so()
    {
        SmallExport.WriteTo(folder.FullName);
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(130, await CommandLine.RunAsync(["replay", folder.FullName], output, error, interrupt.Token));
        Assert.Equal("", output.ToString());
        Assert.EndsWith("Interrupted." + Environment.NewLine, error.ToString(), StringComparison.Ordinal);
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
