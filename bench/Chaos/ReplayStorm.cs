using System.Text.Json.Nodes;
using Collections.Cli.Commands;
using Collections.Local.Host.Storage;

namespace Collections.Bench.Chaos;

/// <summary>
/// The replay of a bank in virtual time, killed at random and continued with the same command, over services that fail: it has to end where a replay ends
/// that nobody disturbed.
/// </summary>
internal sealed class ReplayStorm(ChaosOptions options, string folder, ChaosReport report) : IStorm
{
    private static readonly DateOnly First = new(2026, 5, 6);

    private const int Deliveries = 3;

    private const int DaysBetween = 5;

    private static readonly DateOnly LastDay = First.AddDays((Deliveries * DaysBetween) + 2);

    private readonly Random random = new(options.Seed);

    private readonly Reaper reaper = new(new Random(options.Seed));

    private readonly string exports = Path.Combine(folder, "exports");

    public async Task RunAsync(int kills, CancellationToken cancellation)
    {
        WriteBank();
        var undisturbed = await UndisturbedAsync(cancellation);
        var files = undisturbed["files"]!.AsArray().Count;
        report.Say($"Replay     {files} files, {undisturbed["cases"]!["total"]} cases, {undisturbed["facts"]} facts; in rounds until it was killed {kills} times");
        for (var round = 1; report.Kills < kills; round++)
        {
            var killed = await RoundAsync(Path.Combine(folder, $"round-{round}"), kills, cancellation);
            if (killed is null) return;
            Compare(round, undisturbed, killed);
        }
    }

    private void WriteBank()
    {
        Directory.CreateDirectory(exports);
        var bank = new ChaosBank(options.Seed, options.Accounts, First);
        for (var i = 0; i < Deliveries; i++)
        {
            var delivery = bank.Deliver(First.AddDays(i * DaysBetween));
            delivery.Payments.WriteTo(exports);
            delivery.Snapshot.WriteTo(exports);
        }
    }

    private async Task<JsonObject> UndisturbedAsync(CancellationToken cancellation)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(["replay", exports, "--until", $"{LastDay:yyyy-MM-dd}"], output, error, cancellation);
        return exit == 0 ? Comparable(output.ToString()) : throw new InvalidOperationException($"The undisturbed replay failed: {error}");
    }

    /// <summary>From an empty folder to the end, killed on the way.</summary>
    /// <returns>The summary; null if it came to no end.</returns>
    private async Task<KilledReplay?> RoundAsync(string place, int kills, CancellationToken cancellation)
    {
        // Its tables are written to the disk now and then only: it must not be killed itself.
        await using var azurite = await AzuriteProcess.StartAsync(cancellation: cancellation);
        var before = report.Kills;
        var file = new HostFile(place);
        for (var lives = 0; ; lives++)
        {
            using var life = Start(place, azurite.ConnectionString, lives);
            var starting = false;
            if (report.Kills < kills) starting = await reaper.WaitAsync(life, () => life.Speaks, cancellation);
            else await life.EndAsync(cancellation);
            if (!await life.EndsByItselfAsync())
            {
                await life.KillAsync();
                report.Killed(life, starting, file);
                continue;
            }

            report.Take(life);
            if (life.ExitCode == 0) return new KilledReplay(Comparable(await File.ReadAllTextAsync(Summary(place), cancellation)), report.Kills - before, file.SentTags);
            report.Find($"The replay in {place} failed: {life.LastWords}");
            return null;
        }
    }

    private Life Start(string place, string storage, int life)
    {
        var faults = options.Faults.With("sms", 0) with { Seed = (ulong)random.Next(), RetryAfter = TimeSpan.Zero, Slow = TimeSpan.Zero };
        return Life.Start(
            "collections.dll",
            [
                "replay", exports, "--until", $"{LastDay:yyyy-MM-dd}", "--storage", storage, "--data", place, "--summary", Summary(place),
                "--faults", faults.ToString(), "--log", "information",
            ]);
    }

    private void Compare(int round, JsonObject undisturbed, KilledReplay killed)
    {
        var unknown = GrantUnknown(killed.Summary);
        report.Say($"Round {round,-4} {killed.Kills} kills, {killed.Tags.Count} messages, {unknown} unknown sends, {killed.Summary["violations"]!.AsArray().Count} violations");
        report.Expect(unknown <= killed.Kills, $"Round {round}: {unknown} sends are unknown after {killed.Kills} kills.");
        report.Expect(killed.Tags.Distinct().Count() == killed.Tags.Count, $"Round {round}: a message was sent twice.");
        report.Find(killed.Summary["violations"]!.AsArray().Select(violation => $"Round {round}: {violation!.ToJsonString()}"));
        foreach (var part in (string[])["files", "cases.total"]) Same(part);

        // What stays unknown is no delivered reminder either, which can delay what comes after.
        if (unknown == 0) Same("");

        void Same(string path)
        {
            var (expected, actual) = (Part(undisturbed, path), Part(killed.Summary, path));
            report.Expect(
                expected == actual, $"Round {round}: {(path.Length == 0 ? "the end" : path)} differs from the undisturbed replay.\nUndisturbed: {expected}\nKilled: {actual}");
        }
    }

    private static string Part(JsonObject summary, string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode)summary, (node, name) => node[name]!).ToJsonString();

    /// <summary>
    /// The one thing that may differ: a kill after a message was marked as being sent and before the network took it. Nobody can know, so it counts as unknown, is
    /// not sent again, and has no report of its delivery among the facts.
    /// </summary>
    private static int GrantUnknown(JsonObject summary)
    {
        var messages = summary["contacts"]!["Sms"]!;
        var unknown = messages["unknown"]!.GetValue<int>();
        messages["sent"] = messages["sent"]!.GetValue<int>() + unknown;
        messages["unknown"] = 0;
        summary["facts"] = summary["facts"]!.GetValue<int>() + unknown;
        return unknown;
    }

    /// <summary>Without the time that it took, and calls of the storage, which a retry adds to.</summary>
    private static JsonObject Comparable(string json)
    {
        var summary = JsonNode.Parse(json)!.AsObject();
        summary.Remove("wallSeconds");
        summary.Remove("storageTransactions");
        return summary;
    }

    private static string Summary(string place) => place + ".json";

    private sealed record KilledReplay(JsonObject Summary, int Kills, IReadOnlyList<string> Tags);
}
