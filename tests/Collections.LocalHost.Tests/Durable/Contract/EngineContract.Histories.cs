using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task A_finished_instance_keeps_its_history_with_inputs_and_results_until_it_is_purged()
    {
        EngineRig rig = NewRig()
            .Activity<string>("greet", name => $"hello {name}")
            .Orchestrator("o", async context => await context.CallActivityAsync<string>("greet", "you"));
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        IReadOnlyList<HistoryEvent> history = rig.Engine.Store.ReadHistory(id);
        Assert.Contains(new ActivityScheduled(0, "greet", "\"you\""), history);
        Assert.Contains(new TaskCompleted(0, "\"hello you\""), history);

        await rig.Client.PurgeInstanceAsync(id);
        Assert.Empty(rig.Engine.Store.ReadHistory(id));
    }

    [Fact]
    public async Task What_is_still_to_happen_can_be_read_in_its_order()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(context.GetInput<int>()), CancellationToken.None);
            return null;
        });
        foreach ((string id, int days) in new[] { ("b", 2), ("a", 2), ("c", 1) })
            await rig.StartAsync("o", days, id);
        await rig.SettleAsync();
        Assert.Equal(["c", "a", "b"], rig.Engine.Store.ReadTimers(10).Select(timer => timer.InstanceId));
        Assert.Equal("c", Assert.Single(rig.Engine.Store.ReadTimers(1)).InstanceId);
        Assert.Equal(EngineRig.Monday.AddDays(2), Assert.Single(rig.Engine.Store.ReadMessages("a")).Due);
    }
}
