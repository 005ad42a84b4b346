using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    private static EngineRig Waiter(EngineRig rig) => rig.Orchestrator("waiter", async context => await context.WaitForExternalEvent<string>("e"));

    [Fact]
    public async Task A_running_id_cannot_be_started_again_and_a_finished_one_is_replaced()
    {
        EngineRig rig = Waiter(NewRig());
        await rig.StartAsync("waiter", 1, "id");
        Assert.Equal(
            "An Orchestration instance with the ID id already exists.",
            (await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => rig.StartAsync("waiter", 2, "id"))).Message);
        await rig.SettleAsync();
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => rig.StartAsync("waiter", 2, "id"));

        await rig.Client.RaiseEventAsync("id", "e", "over");
        await rig.SettleAsync();
        await rig.StartAsync("waiter", 3, "id");
        await rig.SettleAsync();
        OrchestrationMetadata status = await rig.StatusAsync("id");
        Assert.True(status.IsRunning);
        Assert.Equal(3, status.ReadInputAs<int>());
        Assert.Null(status.SerializedOutput);
    }

    [Fact]
    public async Task Dedupe_statuses_block_what_they_list_and_nothing_else()
    {
        EngineRig rig = Waiter(NewRig());
        StartOrchestrationOptions once = new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 1, once);
        await rig.SettleAsync();
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 2, once);
        await rig.SettleAsync();
        Assert.Equal(2, (await rig.StatusAsync("id")).ReadInputAs<int>());

        await rig.Client.RaiseEventAsync("id", "e", "over");
        await rig.SettleAsync();
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 3, once));
    }

    [Fact]
    public async Task An_activity_of_a_replaced_instance_finds_nobody()
    {
        int calls = 0;
        EngineRig rig = NewRig()
            .Activity<int>("work", _ => ++calls)
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("work", 0));
        await rig.StartAsync("o", id: "id");
        await rig.Engine.RunOneAsync(CancellationToken.None);
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("o", new StartOrchestrationOptions("id").WithDedupeStatuses());
        await rig.SettleAsync();
        Assert.Equal(2, calls);
        Assert.Equal(2, (await rig.StatusAsync("id")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_turn_of_an_instance_that_was_replaced_meanwhile_counts_for_nothing()
    {
        bool replaced = false;
        EngineRig rig = NewRig();
        rig.Orchestrator("o", context =>
        {
            if (!replaced)
            {
                replaced = true;
                Task start = rig.Client.ScheduleNewOrchestrationInstanceAsync(
                    "o", "second", new StartOrchestrationOptions(context.InstanceId).WithDedupeStatuses());
                Assert.True(start.IsCompletedSuccessfully);
            }

            return Task.FromResult<object?>(context.GetInput<string>());
        });
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        Assert.Equal("second", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("@id")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("a\tb")]
    public async Task Ids_that_storage_cannot_take_are_refused(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Waiter(NewRig()).StartAsync("waiter", id: id));

    [Fact]
    public async Task An_unknown_orchestrator_is_refused_at_the_start()
    {
        EngineRig rig = Waiter(NewRig());
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => rig.StartAsync("nowhere"));
        Assert.Contains("'nowhere' doesn't exist", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("'waiter'", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_id_an_instance_gets_one_that_is_the_same_on_every_run()
    {
        string first = await Waiter(NewRig()).StartAsync("waiter");
        string again = await Waiter(NewRig()).StartAsync("waiter");
        Assert.Equal(first, again);
        Assert.Equal(32, first.Length);
    }

    [Fact]
    public async Task A_suspended_instance_takes_what_came_in_its_order_when_it_is_resumed()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
            Task<int> paid = context.WaitForExternalEvent<int>("paid");
            bool late = await Task.WhenAny(timer, paid) == timer;
            cancellation.Cancel();
            return late ? "timer" : "paid";
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.SuspendInstanceAsync(id, "because");
        await rig.PassAsync(TimeSpan.FromHours(2));
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await rig.StatusAsync(id)).RuntimeStatus);

        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal("timer", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    public async Task Termination_ends_an_instance_and_its_children_if_asked(bool recursive, OrchestrationRuntimeStatus child)
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("parent", async context =>
            await context.CallSubOrchestratorAsync<string>("waiter", null, new SubOrchestrationOptions(instanceId: "child")));
        string id = await rig.StartAsync("parent");
        await rig.SettleAsync();
        await rig.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", recursive));
        await rig.SettleAsync();

        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, status.RuntimeStatus);
        Assert.Equal("enough", status.ReadOutputAs<string>());
        Assert.Equal(child, (await rig.StatusAsync("child")).RuntimeStatus);
        Assert.Equal(
            StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => rig.Client.TerminateInstanceAsync(id))).StatusCode);
        Assert.Equal(
            StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => rig.Client.TerminateInstanceAsync("nobody"))).StatusCode);
    }

    [Fact]
    public async Task Purging_forgets_an_instance_running_or_not()
    {
        EngineRig rig = Waiter(NewRig());
        await rig.StartAsync("waiter", id: "id");
        await rig.SettleAsync();
        Assert.Equal(0, (await rig.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.Equal(1, (await rig.Client.PurgeInstanceAsync("id")).PurgedInstanceCount);
        Assert.Equal(0, (await rig.Client.PurgeInstanceAsync("id")).PurgedInstanceCount);
        Assert.Null(await rig.Client.GetInstanceAsync("id"));
    }

    [Fact]
    public async Task A_status_without_payloads_refuses_to_read_them()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => Task.FromResult<object?>("secret"));
        string id = await rig.StartAsync("o", "input");
        await rig.SettleAsync();
        OrchestrationMetadata status = (await rig.Client.GetInstanceAsync(id))!;
        Assert.True(status.IsCompleted);
        Assert.Null(status.SerializedInput);
        Assert.Null(status.SerializedOutput);
        Assert.Throws<InvalidOperationException>(status.ReadOutputAs<string>);
    }

    [Fact]
    public async Task Instances_are_listed_in_pages_by_status_and_prefix()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("o", _ => Task.FromResult<object?>(null));
        for (int i = 0; i < 25; i++)
            await rig.StartAsync(i % 5 == 0 ? "o" : "waiter", id: $"case-{i:00}");
        await rig.StartAsync("waiter", id: "other");
        await rig.SettleAsync();

        var query = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running], InstanceIdPrefix: "case-", PageSize: 8);
        List<Page<OrchestrationMetadata>> pages = [];
        await foreach (Page<OrchestrationMetadata> page in rig.Client.GetAllInstancesAsync(query).AsPages())
            pages.Add(page);
        Assert.Equal([8, 8, 4], pages.Select(page => page.Values.Count));
        Assert.Equal("case-01", pages[0].Values[0].InstanceId);
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(
            "case-11", await rig.Client.GetAllInstancesAsync(query).AsPages(pages[0].ContinuationToken).Select(p => p.Values[0].InstanceId).FirstAsync());
    }

    [Fact]
    public async Task Waiting_for_a_missing_instance_lasts_until_it_is_cancelled()
    {
        using var impatience = new CancellationTokenSource();
        Task<OrchestrationMetadata> wait = Waiter(NewRig()).Client.WaitForInstanceStartAsync("nobody", impatience.Token);
        Assert.False(wait.IsCompleted);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
