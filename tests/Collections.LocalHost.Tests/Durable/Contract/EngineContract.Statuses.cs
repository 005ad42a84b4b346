using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>What the client tells of instances.</summary>
public abstract partial class EngineContract
{
    /// <summary>An instance named "id" that has failed, with an input and a custom status.</summary>
    private async Task<EngineRig> FailedAsync()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.SetCustomStatus("on the way");
            throw new TimeoutException("too late");
        });
        await rig.StartAsync("o", "in", "id");
        await rig.SettleAsync();
        return rig;
    }

    [Fact]
    public async Task There_is_no_status_of_a_missing_instance() => Assert.Null(await NewRig().Client.GetInstanceAsync("nobody", getInputsAndOutputs: true));

    [Fact]
    public async Task A_status_without_payloads_has_none_of_them()
    {
        OrchestrationMetadata status = (await (await FailedAsync()).Client.GetInstanceAsync("id"))!;
        Assert.Equal(("o", "id", OrchestrationRuntimeStatus.Failed), (status.Name, status.InstanceId, status.RuntimeStatus));
        Assert.Null(status.SerializedInput);
        Assert.Null(status.SerializedOutput);
        Assert.Null(status.SerializedCustomStatus);
        Assert.Null(status.FailureDetails);
    }

    [Fact]
    public async Task A_status_without_payloads_refuses_to_read_them()
    {
        OrchestrationMetadata status = (await (await FailedAsync()).Client.GetInstanceAsync("id"))!;
        Assert.Throws<InvalidOperationException>(status.ReadInputAs<string>);
        Assert.Throws<InvalidOperationException>(status.ReadOutputAs<string>);
        Assert.Throws<InvalidOperationException>(status.ReadCustomStatusAs<string>);
    }

    [Fact]
    public async Task A_status_with_payloads_has_all_of_them()
    {
        OrchestrationMetadata status = await (await FailedAsync()).StatusAsync("id");
        Assert.Equal("in", status.ReadInputAs<string>());
        Assert.Equal("too late", status.SerializedOutput);
        Assert.Equal("on the way", status.ReadCustomStatusAs<string>());
        Assert.Equal("System.TimeoutException: too late", status.FailureDetails!.ToString());
    }

    [Fact]
    public async Task A_status_has_the_times_of_the_start_and_of_the_last_turn()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await rig.StartAsync("waiter");
        await rig.PassAsync(TimeSpan.FromHours(1));
        await rig.Client.RaiseEventAsync(id, "e", "over");
        await rig.SettleAsync();
        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal(EngineRig.Monday, status.CreatedAt);
        Assert.Equal(EngineRig.Monday.AddHours(1), status.LastUpdatedAt);
    }

    [Fact]
    public async Task Waiting_for_the_start_ends_when_the_instance_has_run()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await rig.StartAsync("waiter", "in");
        Task<OrchestrationMetadata> wait = rig.Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true);
        Assert.False(wait.IsCompleted);
        await rig.SettleAsync();
        Assert.True((await wait).IsRunning);
        Assert.Equal("in", (await wait).ReadInputAs<string>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task Waiting_for_completion_ends_with_whatever_end(OrchestrationRuntimeStatus end)
    {
        EngineRig rig = Waiter(NewRig());
        Task<OrchestrationMetadata> wait = rig.Client.WaitForInstanceCompletionAsync("id", TestContext.Current.CancellationToken);
        await BringToAsync(rig, end);
        Assert.Equal(end, (await wait).RuntimeStatus);
        Assert.Null((await wait).SerializedInput);
    }

    [Fact]
    public async Task Waiting_for_completion_outlasts_a_suspension_and_a_restart()
    {
        EngineRig rig = Restarter();
        string id = await rig.StartAsync("o", 0);
        Task<OrchestrationMetadata> wait = rig.Client.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken);
        await rig.PassAsync(TimeSpan.FromHours(1));
        await rig.Client.SuspendInstanceAsync(id);
        await rig.SettleAsync();
        Assert.False(wait.IsCompleted);
        await rig.Client.TerminateInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await wait).RuntimeStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Waiting_for_a_missing_instance_lasts_until_it_is_cancelled(bool forStart)
    {
        using var impatience = new CancellationTokenSource();
        DurableTaskClient client = Waiter(NewRig()).Client;
        Task<OrchestrationMetadata> wait = forStart
            ? client.WaitForInstanceStartAsync("nobody", impatience.Token)
            : client.WaitForInstanceCompletionAsync("nobody", impatience.Token);
        Assert.False(wait.IsCompleted);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
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
    public async Task A_page_has_a_hundred_instances_unless_the_query_says_otherwise()
    {
        EngineRig rig = Waiter(NewRig());
        for (int i = 0; i < 101; i++)
            await rig.StartAsync("waiter");
        int[] byDefault = await rig.Client.GetAllInstancesAsync().AsPages().Select(page => page.Values.Count).ToArrayAsync();
        Assert.Equal([100, 1], byDefault);
        int[] asAsked = await rig.Client.GetAllInstancesAsync().AsPages(pageSizeHint: 60).Select(page => page.Values.Count).ToArrayAsync();
        Assert.Equal([60, 41], asAsked);
        var second = new OrchestrationQuery(ContinuationToken: (await rig.Client.GetAllInstancesAsync().AsPages().FirstAsync()).ContinuationToken);
        Assert.Equal(1, await rig.Client.GetAllInstancesAsync(second).CountAsync());
        Assert.Equal(101, await rig.Client.GetAllInstancesAsync().CountAsync());
    }

    [Fact]
    public async Task A_list_goes_by_the_time_of_creation_and_has_payloads_if_asked()
    {
        EngineRig rig = Waiter(NewRig());
        for (int day = 0; day < 5; day++)
        {
            await rig.StartAsync("waiter", day, $"day-{day}");
            await rig.PassAsync(TimeSpan.FromDays(1));
        }

        var query = new OrchestrationQuery(EngineRig.Monday.AddDays(1), EngineRig.Monday.AddDays(3), FetchInputsAndOutputs: true);
        int[] days = await rig.Client.GetAllInstancesAsync(query).Select(status => status.ReadInputAs<int>()).ToArrayAsync();
        Assert.Equal([1, 2, 3], days);
        Assert.All(await rig.Client.GetAllInstancesAsync().ToArrayAsync(), status => Assert.Null(status.SerializedInput));
    }
}
