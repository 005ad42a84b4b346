using System.Text.Json.Nodes;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Replay;

namespace Collections.Functions.Tests.Crash;

/// <summary>A host that is killed at any moment, again and again, ends where one ends that nobody disturbed.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_host_killed_again_and_again_ends_where_an_undisturbed_one_does()
    {
        var folder = Directory.CreateTempSubdirectory("kill-").FullName;
        var exports = Path.Combine(folder, "exports");
        SmallBank.WriteTo(exports);
        var undisturbed = await ReplayRuns.SummaryAsync(exports, SmallBank.LastDay, "memory");
        AssertWorthwhile(undisturbed);

        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}, folder {folder}");
        var process = new ReplayProcess(exports, SmallBank.LastDay, folder);
        var kills = Moments(new Random(seed));
        foreach (var kill in kills)
        {
            output.WriteLine($"Killed {kill.After.TotalMilliseconds:0} ms after {kill.At.ToOffset(BusinessTime.Offset):yyyy-MM-dd HH:mm:ss}");
            await process.KillAtAsync(kill);
        }

        var killed = ReplayRuns.Comparable(await process.EndAsync());
        var unknown = GrantUnknown(killed);
        Assert.True(unknown <= kills.Count, $"{unknown} messages are unknown after {kills.Count} kills.");
        // A message that stays unknown is no delivered reminder either, which can delay what comes after; the files are taken all the same.
        if (unknown == 0) Assert.Equal(undisturbed.ToString(), killed.ToString());
        Assert.Equal(undisturbed["files"]!.ToString(), killed["files"]!.ToString());
        Assert.Equal(undisturbed["cases"]!["total"]!.ToString(), killed["cases"]!["total"]!.ToString());
        Assert.Empty(killed["violations"]!.AsArray());

        var tags = process.Query("SELECT tag FROM sms_messages WHERE direction = 0", row => row.GetString(0));
        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.Equal(killed["contacts"]!["Sms"]!["sent"]!.GetValue<int>() - unknown, tags.Count);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>In both imports, at the desk, and wherever messages, reports and timers happen to be under way.</summary>
    private static List<KillMoment> Moments(Random random)
    {
        KillMoment Importing(DateOnly file) => new(BusinessTime.At(file.AddDays(1), new TimeOnly(6, 0)), TimeSpan.FromMilliseconds(random.Next(900)));
        KillMoment Sitting(int afterDays, TimeOnly time) => new(BusinessTime.At(SmallBank.First.AddDays(afterDays), time), TimeSpan.FromMilliseconds(random.Next(200)));
        KillMoment Working(int afterDays) => new(
            BusinessTime.At(SmallBank.First.AddDays(afterDays), new TimeOnly(random.Next(9, 12), random.Next(60))), TimeSpan.FromMilliseconds(random.Next(300)));
        return
        [
            Importing(SmallBank.First), Importing(SmallBank.First),
            Working(1), Sitting(2, new TimeOnly(10, 30)), Sitting(5, new TimeOnly(15, 0)),
            Importing(SmallBank.Second), Importing(SmallBank.Second),
            Working(8), Sitting(9, new TimeOnly(10, 30)),
        ];
    }

    /// <summary>
    /// The one thing that may differ: a kill after the message was marked as being sent and before the network took it. Nobody can know, so it counts as
    /// unknown, is not sent again, and has no report of its delivery among the facts. What the network took becomes known by its report.
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

    private static void AssertWorthwhile(JsonObject summary)
    {
        int Count(params string[] path) => path.Aggregate((JsonNode)summary, (node, name) => node[name]!).GetValue<int>();
        Assert.Equal(46, Count("cases", "total"));
        Assert.True(Count("contacts", "Sms", "sent") > 40);
        Assert.True(Count("contacts", "Call", "sent") > 40);
        Assert.True(Count("approvals", "approved") > 5);
        Assert.Empty(summary["violations"]!.AsArray());
    }
}
