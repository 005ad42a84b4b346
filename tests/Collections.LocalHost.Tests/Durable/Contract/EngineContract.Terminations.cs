using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Terminating.</summary>
public abstract partial class EngineContract
{
    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task Termination_ends_an_instance_in_each_status_with_an_output(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        await rig.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(new { Reason = "enough" }));
        await rig.SettleAsync();
        OrchestrationMetadata terminated = await rig.StatusAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, terminated.RuntimeStatus);
        Assert.Equal("""{"Reason":"enough"}""", terminated.SerializedOutput);
        Assert.Null(terminated.FailureDetails);
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task Termination_without_an_output_leaves_none()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Running);
        await rig.Client.TerminateInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Null((await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task A_start_in_the_future_can_be_terminated_at_once()
    {
        EngineRig rig = Waiter(NewRig());
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", new StartOrchestrationOptions("later", EngineRig.Monday.AddDays(1)));
        await rig.Client.TerminateInstanceAsync("later");
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await rig.StatusAsync("later")).RuntimeStatus);
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task The_result_of_an_activity_that_outlives_its_instance_is_dropped()
    {
        EngineRig rig = NewRig().Activity<string>("a", _ => "late").Orchestrator("o", async context => await context.CallActivityAsync<string>("a", ""));
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        await rig.Client.TerminateInstanceAsync(id, (object)"enough");
        await rig.SettleAsync();
        Assert.Equal("enough", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    public async Task Termination_takes_children_along_only_if_asked(bool recursive, OrchestrationRuntimeStatus child)
    {
        EngineRig rig = Parent().Orchestrator("grandparent", async context =>
            await context.CallSubOrchestratorAsync<string>("parent", null, new SubOrchestrationOptions(instanceId: "middle")));
        string id = await rig.StartAsync("grandparent");
        await rig.SettleAsync();
        await rig.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", recursive));
        await rig.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await rig.StatusAsync(id)).RuntimeStatus);
        Assert.Equal(child, (await rig.StatusAsync("middle")).RuntimeStatus);
        Assert.Equal(child, (await rig.StatusAsync("child")).RuntimeStatus);
    }

    [Fact]
    public async Task Termination_takes_along_neither_what_was_a_child_nor_who_got_an_event()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("parent", async context =>
        {
            context.SendEvent("other", "unknown", 1);
            await context.CallSubOrchestratorAsync<string>("waiter", null, new SubOrchestrationOptions(instanceId: "child"));
            return await context.WaitForExternalEvent<string>("never");
        });
        await rig.StartAsync("waiter", id: "other");
        string id = await rig.StartAsync("parent");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync("child", "e", "over");
        await rig.SettleAsync();
        await rig.StartAsync("waiter", "of its own", "child");
        await rig.SettleAsync();
        await rig.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: true));
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync("child")).IsRunning);
        Assert.True((await rig.StatusAsync("other")).IsRunning);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task A_finished_instance_cannot_be_terminated(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => rig.Client.TerminateInstanceAsync(id));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Equal(
            $"InvalidOperationException: Cannot terminate the orchestration instance id because instance is in the {status} state.", refusal.Status.Detail);
    }

    [Fact]
    public async Task A_missing_instance_cannot_be_terminated()
    {
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => NewRig().Client.TerminateInstanceAsync("nobody"));
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        Assert.Equal("ArgumentException: No instance with ID 'nobody' was found.", refusal.Status.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@counter@x")]
    public async Task Nothing_is_done_to_an_instance_without_a_proper_id(string id)
    {
        DurableTaskClient client = NewRig().Client;
        await Assert.ThrowsAsync<ArgumentException>(() => client.TerminateInstanceAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SuspendInstanceAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ResumeInstanceAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.RestartAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetInstanceAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.WaitForInstanceStartAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.WaitForInstanceCompletionAsync(id));
    }
}
