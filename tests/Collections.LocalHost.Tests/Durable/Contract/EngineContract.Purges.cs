using Collections.Local.Durable;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Purging, and starting the same again.</summary>
public abstract partial class EngineContract
{
    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task Purging_by_id_forgets_an_instance_in_whatever_status(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        Assert.Equal(1, (await rig.Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        Assert.Null(await rig.Client.GetInstanceAsync(id));
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task Purging_a_missing_instance_counts_nothing() => Assert.Equal(0, (await NewRig().Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Purging_takes_children_along_only_if_asked(bool recursive, int purged)
    {
        EngineRig rig = Parent();
        string id = await rig.StartAsync("parent");
        await rig.SettleAsync();
        Assert.Equal(purged, (await rig.Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(recursive))).PurgedInstanceCount);
        Assert.Equal(recursive, await rig.Client.GetInstanceAsync("child") is null);
    }

    [Fact]
    public async Task The_answer_of_a_child_whose_parent_is_purged_finds_nobody()
    {
        EngineRig rig = Parent();
        string id = await rig.StartAsync("parent");
        await rig.SettleAsync();
        await rig.Client.PurgeInstanceAsync(id);
        await rig.Client.RaiseEventAsync("child", "e", "over");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync("child")).IsCompleted);
        Assert.Null(await rig.Client.GetInstanceAsync(id));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, 0)]
    [InlineData(OrchestrationRuntimeStatus.Completed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Failed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, 1)]
    public async Task Purging_by_filter_takes_only_what_has_ended(OrchestrationRuntimeStatus status, int purged)
    {
        EngineRig rig = Waiter(NewRig());
        await BringToAsync(rig, status);
        Assert.Equal(purged, (await rig.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.Equal(purged, (await PurgeAgainAsync()).PurgedInstanceCount);

        async Task<PurgeResult> PurgeAgainAsync()
        {
            EngineRig other = Waiter(NewRig());
            await BringToAsync(other, status);
            return await other.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [status]));
        }
    }

    [Fact]
    public async Task A_filter_takes_the_statuses_and_times_that_it_names()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("o", _ => Task.FromResult<object?>(null)).Orchestrator("broken", _ => throw new TimeoutException());
        for (int day = 0; day < 5; day++)
        {
            await rig.StartAsync("o", id: $"o-{day}");
            await rig.StartAsync("broken", id: $"broken-{day}");
            await rig.PassAsync(TimeSpan.FromDays(1));
        }

        PurgeResult purged = await rig.Client.PurgeInstancesAsync(
            EngineRig.Monday.AddDays(1), EngineRig.Monday.AddDays(3), [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running]);
        Assert.Equal(3, purged.PurgedInstanceCount);
        Assert.Equal(
            ["broken-0", "broken-4", "o-0", "o-1", "o-2", "o-3", "o-4"],
            await rig.Client.GetAllInstancesAsync().Select(status => status.InstanceId).ToArrayAsync());
    }

    [Fact]
    public async Task A_filter_takes_more_than_one_page()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => Task.FromResult<object?>(null));
        for (int i = 0; i < 250; i++)
            await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.Equal(250, (await rig.Client.PurgeInstancesAsync(null, EngineRig.Monday)).PurgedInstanceCount);
        Assert.Empty(rig.Engine.Store.List(InstanceFilter.All, null, 1));
    }

    [Fact]
    public async Task An_id_that_is_started_anew_while_the_filter_looks_is_spared()
    {
        (IDurableStore store, MeddlingStore meddler) = MeddlingStore.Around(NewStore());
        EngineRig rig = Waiter(NewRig(store));
        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Completed);
        meddler.AfterList = () => rig.StartAsync("waiter", "second", id).GetAwaiter().GetResult();
        Assert.Equal(0, (await rig.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.Equal("second", (await rig.StatusAsync(id)).ReadInputAs<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_finished_instance_can_be_started_again_with_its_input(bool underNewId)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Completed);
        string again = await rig.Client.RestartAsync(id, underNewId);
        await rig.SettleAsync();
        Assert.Equal(underNewId, again != id);
        OrchestrationMetadata status = await rig.StatusAsync(again);
        Assert.True(status.IsRunning);
        Assert.Equal(("waiter", "former"), (status.Name, status.ReadInputAs<string>()));
        Assert.Equal(underNewId, (await rig.StatusAsync(id)).IsCompleted);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task An_unfinished_instance_can_be_started_again_only_under_a_new_id(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Client.RestartAsync(id));
        Assert.Equal("An orchestration with the instanceId id cannot be restarted.", refusal.Message);
        Assert.NotEqual(id, await rig.Client.RestartAsync(id, restartWithNewInstanceId: true));
    }

    [Fact]
    public async Task What_is_started_again_keeps_its_tags_and_needs_its_orchestrator()
    {
        IDurableStore store = NewStore();
        EngineRig rig = NewRig(store).Orchestrator("o", _ => Task.FromResult<object?>(null));
        var options = new StartOrchestrationOptions("id") { Tags = new Dictionary<string, string> { ["team"] = "early" } };
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("o", options);
        await rig.SettleAsync();
        Assert.Equal("early", (await rig.StatusAsync(await rig.Client.RestartAsync("id", restartWithNewInstanceId: true))).Tags["team"]);
        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(() => NewRig(store).Client.RestartAsync("id"))).StatusCode);
    }

    [Fact]
    public async Task A_missing_instance_cannot_be_started_again()
    {
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => NewRig().Client.RestartAsync("nobody"));
        Assert.Equal("An orchestration with the instanceId nobody was not found.", refusal.Message);
    }
}
