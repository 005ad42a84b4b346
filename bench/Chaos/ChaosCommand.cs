using System.Diagnostics;
using Collections.Cli.Commands;

namespace Collections.Bench.Chaos;

/// <summary>Kills hosts at random, with faults on, and proves that nothing is lost, doubled or stuck.</summary>
internal static class ChaosCommand
{
    private static readonly string Help = $"""
        Usage: dotnet run --project bench -- chaos [OPTIONS]

        A made-up bank's files, calls, messages, approvals and timers on a host that is killed (-9) at random moments while storage, bus and text messages fail:
        one part of the kills on a replay in virtual time, which has to end where an undisturbed one ends; the other on a host in compressed real time, which
        has to have everything once when it has settled. Exit codes: 0 nothing was found, 1 something was, 2 called wrongly.

        {string.Join("\n", ChaosOptions.All.Select(option => $"  {option.Name} {option.Value}\n      {option.Meaning} (default: {option.Default})"))}
        """;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Help);
            return 0;
        }

        if (args is [ChaosHost.Command, ..])
        {
            await ChaosHost.RunAsync(args.Skip(1), cancellation);
            return 0;
        }

        try
        {
            var options = ChaosOptions.Of(Arguments.Parse(args, ChaosOptions.All), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
            return (await RunAsync(options, Console.Out, cancellation)).Count == 0 ? 0 : 1;
        }
        catch (UsageException misuse)
        {
            await Console.Error.WriteLineAsync(misuse.Message);
            return 2;
        }
    }

    /// <returns>What was found.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(ChaosOptions options, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        var report = new ChaosReport(output);
        report.Say($"Chaos      {options.Kills} kills, seed {options.Seed}, faults {options.FaultSpec}");
        var replayed = options.Kills / 3;
        await new ReplayStorm(options, folder, report).RunAsync(replayed, cancellation);
        await new LiveStorm(options, folder, report).RunAsync(options.Kills - replayed, cancellation);
        report.SayWhereTheyFell();
        report.Say($"Took       {watch.Elapsed.TotalMinutes:0.0} min");
        report.Say(report.Findings.Count == 0 ? "Found      nothing lost, nothing doubled, nothing stuck" : $"Found      {report.Findings.Count} faults; the data is kept in {folder}");
        if (report.Findings.Count == 0) Directory.Delete(folder, recursive: true);
        return report.Findings;
    }
}
