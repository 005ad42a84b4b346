using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Suspending and resuming.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_suspended_instance_says_so_and_does_nothing()
    {
        int calls = 0;
        EngineRig rig = NewRig().Activity<string>("a", _ => ++calls).Orchestrator("o", async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            return await context.CallActivityAsync<int>("a", "");
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.SuspendInstanceAsync(id, "because");
        await rig.Client.RaiseEventAsync(id, "go");
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await rig.StatusAsync(id)).RuntimeStatus);
        Assert.Equal(0, calls);

        await rig.Client.ResumeInstanceAsync(id, "again");
        await rig.SettleAsync();
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task What_comes_during_a_suspension_is_handled_in_its_order_on_resuming()
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
        await rig.Client.SuspendInstanceAsync(id);
        await rig.PassAsync(TimeSpan.FromHours(2));
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.SettleAsync();
        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal("timer", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task On_resuming_each_event_runs_the_code_to_its_next_wait_before_the_next_is_looked_at()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
            await context.WaitForExternalEvent<int>("stop");
            await Task.Yield();
            cancellation.Cancel();
            return timer.IsCanceled;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.SuspendInstanceAsync(id);
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "stop", 1);
        await rig.PassAsync(TimeSpan.FromHours(1));
        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task The_result_of_an_activity_waits_for_the_end_of_a_suspension()
    {
        EngineRig rig = NewRig().Activity<string>("a", _ => "done").Orchestrator("o", async context => await context.CallActivityAsync<string>("a", ""));
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        await rig.Client.SuspendInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await rig.StatusAsync(id)).RuntimeStatus);
        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal("done", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_a_turn_asks_for_just_before_its_suspension_begins_on_resuming()
    {
        int calls = 0;
        EngineRig rig = NewRig().Activity<string>("a", _ => ++calls).Orchestrator("o", async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            return await context.CallActivityAsync<int>("a", "");
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "go");
        await rig.Client.SuspendInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal(0, calls);
        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task An_instance_that_is_suspended_twice_at_once_is_resumed_by_one_call()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Running);
        await rig.Client.SuspendInstanceAsync(id);
        await rig.Client.SuspendInstanceAsync(id);
        await rig.SettleAsync();
        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
    }

    [Fact]
    public async Task An_instance_can_be_suspended_again_and_again()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Running);
        for (int i = 0; i < 3; i++)
        {
            await rig.Client.SuspendInstanceAsync(id);
            await rig.SettleAsync();
            await rig.Client.ResumeInstanceAsync(id);
            await rig.SettleAsync();
        }

        await rig.Client.RaiseEventAsync(id, "e", "heard");
        await rig.SettleAsync();
        Assert.Equal("heard", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task What_does_not_run_cannot_be_suspended(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => rig.Client.SuspendInstanceAsync(id));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Equal(
            $"InvalidOperationException: Cannot suspend the orchestration instance id because instance is in the {status} state.", refusal.Status.Detail);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task What_is_not_suspended_cannot_be_resumed(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => rig.Client.ResumeInstanceAsync(id));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Equal(
            $"InvalidOperationException: Cannot resume the orchestration instance id because instance is in the {status} state.", refusal.Status.Detail);
    }

    [Fact]
    public async Task A_refused_call_changes_nothing()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Running);
        await rig.Client.SuspendInstanceAsync(id);
        await Assert.ThrowsAsync<RpcException>(() => rig.Client.ResumeInstanceAsync(id));
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await rig.StatusAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task A_missing_instance_can_neither_be_suspended_nor_resumed()
    {
        DurableTaskClient client = NewRig().Client;
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => client.SuspendInstanceAsync("nobody"))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => client.ResumeInstanceAsync("nobody"))).StatusCode);
    }
}
