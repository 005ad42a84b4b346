using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Sub-orchestrations.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_child_answers_its_parent_and_knows_it()
    {
        EngineRig rig = NewRig()
            .Orchestrator("child", context => Task.FromResult<object?>($"{context.Name} {context.GetInput<int>()} of {context.Parent!.Name} {context.Parent.InstanceId}"))
            .Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>("child", 7));
        await rig.StartAsync("parent", id: "p");
        await rig.SettleAsync();
        Assert.Equal("child 7 of parent p", (await rig.StatusAsync("p")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_nobody_called_has_no_parent()
    {
        EngineRig rig = NewRig().Orchestrator("o", context => Task.FromResult<object?>(context.Parent is null));
        Assert.True((await rig.LiveAsync("o")).ReadOutputAs<bool>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task A_child_without_an_id_is_named_by_the_next_guid(string? asked)
    {
        EngineRig rig = NewRig()
            .Orchestrator("child", context => Task.FromResult<object?>(context.InstanceId))
            .Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>("child", new SubOrchestrationOptions(instanceId: asked)));
        await rig.StartAsync("parent", id: "case-1");
        await rig.SettleAsync();
        Assert.Equal("a1a775f85d9d5d4ebb9bf50e0a54090c", (await rig.StatusAsync("case-1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_has_the_id_that_its_parent_chose()
    {
        EngineRig rig = NewRig()
            .Orchestrator("child", context => Task.FromResult<object?>(context.InstanceId))
            .Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>("child", null, new TaskOptions().WithInstanceId("mine")));
        Assert.Equal("mine", (await rig.LiveAsync("parent")).ReadOutputAs<string>());
        Assert.True((await rig.StatusAsync("mine")).IsCompleted);
    }

    [Fact]
    public async Task A_child_cannot_have_the_id_of_an_entity()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
            await context.CallSubOrchestratorAsync<string>("o", new SubOrchestrationOptions(instanceId: "@counter@x")));
        Assert.Equal(typeof(ArgumentException).FullName, (await rig.LiveAsync("o")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task A_childs_failure_is_its_parents_to_catch()
    {
        EngineRig rig = NewRig()
            .Orchestrator("child", _ => throw new FormatException("bad row"))
            .Orchestrator("parent", async context =>
            {
                TaskFailedException failure = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync("child"));
                Assert.Null(failure.InnerException);
                Assert.True(failure.FailureDetails.IsCausedBy<FormatException>());
                return failure.Message;
            });
        Assert.Equal("Task 'child' (#0) failed with an unhandled exception: bad row", (await rig.LiveAsync("parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_child_fails_its_call_and_is_not_tried_again()
    {
        EngineRig rig = NewRig().Orchestrator("parent", async context =>
            await context.CallSubOrchestratorAsync<string>("nowhere", new TaskOptions(new RetryPolicy(9, TimeSpan.FromDays(1)))));
        string id = await rig.StartAsync("parent");
        await rig.SettleAsync();
        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal("Task 'nowhere' (#0) failed with an unhandled exception: No orchestrator task named 'nowhere' was found.", status.SerializedOutput);
        Assert.Equal("OrchestratorTaskNotFound", status.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_child_whose_id_is_running_fails_the_call_and_leaves_the_other_alone()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("parent", async context =>
            await context.CallSubOrchestratorAsync<string>("waiter", null, new SubOrchestrationOptions(instanceId: "taken")));
        await rig.StartAsync("waiter", id: "taken");
        OrchestrationMetadata parent = await rig.LiveAsync("parent");
        Assert.Contains("An Orchestration instance with the ID taken already exists.", parent.SerializedOutput, StringComparison.Ordinal);
        Assert.True((await rig.StatusAsync("taken")).IsRunning);
    }

    [Fact]
    public async Task A_terminated_child_fails_its_call()
    {
        EngineRig rig = Parent();
        string id = await rig.StartAsync("parent");
        await rig.SettleAsync();
        await rig.Client.TerminateInstanceAsync("child");
        await rig.SettleAsync();
        OrchestrationMetadata parent = await rig.StatusAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, parent.RuntimeStatus);
        Assert.Contains("Orchestration 'waiter' with ID 'child' was terminated.", parent.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_of_a_child_whose_parent_was_replaced_finds_nobody()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>(
            "waiter", new SubOrchestrationOptions(instanceId: context.GetInput<string>())));
        await rig.StartAsync("parent", "first", "p");
        await rig.SettleAsync();
        await rig.Client.TerminateInstanceAsync("p");
        await rig.SettleAsync();
        await rig.StartAsync("parent", "second", "p");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync("first", "e", "to the first parent");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync("p")).IsRunning);
        Assert.DoesNotContain(rig.Engine.Store.ReadHistory("p"), happened => happened is TaskCompleted);
    }

    /// <summary>Calls a waiter named "child".</summary>
    private EngineRig Parent() => Waiter(NewRig()).Orchestrator("parent", async context =>
        await context.CallSubOrchestratorAsync<string>("waiter", null, new SubOrchestrationOptions(instanceId: "child")));
}
