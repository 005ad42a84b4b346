using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Code that does not do what its history says it did.</summary>
public abstract partial class EngineContract
{
    /// <summary>An instance that asked for the first tasks, and is replayed by code that asks for the second.</summary>
    private async Task<OrchestrationMetadata> ReplayAsync(string[] before, string[] now)
    {
        string[] tasks = before;
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            foreach (string task in tasks)
                Ask(context, task);
            await context.WaitForExternalEvent<string>("go");
            return "done";
        });
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        tasks = now;
        await rig.Client.RaiseEventAsync(id, "go");
        await rig.PassAsync(TimeSpan.FromDays(2));
        return await rig.StatusAsync(id);
    }

    private static void Ask(TaskOrchestrationContext context, string task) => _ = task.Split(' ') switch
    {
        ["activity", var name] => context.CallActivityAsync(name, ""),
        ["child", var name] => context.CallSubOrchestratorAsync(name, new SubOrchestrationOptions(instanceId: "c")),
        ["timer"] => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None),
        ["event", var name] => Send(context, name),
        _ => throw new ArgumentException($"'{task}' is no task."),
    };

    private static Task Send(TaskOrchestrationContext context, string name)
    {
        context.SendEvent("nobody", name, 1);
        return Task.CompletedTask;
    }

    private static void AssertMismatch(OrchestrationMetadata status, int number, string was, string @is)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", status.FailureDetails!.ErrorType);
        Assert.StartsWith(
            $"Non-Deterministic workflow detected: A previous execution of this orchestration scheduled {was} with sequence number {number}, but the current ",
            status.SerializedOutput,
            StringComparison.Ordinal);
        Assert.Contains(@is, status.SerializedOutput, StringComparison.Ordinal);
        Assert.EndsWith("Was a change made to the orchestrator code after this instance had already started running?", status.SerializedOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("activity a", "timer", "an activity task named 'a'", "scheduled a timer task")]
    [InlineData("activity a", "child a", "an activity task named 'a'", "scheduled a sub-orchestration task named 'a'")]
    [InlineData("activity a", "event a", "an activity task named 'a'", "scheduled a send event task named 'a'")]
    [InlineData("child a", "activity a", "a sub-orchestration task named 'a'", "scheduled an activity task named 'a'")]
    [InlineData("timer", "activity a", "a timer task", "scheduled an activity task named 'a'")]
    [InlineData("event a", "timer", "a send event task named 'a'", "scheduled a timer task")]
    public async Task A_task_of_another_kind_is_a_mismatch(string before, string now, string was, string @is) =>
        AssertMismatch(await ReplayAsync([before], [now]), 0, was, @is);

    [Theory]
    [InlineData("activity a", "activity b", "an activity task named 'a'", "scheduled an activity task named 'b'")]
    [InlineData("child a", "child b", "a sub-orchestration task named 'a'", "scheduled a sub-orchestration task named 'b'")]
    [InlineData("event a", "event b", "a send event task named 'a'", "scheduled a send event task named 'b'")]
    public async Task A_task_of_another_name_is_a_mismatch(string before, string now, string was, string @is) =>
        AssertMismatch(await ReplayAsync([before], [now]), 0, was, @is);

    [Theory]
    [InlineData("activity a", "an activity task named 'a'")]
    [InlineData("child a", "a sub-orchestration task named 'a'")]
    [InlineData("timer", "a timer task")]
    [InlineData("event a", "a send event task named 'a'")]
    public async Task A_task_that_is_missing_is_a_mismatch(string before, string was) =>
        AssertMismatch(await ReplayAsync([before], []), 0, was, "hasn't (yet?) scheduled this task");

    [Fact]
    public async Task A_task_that_is_missing_at_the_end_is_named_by_its_number() => AssertMismatch(
        await ReplayAsync(["activity a", "timer", "activity b"], ["activity a", "timer"]), 2, "an activity task named 'b'", "hasn't (yet?) scheduled this task");

    [Fact]
    public async Task A_task_that_is_put_in_between_is_a_mismatch() => AssertMismatch(
        await ReplayAsync(["activity a", "timer"], ["activity a", "activity new", "timer"]), 1, "a timer task", "scheduled an activity task named 'new'");

    [Fact]
    public async Task Of_tasks_in_another_order_the_first_difference_is_named() => AssertMismatch(
        await ReplayAsync(["timer", "activity a", "activity b"], ["timer", "activity b", "activity a"]), 1, "an activity task named 'a'", "scheduled an activity task named 'b'");

    [Fact]
    public async Task A_name_in_another_case_is_no_mismatch()
    {
        OrchestrationMetadata status = await ReplayAsync(["event Paid", "timer"], ["event PAID", "timer"]);
        Assert.Equal("done", status.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_task_that_is_added_behind_the_history_is_new_work()
    {
        OrchestrationMetadata status = await ReplayAsync(["timer"], ["timer", "timer"]);
        Assert.Equal("done", status.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Code_that_ends_before_its_history_does_is_a_mismatch()
    {
        bool shortened = false;
        EngineRig rig = NewRig().Activity<string>("a", _ => null).Orchestrator("o", async context =>
        {
            if (shortened)
                return "done";
            await context.CallActivityAsync("a", "");
            return "never";
        });
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        shortened = true;
        await rig.SettleAsync();
        AssertMismatch(await rig.StatusAsync(id), 0, "an activity task named 'a'", "hasn't (yet?) scheduled this task");
    }
}
