using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

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

    [Fact]
    public async Task A_stage_of_a_long_wait_tells_when_the_wait_is_over()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return null;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        DateTime end = EngineRig.Monday.UtcDateTime.AddDays(7);
        Assert.Equal(end, Assert.IsType<TimerFired>(Assert.Single(rig.Engine.Store.ReadTimers(1)).Event).Until);
        await rig.PassAsync(TimeSpan.FromDays(6));
        Assert.Null(Assert.IsType<TimerFired>(Assert.Single(rig.Engine.Store.ReadTimers(1)).Event).Until);
        Assert.Equal([end, end, null], rig.Engine.Store.ReadHistory(id).OfType<TimerScheduled>().Select(timer => timer.Until));
    }

    [Fact]
    public async Task Instances_are_found_by_status_name_part_of_the_id_and_parent_and_are_counted()
    {
        EngineRig rig = NewRig()
            .Orchestrator("wait", async context => await context.WaitForExternalEvent<string>("go"))
            .Orchestrator("done", _ => Task.FromResult<object?>(null))
            .Orchestrator("sleep", async context =>
            {
                await context.CallSubOrchestratorAsync("done", options: new SubOrchestrationOptions(instanceId: "child-3"));
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return null;
            });
        foreach ((string name, string id) in new[] { ("wait", "case-1"), ("done", "case-2"), ("sleep", "other-3"), ("Done", "%ase-4") })
            await rig.StartAsync(name, id: id);
        await rig.SettleAsync();

        IDurableStore store = rig.Engine.Store;
        Assert.Equal(["%ase-4", "case-2", "child-3"], Found(InstanceFilter.All with { Name = "done" }));
        Assert.Equal(["other-3"], Found(InstanceFilter.All with { IdPart = "her-" }));
        Assert.Equal(["%ase-4"], Found(InstanceFilter.All with { IdPart = "%ase" }));
        Assert.Equal(["case-1"], Found(InstanceFilter.All with { IdPart = "se-", Statuses = [OrchestrationRuntimeStatus.Running] }));
        Assert.Equal(["case-1", "case-2"], Found(InstanceFilter.All with { Prefix = "case" }));
        Assert.Equal(["child-3"], Found(InstanceFilter.All with { ParentId = "other-3" }));
        Assert.Equal(["case-2"], store.List(InstanceFilter.All with { Prefix = "case" }, "case-1", 10).Select(state => state.InstanceId));

        StoreCounts counts = store.Count();
        Assert.Equal(2, counts.Instances[OrchestrationRuntimeStatus.Running]);
        Assert.Equal(3, counts.Instances[OrchestrationRuntimeStatus.Completed]);
        Assert.Equal(2, counts.Instances.Count);
        Assert.Equal(1, counts.Timers);

        IEnumerable<string> Found(InstanceFilter filter) => store.List(filter, null, 10).Select(state => state.InstanceId);
    }

    [Fact]
    public async Task Instances_are_forgotten_some_time_after_their_end_and_waiting_ones_never()
    {
        EngineRig rig = Waiter(NewRig());
        for (int i = 0; i < 250; i++)
            await rig.StartAsync("waiter", id: $"over-{i}");
        await rig.StartAsync("waiter", id: "again");
        await rig.StartAsync("waiter", id: "waits");
        await rig.SettleAsync();
        foreach (string id in Enumerable.Range(0, 250).Select(i => $"over-{i}").Append("again"))
            await rig.Client.RaiseEventAsync(id, "e", "over");
        await rig.PassAsync(TimeSpan.FromDays(20));
        await rig.StartAsync("waiter", id: "again");
        await rig.SettleAsync();

        var forgetting = new FinishedInstances(rig.Engine, TimeSpan.FromDays(30));
        Assert.Equal(0, await PurgeAsync());
        await rig.PassAsync(TimeSpan.FromDays(11));
        Assert.Equal(2, await PurgeAsync());
        await foreach (OrchestrationMetadata left in rig.Client.GetAllInstancesAsync())
            Assert.Contains(left.InstanceId, (string[])["again", "waits"]);
        Assert.NotNull(await rig.Client.GetInstanceAsync("again"));
        Assert.Equal(rig.Clock.GetUtcNow().AddDays(1), forgetting.NextDue);

        async Task<int> PurgeAsync()
        {
            int runs = 0;
            int before = (await rig.Client.GetAllInstancesAsync().ToListAsync()).Count;
            while (await forgetting.RunOneAsync(CancellationToken.None))
                runs++;
            return (await rig.Client.GetAllInstancesAsync().ToListAsync()).Count == before ? 0 : runs;
        }
    }
}
