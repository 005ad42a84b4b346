using Microsoft.DurableTask;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>What nobody awaits is still waited for.</summary>
public abstract partial class EngineContract
{
    public enum Work
    {
        Timer,
        Activity,
        Child,
    }

    [Theory]
    [InlineData(Work.Timer)]
    [InlineData(Work.Activity)]
    [InlineData(Work.Child)]
    public async Task An_open_task_keeps_the_instance_running_after_its_code_has_returned(Work kind)
    {
        EngineRig rig = Worker().Orchestrator("o", context =>
        {
            _ = Begin(context, kind);
            return Task.FromResult<object?>("done");
        });
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await FinishAsync(rig, kind);
        Assert.Equal("done", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(Work.Timer)]
    [InlineData(Work.Activity)]
    [InlineData(Work.Child)]
    public async Task An_open_task_holds_up_the_failure_of_the_code(Work kind)
    {
        EngineRig rig = Worker().Orchestrator("o", context =>
        {
            _ = Begin(context, kind);
            throw new InvalidOperationException("no");
        });
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await FinishAsync(rig, kind);
        Assert.Equal("no", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Theory]
    [InlineData(Work.Timer)]
    [InlineData(Work.Activity)]
    [InlineData(Work.Child)]
    public async Task A_restart_waits_for_open_tasks(Work kind)
    {
        EngineRig rig = Worker().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 1)
                return await context.WaitForExternalEvent<string>("never");
            _ = Begin(context, kind);
            context.ContinueAsNew(1);
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.RunOneAsync();
        Assert.Equal(0, (await rig.StatusAsync(id)).ReadInputAs<int>());
        await FinishAsync(rig, kind);
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadInputAs<int>());
    }

    [Fact]
    public async Task A_restart_takes_no_cancelled_timer_along()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 1)
                return await context.WaitForExternalEvent<DateTime>("never");
            using var cancellation = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromDays(9), cancellation.Token);
            _ = context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            cancellation.Cancel();
            context.ContinueAsNew(1);
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(EngineRig.Monday.AddHours(2), (await rig.StatusAsync(id)).CreatedAt);
        Assert.Null(rig.Engine.NextDue);
    }

    private EngineRig Worker() => Waiter(NewRig()).Activity<string>("a", _ => null);

    private static Task Begin(TaskOrchestrationContext context, Work kind) => kind switch
    {
        Work.Timer => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None),
        Work.Activity => context.CallActivityAsync("a", ""),
        _ => context.CallSubOrchestratorAsync("waiter", new SubOrchestrationOptions(instanceId: "child")),
    };

    private static async Task FinishAsync(EngineRig rig, Work kind)
    {
        if (kind == Work.Child)
            await rig.Client.RaiseEventAsync("child", "e", "over");
        await rig.PassAsync(TimeSpan.FromHours(1));
    }
}
