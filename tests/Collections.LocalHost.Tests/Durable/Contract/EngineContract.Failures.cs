using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>How failures look where they are caught, and where they end.</summary>
public abstract partial class EngineContract
{
    /// <summary>What an orchestrator sees that calls an activity which fails like this.</summary>
    private async Task<TaskFailedException> FailureOfActivityAsync(Exception failure)
    {
        TaskFailedException? seen = null;
        EngineRig rig = NewRig().Activity<string>("pay", _ => throw failure).Orchestrator("o", async context =>
        {
            seen = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("pay", ""));
            return null;
        });
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await rig.LiveAsync("o")).RuntimeStatus);
        return seen!;
    }

    [Fact]
    public async Task An_activity_failure_says_which_task_and_why()
    {
        TaskFailedException failure = await FailureOfActivityAsync(new InvalidOperationException("no money"));
        Assert.Equal("Task 'pay' (#0) failed with an unhandled exception: no money", failure.Message);
        Assert.Equal("pay", failure.TaskName);
        Assert.Equal(0, failure.TaskId);
    }

    [Fact]
    public async Task An_activity_failure_has_type_message_and_the_chain_of_inner_failures()
    {
        TaskFailureDetails details = (await FailureOfActivityAsync(
            new InvalidOperationException("outer", new FormatException("inner", new KeyNotFoundException("innermost"))))).FailureDetails;
        Assert.Equal("System.InvalidOperationException: outer", details.ToString());
        Assert.Equal("System.FormatException: inner", details.InnerFailure!.ToString());
        Assert.Equal("System.Collections.Generic.KeyNotFoundException: innermost", details.InnerFailure.InnerFailure!.ToString());
        Assert.Null(details.InnerFailure.InnerFailure.InnerFailure);
        Assert.Contains("EngineContract", details.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_may_be_named_by_its_base_type()
    {
        TaskFailureDetails details = (await FailureOfActivityAsync(new ArgumentNullException("amount"))).FailureDetails;
        Assert.True(details.IsCausedBy<ArgumentNullException>());
        Assert.True(details.IsCausedBy<ArgumentException>());
        Assert.True(details.IsCausedBy<SystemException>());
        Assert.False(details.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task An_activity_failure_wraps_the_frameworks_own_exception() =>
        Assert.IsType<CoreTaskFailedException>((await FailureOfActivityAsync(new TimeoutException())).InnerException);

    [Fact]
    public async Task A_failed_orchestrator_has_the_bare_message_as_output()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => throw new InvalidOperationException("it is \"broken\""));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal("it is \"broken\"", status.SerializedOutput);
    }

    [Fact]
    public async Task A_failed_orchestrator_has_type_message_and_inner_failure()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            throw new InvalidOperationException("outer", new FormatException("inner"));
        });
        TaskFailureDetails details = (await rig.LiveAsync("o")).FailureDetails!;
        Assert.Equal("System.InvalidOperationException: outer", details.ToString());
        Assert.Equal("System.FormatException: inner", details.InnerFailure!.ToString());
    }

    [Fact]
    public async Task What_a_turn_sends_before_its_code_throws_is_sent()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("o", context =>
        {
            context.SendEvent("w", "e", "last words");
            throw new TimeoutException();
        });
        await rig.StartAsync("waiter", id: "w");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await rig.LiveAsync("o")).RuntimeStatus);
        Assert.Equal("last words", (await rig.StatusAsync("w")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_task_failure_that_nobody_catches_is_the_inner_failure_of_its_orchestrator()
    {
        EngineRig rig = NewRig()
            .Activity<string>("pay", _ => throw new TimeoutException("no answer"))
            .Orchestrator("o", async context => await context.CallActivityAsync<string>("pay", ""));
        TaskFailureDetails details = (await rig.LiveAsync("o")).FailureDetails!;
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", details.ErrorType);
        Assert.Equal("Task 'pay' (#0) failed with an unhandled exception: no answer", details.ErrorMessage);
        Assert.Equal("System.TimeoutException: no answer", details.InnerFailure!.ToString());
    }

    [Fact]
    public async Task A_result_of_the_wrong_type_throws_where_it_is_awaited()
    {
        EngineRig rig = NewRig()
            .Activity<string>("text", _ => "words")
            .Orchestrator("o", async context =>
            {
                await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => context.CallActivityAsync<int>("text", ""));
                return "caught";
            });
        Assert.Equal("caught", (await rig.LiveAsync("o")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_input_of_the_wrong_type_fails_the_activity_before_it_runs()
    {
        EngineRig rig = NewRig().Activity<int>("count", number => number).Orchestrator("o", async context =>
            await context.CallActivityAsync<int>("count", "words"));
        Assert.Equal("System.Text.Json.JsonException", (await rig.LiveAsync("o")).FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_fails_its_task()
    {
        EngineRig rig = NewRig().Activity<string>("loop", _ => new Loop()).Orchestrator("o", async context =>
        {
            await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("loop", ""));
            return new Loop();
        });
        Assert.Equal("System.Text.Json.JsonException", (await rig.LiveAsync("o")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Options_in_place_of_the_input_are_refused()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
            await context.CallActivityAsync<int>("a", input: TaskOptions.FromRetryPolicy(ThreeTimes)));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(typeof(ArgumentException).FullName, status.FailureDetails!.ErrorType);
        Assert.StartsWith("A TaskOptions value was provided for the activity input", status.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_a_name_is_refused()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => context.CallActivityAsync(""));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => context.CallSubOrchestratorAsync(""));
            return "refused";
        });
        Assert.Equal("refused", (await rig.LiveAsync("o")).ReadOutputAs<string>());
    }

    /// <summary>Nothing that JSON could hold.</summary>
    public sealed class Loop
    {
        public Loop Again => this;
    }
}
