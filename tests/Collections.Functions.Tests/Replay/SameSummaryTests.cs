using System.Text.Json.Nodes;
using Collections.Functions.Tests.Cli;
using Collections.Functions.Tests.Crash;

namespace Collections.Functions.Tests.Replay;

/// <summary>The same files give the same end, however often they are replayed and whatever storage they are replayed on.</summary>
public sealed class SameSummaryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("same-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Processes_make_the_same_facts_messages_and_events_byte_for_byte_in_memory_and_on_real_storage()
    {
        var exports = Path.Combine(folder, "exports");
        SmallBank.WriteTo(exports);
        var runs = await Task.WhenAll(ReplayAsync(exports, "first", "memory"), ReplayAsync(exports, "second", "memory"), ReplayAsync(exports, "third", "azurite"));
        var (summary, journal) = runs[0];
        Assert.Empty(summary["violations"]!.AsArray());
        var counts = (Facts: Count(journal, "fact "), Messages: Count(journal, "sms "), Events: Count(journal, "event "));
        Assert.True(counts is { Facts: > 400, Messages: > 40, Events: > 100 }, $"This run proves little: {counts}");

        foreach (var other in runs.Skip(1))
        {
            Assert.Equal(summary.ToString(), other.Summary.ToString());
            AssertSame(journal, other.Journal);
        }
    }

    private static void AssertSame(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var different = one.Zip(other).FirstOrDefault(pair => pair.First != pair.Second);
        Assert.True(different == default, $"First:\n{different.First}\nThen:\n{different.Second}");
        Assert.Equal(one.Count, other.Count);
    }

    private async Task<(JsonObject Summary, string[] Journal)> ReplayAsync(string exports, string name, string storage)
    {
        var (summary, journal) = (Path.Combine(folder, $"{name}.json"), Path.Combine(folder, $"{name}.txt"));
        using var process = CliProcess.Start([], "replay", exports, "--until", $"{SmallBank.LastDay:yyyy-MM-dd}", "--storage", storage, "--summary", summary, "--journal", journal);
        Assert.True(await process.EndAsync() == 0, process.Error);
        return (ReplayRuns.Comparable(await File.ReadAllTextAsync(summary)), await File.ReadAllLinesAsync(journal));
    }

    private static int Count(string[] journal, string kind) => journal.Count(line => line.StartsWith(kind, StringComparison.Ordinal));
}
