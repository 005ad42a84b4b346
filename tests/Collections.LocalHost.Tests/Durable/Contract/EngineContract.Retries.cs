using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Retries by policy.</summary>
public abstract partial class EngineContract
{
    private static readonly RetryPolicy ThreeTimes = new(3, TimeSpan.FromMinutes(1), 2.0);

    /// <summary>A rig whose activity "down" always fails, and the hours at which it was tried.</summary>
    private (EngineRig Rig, List<double> Hours) Down(RetryPolicy policy)
    {
        List<double> hours = [];
        EngineRig rig = NewRig();
        rig.Activity<string>("down", _ =>
        {
            hours.Add((rig.Now - EngineRig.Monday.UtcDateTime).TotalHours);
            throw new TimeoutException("still down");
        });
        rig.Orchestrator("o", async context => await context.CallActivityAsync<int>("down", "", new TaskOptions(policy)));
        return (rig, hours);
    }

    [Fact]
    public async Task A_policy_counts_the_first_attempt_and_waits_longer_each_time()
    {
        (EngineRig rig, List<double> hours) = Down(new RetryPolicy(4, TimeSpan.FromHours(1), 2.0, TimeSpan.FromHours(9)));
        await rig.LiveAsync("o");
        Assert.Equal([0, 1, 3, 7], hours);
    }

    [Fact]
    public async Task No_delay_is_longer_than_the_longest()
    {
        (EngineRig rig, List<double> hours) = Down(new RetryPolicy(5, TimeSpan.FromHours(2), 2.0, TimeSpan.FromHours(5)));
        await rig.LiveAsync("o");
        Assert.Equal([0, 2, 6, 11, 16], hours);
    }

    [Fact]
    public async Task The_longest_delay_is_an_hour_unless_the_policy_says_otherwise()
    {
        (EngineRig rig, List<double> hours) = Down(new RetryPolicy(3, TimeSpan.FromMinutes(45), 10));
        await rig.LiveAsync("o");
        Assert.Equal([0, 0.75, 1.75], hours);
    }

    [Fact]
    public async Task A_delay_of_a_retry_is_one_timer_however_long()
    {
        (EngineRig rig, List<double> hours) = Down(new RetryPolicy(2, TimeSpan.FromDays(10), maxRetryInterval: TimeSpan.FromDays(10)));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal([0, 240], hours);
        Assert.Contains("Task 'down' (#2)", status.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_names_the_last_attempt()
    {
        (EngineRig rig, _) = Down(ThreeTimes);
        Assert.Equal("Task 'down' (#4) failed with an unhandled exception: still down", (await rig.LiveAsync("o")).SerializedOutput);
    }

    [Fact]
    public async Task The_timer_that_ends_the_retries_takes_a_number_and_no_time()
    {
        EngineRig rig = NewRig().Activity<string>("down", _ => throw new TimeoutException()).Orchestrator("o", async context =>
        {
            TaskFailedException failure = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("down", "", new TaskOptions(ThreeTimes)));
            Assert.Equal(4, failure.TaskId);
            Assert.Equal(EngineRig.Monday.AddMinutes(3).UtcDateTime, context.CurrentUtcDateTime);
            return await context.CallActivityAsync<int>("nowhere");
        });
        Assert.Contains("Task 'nowhere' (#6)", (await rig.LiveAsync("o")).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_that_works_goes_on_as_if_nothing_had_been()
    {
        int left = 2;
        EngineRig rig = NewRig()
            .Activity<string>("flaky", _ => left-- == 0 ? "at last" : throw new InvalidOperationException("not yet"))
            .Orchestrator("o", async context => await context.CallActivityAsync<string>("flaky", "", new TaskOptions(ThreeTimes)));
        Assert.Equal("at last", (await rig.LiveAsync("o")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_that_the_policy_does_not_handle_ends_the_retries(bool throws)
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMinutes(1))
        {
            HandleFailure = failure => throws ? throw new FormatException("handler") : !failure.IsCausedBy<SystemException>(),
        };
        (EngineRig rig, List<double> hours) = Down(policy);
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Single(hours);
        Assert.True(status.FailureDetails!.InnerFailure!.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public async Task The_retry_timeout_is_looked_at_before_a_further_attempt_only()
    {
        (EngineRig rig, List<double> hours) = Down(new RetryPolicy(9, TimeSpan.FromHours(1), retryTimeout: TimeSpan.FromMinutes(90)));
        await rig.LiveAsync("o");
        Assert.Equal([0, 1, 2], hours);
    }

    [Fact]
    public async Task A_retry_timeout_that_is_just_over_ends_the_retries()
    {
        (EngineRig rig, List<double> hours) = Down(new RetryPolicy(9, TimeSpan.FromHours(1), retryTimeout: TimeSpan.FromHours(1)));
        await rig.LiveAsync("o");
        Assert.Equal([0, 1], hours);
    }

    [Fact]
    public async Task An_unknown_activity_is_not_retried()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
            await context.CallActivityAsync<int>("nowhere", "", new TaskOptions(new RetryPolicy(9, TimeSpan.FromDays(1)))));
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal("Task 'nowhere' (#0) failed with an unhandled exception: No activity task named 'nowhere' was found.", status.SerializedOutput);
        Assert.Equal("ActivityTaskNotFound", status.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task A_result_of_the_wrong_type_is_asked_for_again_by_a_policy()
    {
        int calls = 0;
        EngineRig rig = NewRig()
            .Activity<string>("text", _ => ++calls < 3 ? "words" : 3)
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("text", "", new TaskOptions(ThreeTimes)));
        Assert.Equal(3, (await rig.LiveAsync("o")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_child_is_tried_again_under_its_own_id()
    {
        List<string> tried = [];
        EngineRig rig = NewRig()
            .Orchestrator("child", context =>
            {
                tried.Add(context.InstanceId);
                return tried.Count < 3 ? throw new TimeoutException() : Task.FromResult<object?>("at last");
            })
            .Orchestrator("parent", async context => await context.CallSubOrchestratorAsync<string>("child", "", new SubOrchestrationOptions(ThreeTimes, "c")));
        Assert.Equal("at last", (await rig.LiveAsync("parent")).ReadOutputAs<string>());
        Assert.Equal(["c", "c", "c"], tried);
    }
}
