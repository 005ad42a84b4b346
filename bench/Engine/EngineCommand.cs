using System.Diagnostics;

namespace Collections.Bench.Engine;

/// <summary>What the engine does in a second. Memory and SQLite take turns, so that what else the machine does falls on both.</summary>
internal static class EngineCommand
{
    private const string Help = """
        engine [--runs N] [--only NAME]

        Measures, in memory and on SQLite with every commit on the disk:
          orchestrations with one activity, from start to completion, 2,000 and 20,000 at once
          events raised to as many waiting instances, until all have completed
          timers that fall due in the same instant, until all have completed
          turns of one orchestrator whose history grows

          --runs   runs of each, of which the median counts (default 5)
          --only   a part of a name: only such measurements
        """;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        int runs = int.Parse(Option(args, "--runs") ?? "5", System.Globalization.CultureInfo.InvariantCulture);
        string only = Option(args, "--only") ?? "";
        var table = new FigureTable();
        foreach ((string name, Func<bool, Task<double>> measure) in Measurements(cancellation))
        {
            if (!name.Contains(only, StringComparison.OrdinalIgnoreCase))
                continue;
            var memory = new List<double>();
            var sqlite = new List<double>();

            // The first round is for the compiler and the caches.
            for (int run = 0; run <= runs; run++)
            {
                double inMemory = await measure(false);
                double onDisk = await measure(true);
                if (run == 0)
                    continue;
                memory.Add(inMemory);
                sqlite.Add(onDisk);
            }

            table.Add(name, memory, sqlite);
        }

        return 0;
    }

    private static IEnumerable<(string Name, Func<bool, Task<double>> Measure)> Measurements(CancellationToken cancellation)
    {
        yield return ("orchestrations/s, 2,000", sqlite => OrchestrationsAsync(sqlite, 2_000, cancellation));
        yield return ("orchestrations/s, 20,000", sqlite => OrchestrationsAsync(sqlite, 20_000, cancellation));
        yield return ("events/s, 5,000", sqlite => EventsAsync(sqlite, 5_000, cancellation));
        yield return ("timers/s, 5,000", sqlite => TimersAsync(sqlite, 5_000, cancellation));
        yield return ("turns/s, 10 activities", sqlite => TurnsAsync(sqlite, 500, 10, cancellation));
        yield return ("turns/s, 100 activities", sqlite => TurnsAsync(sqlite, 100, 100, cancellation));
        yield return ("turns/s, 1,000 activities", sqlite => TurnsAsync(sqlite, 10, 1_000, cancellation));
    }

    private static async Task<double> OrchestrationsAsync(bool sqlite, int count, CancellationToken cancellation)
    {
        await using var under = new EngineUnderTest(sqlite);
        await under.Engine.StartAsync(cancellation);
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(under.StartAsync(_ => "one", count, i => i, cancellation), Task.Run(() => under.CompletedAsync(count, cancellation), cancellation));
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> EventsAsync(bool sqlite, int count, CancellationToken cancellation)
    {
        await using var under = new EngineUnderTest(sqlite);
        await under.Engine.StartAsync(cancellation);
        await under.StartAsync(_ => "waits", count, _ => null, cancellation);
        await under.StartedAsync(count, cancellation);
        long started = Stopwatch.GetTimestamp();
        await under.RaiseAsync(count, cancellation);
        await under.CompletedAsync(count, cancellation);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> TimersAsync(bool sqlite, int count, CancellationToken cancellation)
    {
        await using var under = new EngineUnderTest(sqlite);
        await under.Engine.StartAsync(cancellation);
        DateTime due = DateTime.UtcNow.AddSeconds(4);
        await under.StartAsync(_ => "sleeps", count, _ => due, cancellation);
        await under.StartedAsync(count, cancellation);
        if (DateTime.UtcNow >= due)
            throw new InvalidOperationException("Starting the instances took longer than their timers: nothing was measured.");
        await under.CompletedAsync(count, cancellation);
        return count / (DateTime.UtcNow - due).TotalSeconds;
    }

    private static async Task<double> TurnsAsync(bool sqlite, int instances, int activities, CancellationToken cancellation)
    {
        await using var under = new EngineUnderTest(sqlite);
        await under.Engine.StartAsync(cancellation);
        long started = Stopwatch.GetTimestamp();
        await under.StartAsync(_ => "many", instances, _ => activities, cancellation);
        await under.CompletedAsync(instances, cancellation);
        return instances * (activities + 1) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
