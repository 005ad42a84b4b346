using System.Diagnostics;
using System.Globalization;
using Collections.Local.Durable;
using Microsoft.DurableTask.Client;

namespace Collections.Bench.Engine;

/// <summary>
/// Many instances that wait: what they cost in memory, how soon an engine is ready again over them, and timers that fall due together. Filling and opening are
/// processes of their own, so that one's memory is not the other's.
/// </summary>
internal static class ScaleCommand
{
    private const string Help = """
        scale [--instances N]

        Fills a store file with N (default 100,000) instances, half waiting for an event, half for a timer that all of them share; opens it in a fresh process, raises
        an event, and lets the timers come due together. Prints peak memory, and times from the start of the process.
        """;

    // The timers' day is one of the clock's own, so that filling may take as long as it does. (Beyond three days a timer has stages.)
    private static readonly DateTimeOffset Filled = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Filled.AddDays(2);
    private static readonly DateTimeOffset Opened = Due.AddSeconds(-15);

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        switch (args)
        {
            case ["fill", var folder, var count]:
                return await FillAsync(folder, int.Parse(count, CultureInfo.InvariantCulture), cancellation);
            case ["open", var folder, var count]:
                return await OpenAsync(folder, int.Parse(count, CultureInfo.InvariantCulture), cancellation);
            case [] or ["--instances", _]:
                string instances = args.Length == 0 ? "100000" : args[1];
                string store = Directory.CreateTempSubdirectory("collections-scale-").FullName;
                try
                {
                    return await Child("fill", store, instances) + await Child("open", store, instances);
                }
                finally
                {
                    Directory.Delete(store, recursive: true);
                }

            default:
                Console.WriteLine(Help);
                return args is ["--help"] ? 0 : 2;
        }
    }

    private static async Task<int> FillAsync(string folder, int count, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var under = new EngineUnderTest(folder, BusinessClock.Compressed(Filled, 1));
        await under.Engine.StartAsync(cancellation);
        await under.StartAsync(i => i % 2 == 0 ? "waits" : "sleeps", count, i => i % 2 == 0 ? null : Due.UtcDateTime, cancellation);
        await under.StartedAsync(count, cancellation);
        Tell($"{count:N0} instances wait after {watch.Elapsed.TotalSeconds:0.0} s; {PeakMemory()} at the most, file {new FileInfo(Path.Combine(folder, "host.db")).Length / 1e6:0} MB");
        await under.Engine.StopAsync(cancellation);
        return 0;
    }

    private static async Task<int> OpenAsync(string folder, int count, CancellationToken cancellation)
    {
        DateTime began = Process.GetCurrentProcess().StartTime.ToUniversalTime();
        await using var under = new EngineUnderTest(folder, BusinessClock.Compressed(Opened, 1));
        await under.Engine.StartAsync(cancellation);
        await under.Client.RaiseEventAsync(EngineUnderTest.Id(0), "go", 1, cancellation);
        OrchestrationMetadata first = await under.Client.WaitForInstanceCompletionAsync(EngineUnderTest.Id(0), cancellation);
        Tell($"ready {(DateTime.UtcNow - began).TotalSeconds:0.00} s after the process began: {first.InstanceId} {first.RuntimeStatus}; {PeakMemory()}");

        int timers = count / 2;
        for (int i = 1; i < count; i += 2)
            await under.Client.WaitForInstanceCompletionAsync(EngineUnderTest.Id(i), cancellation);
        double seconds = (under.Clock.GetUtcNow() - Due).TotalSeconds;
        Tell($"{timers:N0} timers due together done in {seconds:0.0} s, {timers / seconds:N0}/s; {PeakMemory()} at the most");
        return 0;
    }

    private static async Task<int> Child(string phase, string folder, string instances)
    {
        using Process child = Process.Start(Environment.ProcessPath!, [.. Host(), "scale", phase, folder, instances]);
        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    // Started by "dotnet collections-bench.dll", the process is dotnet.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ScaleCommand).Assembly.Location] : [];

    private static string PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1e6:0} MB");
    }

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
