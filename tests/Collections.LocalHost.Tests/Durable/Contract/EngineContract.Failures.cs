using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task An_activity_failure_is_caught_with_type_message_and_inner_failures()
    {
        EngineRig rig = NewRig()
            .Activity<string>("pay", _ => throw new InvalidOperationException("outer", new FormatException("inner")))
            .Orchestrator("o", async context =>
            {
                TaskFailedException failure = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("pay", ""));
                Assert.Equal("pay", failure.TaskName);
                Assert.Equal(0, failure.TaskId);
                Assert.True(failure.FailureDetails.IsCausedBy<SystemException>());
                Assert.IsType<global::DurableTask.Core.Exceptions.TaskFailedException>(failure.InnerException);
                return $"{failure.FailureDetails} <- {failure.FailureDetails.InnerFailure}";
            });
        Assert.Equal(
            "System.InvalidOperationException: outer <- System.FormatException: inner", (await rig.LiveAsync("o")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failed_orchestrator_has_the_bare_message_as_output()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => throw new InvalidOperationException("it is \"broken\"", new FormatException("inner")));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal("it is \"broken\"", status.SerializedOutput);
        Assert.Equal(typeof(FormatException).FullName, status.FailureDetails!.InnerFailure!.ErrorType);
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

    [Theory]
    [InlineData("activity b", "an activity task named 'b' with")]
    [InlineData("timer", "a timer task with")]
    [InlineData("nothing", "hasn't (yet?) scheduled")]
    public async Task Code_that_does_not_match_its_history_fails_with_the_first_difference(string second, string difference)
    {
        bool changed = false;
        EngineRig rig = NewRig()
            .Activity<string>("a", _ => null)
            .Activity<string>("b", _ => null)
            .Orchestrator("o", async context =>
            {
                Task step = !changed ? context.CallActivityAsync("a", "")
                    : second == "timer" ? context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)
                    : second == "nothing" ? context.WaitForExternalEvent<int>("e")
                    : context.CallActivityAsync("b", "");
                await step;
                return null;
            });
        string id = await rig.StartAsync("o");
        await rig.Engine.RunOneAsync(CancellationToken.None);
        changed = true;
        await rig.PassAsync(TimeSpan.FromDays(2));

        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", status.FailureDetails!.ErrorType);
        Assert.StartsWith("Non-Deterministic workflow detected: ", status.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains("an activity task named 'a' with sequence number 0", status.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains(difference, status.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awaiting_what_is_not_durable_fails_with_advice()
    {
        var never = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async _ =>
        {
            await never.Task;
            return null;
        });
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(typeof(InvalidOperationException).FullName, status.FailureDetails!.ErrorType);
        Assert.Contains("awaiting non-durable tasks", status.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_from_a_foreign_thread_behind_a_durable_wait_is_found_out_too()
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task;
            return null;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);

        Task<OrchestrationMetadata> failed = rig.Client.WaitForInstanceCompletionAsync(id, true);
        await Task.Run(foreign.SetResult);
        while (!failed.IsCompleted)
        {
            await rig.SettleAsync();
            await Task.Yield();
        }

        Assert.Contains("awaiting non-durable tasks", (await failed).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_in_place_of_the_input_are_refused()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
            await context.CallActivityAsync<int>("a", input: TaskOptions.FromRetryPolicy(ThreeTimes)));
        Assert.StartsWith(
            "A TaskOptions value was provided for the activity input", (await rig.LiveAsync("o")).SerializedOutput, StringComparison.Ordinal);
    }
}
