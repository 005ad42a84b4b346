using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task Each_turn_runs_the_code_from_its_beginning_with_the_same_time_and_guids()
    {
        List<(DateTime, Guid)> beginnings = [];
        List<bool> replaying = [];
        EngineRig rig = NewRig()
            .Activity<string>("a", _ => null)
            .Orchestrator("o", async context =>
            {
                beginnings.Add((context.CurrentUtcDateTime, context.NewGuid()));
                await context.CallActivityAsync("a", "");
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                replaying.Add(context.IsReplaying);
                await context.CallActivityAsync("a", "");
                Assert.Equal(DateTimeKind.Utc, context.CurrentUtcDateTime.Kind);
                return context.CurrentUtcDateTime;
            });
        OrchestrationMetadata status = await rig.LiveAsync("o");

        Assert.Equal(4, beginnings.Count);
        Assert.Single(beginnings.Distinct());
        Assert.Equal([false, true], replaying);
        Assert.Equal(EngineRig.Monday.AddHours(1).UtcDateTime, status.ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Fan_out_waits_for_all()
    {
        EngineRig rig = NewRig()
            .Activity<int>("square", x => x * x)
            .Orchestrator("o", async context =>
            {
                int[] squares = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => context.CallActivityAsync<int>("square", i)));
                return squares.Sum();
            });
        Assert.Equal(2870, (await rig.LiveAsync("o")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_child_answers_its_parent_and_knows_it()
    {
        EngineRig rig = NewRig()
            .Orchestrator("child", context => Task.FromResult<object?>($"{context.Parent!.Name} {context.GetInput<int>()}"))
            .Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>("child", 7));
        Assert.Equal("parent 7", (await rig.LiveAsync("parent")).ReadOutputAs<string>());
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
    public async Task Two_runs_of_the_same_work_do_the_same_in_the_same_order()
    {
        Assert.Equal(await Trace(), await Trace());

        async Task<List<string>> Trace()
        {
            List<string> trace = [];
            EngineRig rig = NewRig();
            rig.Activity<string>("note", note => Note(trace, $"{rig.Now:O} {note}"));
            rig.Orchestrator("o", async context =>
            {
                for (int i = 0; i < 3; i++)
                {
                    await context.CallActivityAsync("note", $"{context.InstanceId} {i} {context.NewGuid()}");
                    await context.CreateTimer(TimeSpan.FromHours(context.GetInput<int>() % 3), CancellationToken.None);
                }

                return null;
            });
            for (int i = 0; i < 10; i++)
                await rig.StartAsync("o", i);
            await rig.PassAsync(TimeSpan.FromDays(1));
            Assert.Equal(30, trace.Count);
            return trace;
        }
    }
}
