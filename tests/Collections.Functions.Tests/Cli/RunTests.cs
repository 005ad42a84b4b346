using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Collections.Cli.Commands;

namespace Collections.Functions.Tests.Cli;

/// <summary>The app as a developer runs it.</summary>
public sealed partial class RunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("run-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_tells_where_everything_is_and_stops_when_it_is_told_to()
    {
        await using var run = Running.Start("run", "--storage", "memory", "--port", "0", "--clock", "compressed:0.01@2026-03-01T08:30");
        var address = await run.AddressAsync();
        using var http = new HttpClient();
        Assert.StartsWith("2026-03-01T00:3", (string?)(await http.GetFromJsonAsync<JsonNode>(new Uri(address, "api/health")))!["businessTime"], StringComparison.Ordinal);
        foreach (var page in (string[])["inbox", "inbox/email", "host", "host/token?name=ana"]) Assert.True((await http.GetAsync(new Uri(address, page))).IsSuccessStatusCode, page);
        Assert.Equal(0, await run.StopAsync());
        Assert.Contains("in memory: nothing is kept", run.Output, StringComparison.Ordinal);
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [^\e]+$", line));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_and_its_folder_is_for_it_alone()
    {
        string stopped;
        await using (var run = Running.Start("run", "--port", "0", "--clock", "compressed:0.01@2026-03-01", "--data", folder.FullName))
        {
            await run.AddressAsync();
            var (busy, _, inUse) = await CommandLineTests.RunAsync("run", "--port", "0", "--clock", "compressed:0.5", "--data", folder.FullName);
            Assert.Equal(1, busy);
            Assert.Contains("is in use by another host", inUse, StringComparison.Ordinal);
            Assert.Equal(0, await run.StopAsync());
            stopped = Stopping().Match(run.Error).Value;
        }

        await Refuses(2, $"'{folder.FullName}' holds 'collections run' on azurite, and this is 'collections demo' on azurite.", "demo");
        await Refuses(2, "and this is 'collections run' on the emulator on its usual ports.", "run", "--storage", "UseDevelopmentStorage=true");
        await Refuses(1, "was made by a compressed clock that stands at 2026-02-28", "run");

        await using var again = Running.Start("run", "--port", "0", "--clock", "compressed:0.01@2026-03-01", "--data", folder.FullName);
        await again.AddressAsync();
        Assert.Equal(0, await again.StopAsync());
        Assert.InRange(Stopping().Match(again.Error).Value, stopped, "Stopping at 2026-03-01 03:00");
    }

    [Fact]
    public async Task A_folder_of_other_things_is_left_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "letter.txt"), "dear reader");
        await Refuses(2, $"'{folder.FullName}' is no data folder of this program, and not empty either: it holds 'letter.txt'.", "run");
        await Refuses(2, "letter.txt' is a file; '--data' names a folder.", "run", "--data", Path.Combine(folder.FullName, "letter.txt"));
        Assert.Single(folder.GetFileSystemInfos());
    }

    private async Task Refuses(int expected, string why, params string[] args)
    {
        var (code, output, error) = await CommandLineTests.RunAsync([.. args, "--port", "0", .. args.Contains("--data") ? (string[])[] : ["--data", folder.FullName]]);
        Assert.Equal((expected, ""), (code, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Stopping at 2026-03-01 \d\d:\d\d")]
    private static partial Regex Stopping();

    /// <summary>A command that runs until it is stopped.</summary>
    private sealed partial class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource interrupt = new();

        private readonly Spoken output = new();

        private readonly Spoken error = new();

        private readonly Task<int> end;

        private Running(string[] args) => end = CommandLine.RunAsync(args, output, error, interrupt.Token);

        public string Output => output.ToString();

        public string Error => error.ToString();

        public static Running Start(params string[] args) => new(args);

        public async Task<Uri> AddressAsync()
        {
            var told = output.Told("API ");
            Assert.True(await Task.WhenAny(told, end) == told, Error);
            return new Uri(Api().Match(Output).Groups[1].Value);
        }

        public Task<int> StopAsync()
        {
            interrupt.Cancel();
            return end;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            interrupt.Dispose();
        }

        [GeneratedRegex(@"API +(\S+/)api")]
        private static partial Regex Api();
    }

    /// <summary>A writer that says when it was told something.</summary>
    private sealed class Spoken : StringWriter
    {
        private readonly Lock sync = new();

        private readonly List<(string What, TaskCompletionSource Told)> awaited = [];

        public override void WriteLine(string? value)
        {
            lock (sync)
            {
                base.WriteLine(value);
                foreach (var (what, told) in awaited)
                {
                    if (value!.Contains(what, StringComparison.Ordinal)) told.TrySetResult();
                }
            }
        }

        public Task Told(string what)
        {
            lock (sync)
            {
                var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited.Add((what, told));
                if (base.ToString().Contains(what, StringComparison.Ordinal)) told.SetResult();
                return told.Task;
            }
        }

        public override string ToString()
        {
            lock (sync) return base.ToString();
        }
    }
}
