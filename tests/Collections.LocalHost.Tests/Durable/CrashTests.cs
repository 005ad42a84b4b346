using Collections.Local.Durable;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>
/// A kill leaves the files as they are at that moment. So the files are copied in the middle of a run, a new engine goes on with the copy, and
/// the end has to be that of an undisturbed run.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private int files;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Killed_between_any_two_items_the_run_ends_as_if_it_had_not_been()
    {
        Life undisturbed = await LiveAsync(NewFile(), killAfterItems: int.MaxValue, killInCall: int.MaxValue);
        Assert.Equal(20, undisturbed.Effects.Count);
        for (int items = 1; items < undisturbed.Items; items += 10)
        {
            Life life = await LiveAsync(NewFile(), items, killInCall: int.MaxValue);
            Assert.Equal(undisturbed.Outcome, life.Outcome);
            Assert.Equal(undisturbed.Effects, life.Effects);
        }
    }

    [Fact]
    public async Task Killed_inside_an_activity_only_that_one_runs_again()
    {
        Life undisturbed = await LiveAsync(NewFile(), killAfterItems: int.MaxValue, killInCall: int.MaxValue);
        for (int call = 1; call <= undisturbed.Effects.Count; call += 7)
        {
            Life life = await LiveAsync(NewFile(), killAfterItems: int.MaxValue, call);
            Assert.Equal(undisturbed.Outcome, life.Outcome);

            string twice = undisturbed.Effects[call - 1];
            Assert.Equal(2, life.Effects.Count(effect => effect == twice));
            Assert.Equal(undisturbed.Effects, life.Effects.Distinct());
        }
    }

    private async Task<Life> LiveAsync(string file, int killAfterItems, int killInCall)
    {
        var life = new Life();
        string? copy = null;
        await using (Host host = Open(file, life, call => { copy ??= call == killInCall ? Copy(file) : null; }))
        {
            if (host.Rig.Engine.StoredTime is null)
            {
                for (int i = 0; i < 4; i++)
                    await host.Rig.StartAsync("case", i, $"case-{i}");
                await host.Rig.Client.RaiseEventAsync("case-1", "paid", 1);
            }

            while (copy is null && life.Items < killAfterItems && host.Rig.Engine.NextDue is { } due)
            {
                host.Rig.Clock.AdvanceTo(due);
                await host.Rig.Engine.RunOneAsync(CancellationToken.None);
                life.Items++;
            }

            copy ??= life.Items == killAfterItems ? Copy(file) : null;
        }

        await using Host reopened = Open(copy ?? file, life, _ => { });
        await reopened.Rig.RunUntilAsync(EngineRig.Monday.AddDays(30));
        await foreach (OrchestrationMetadata instance in reopened.Rig.Client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
            life.Outcome.Add($"{instance} {instance.LastUpdatedAt:O}");
        return life;
    }

    private static Host Open(string file, Life life, Action<int> called)
    {
        LocalDatabase database = LocalDatabase.Open(file, inline: true);
        var rig = new EngineRig(new SqliteStore(database));
        rig.Activity<string>("effect", what =>
        {
            life.Effects.Add($"{rig.Now:O} {what}");
            called(life.Effects.Count);
            return what.Length;
        });
        rig.Orchestrator("case", async context =>
        {
            int sum = await context.CallActivityAsync<int>("effect", $"{context.InstanceId} first");
            for (int day = 0; day < 3; day++)
            {
                using var cancellation = new CancellationTokenSource();
                Task timer = context.CreateTimer(TimeSpan.FromDays(1 + context.GetInput<int>()), cancellation.Token);
                Task<int> paid = context.WaitForExternalEvent<int>("paid");
                if (await Task.WhenAny(timer, paid) == paid)
                    cancellation.Cancel();
                sum += await context.CallActivityAsync<int>("effect", $"{context.InstanceId} day {day}");
                sum += await context.CallSubOrchestratorAsync<int>("child", day);
            }

            return sum;
        });
        rig.Orchestrator("child", async context => context.GetInput<int>() == 1
            ? await context.CallActivityAsync<int>("effect", $"{context.Parent!.InstanceId} child")
            : 0);
        return new Host(database, rig);
    }

    private string NewFile() => Path.Combine(folder, $"{files++}.db");

    private string Copy(string file)
    {
        string copy = NewFile();
        File.Copy(file, copy);
        File.Copy(file + "-wal", copy + "-wal");
        return copy;
    }

    private sealed class Life
    {
        public List<string> Effects { get; } = [];

        public List<string> Outcome { get; } = [];

        public int Items { get; set; }
    }

    private sealed record Host(LocalDatabase Database, EngineRig Rig) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Rig.DisposeAsync();
            Database.Dispose();
        }
    }
}
