using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Orchestrators that continue as new.</summary>
public abstract partial class EngineContract
{
    /// <summary>Restarts itself with input 1 after an hour, and then waits.</summary>
    private EngineRig Restarter() => NewRig().Orchestrator("o", async context =>
    {
        if (context.GetInput<int>() == 1)
            return await context.WaitForExternalEvent<string>("never");
        context.SetCustomStatus("busy");
        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        context.ContinueAsNew(1);
        return "ignored";
    });

    [Fact]
    public async Task A_restart_shows_its_own_input_and_creation_and_no_output()
    {
        EngineRig rig = Restarter();
        string id = await rig.StartAsync("o", 0);
        await rig.PassAsync(TimeSpan.FromHours(1));

        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.True(status.IsRunning);
        Assert.Equal(1, status.ReadInputAs<int>());
        Assert.Equal(EngineRig.Monday.AddHours(1), status.CreatedAt);
        Assert.Null(status.SerializedOutput);
    }

    [Fact]
    public async Task A_restart_has_no_custom_status_until_it_sets_one()
    {
        EngineRig rig = Restarter();
        string id = await rig.StartAsync("o", 0);
        await rig.SettleAsync();
        Assert.Equal("busy", (await rig.StatusAsync(id)).ReadCustomStatusAs<string>());
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Null((await rig.StatusAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task A_restart_has_an_empty_history_and_an_execution_of_its_own()
    {
        EngineRig rig = Restarter();
        string id = await rig.StartAsync("o", 0);
        await rig.SettleAsync();
        long execution = rig.Engine.Store.Find(id)!.Execution;
        Assert.Contains(rig.Engine.Store.ReadHistory(id), happened => happened is TimerScheduled);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["EpisodeStarted", "ExecutionStarted"], rig.Engine.Store.ReadHistory(id).Select(happened => happened.GetType().Name));
        Assert.NotEqual(execution, rig.Engine.Store.Find(id)!.Execution);
    }

    [Fact]
    public async Task A_restart_happens_within_the_turn_that_asked_for_it()
    {
        EngineRig rig = Restarter();
        string id = await rig.StartAsync("o", 0);
        await rig.RunOneAsync();
        rig.Clock.AdvanceTo(EngineRig.Monday.AddHours(1));
        await rig.RunOneAsync();
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadInputAs<int>());
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task What_a_turn_sends_before_its_restart_is_sent()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("o", context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.SendEvent("w", "e", "heard");
                context.ContinueAsNew(1);
            }

            return Task.FromResult<object?>(null);
        });
        await rig.StartAsync("waiter", id: "w");
        await rig.LiveAsync("o", 0);
        Assert.Equal("heard", (await rig.StatusAsync("w")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_that_restarts_still_answers_its_parent()
    {
        EngineRig rig = NewRig()
            .Orchestrator("child", context =>
            {
                if (context.GetInput<int>() < 3)
                    context.ContinueAsNew(context.GetInput<int>() + 1);
                return Task.FromResult<object?>(context.Parent!.InstanceId);
            })
            .Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>("child", 0) == context.InstanceId);
        Assert.True((await rig.LiveAsync("parent")).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task Throwing_after_the_call_fails_the_instance_and_the_restart_is_lost()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.ContinueAsNew("again");
            throw new InvalidOperationException("no");
        });
        OrchestrationMetadata status = await rig.LiveAsync("o", "first");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal("first", status.ReadInputAs<string>());
    }

    [Fact]
    public async Task The_last_call_of_a_turn_decides_on_the_input()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            if (context.GetInput<string>() == "first")
            {
                context.ContinueAsNew("second");
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = "third" });
            }

            return Task.FromResult<object?>(context.GetInput<string>());
        });
        Assert.Equal("third", (await rig.LiveAsync("o", "first")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Two_generations_of_one_instant_have_guids_of_their_own()
    {
        List<Guid> seen = [];
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            seen.Add(context.NewGuid());
            if (seen.Count < 2)
                context.ContinueAsNew();
            return Task.FromResult<object?>(null);
        });
        await rig.LiveAsync("o");
        Assert.Equal(2, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_restart_loop_that_waits_for_nothing_is_stopped_with_advice()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.ContinueAsNew();
            return Task.FromResult<object?>(null);
        });
        Assert.Contains("without waiting for anything", (await rig.LiveAsync("o")).SerializedOutput, StringComparison.Ordinal);
    }
}
