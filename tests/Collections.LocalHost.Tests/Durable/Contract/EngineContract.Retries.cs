using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    private static readonly RetryPolicy ThreeTimes = new(3, TimeSpan.FromMinutes(1), 2.0);

    [Fact]
    public async Task A_policy_waits_longer_each_time_and_counts_the_first_attempt()
    {
        List<DateTime> attempts = [];
        EngineRig rig = NewRig();
        rig.Activity<string>("flaky", _ =>
        {
            attempts.Add(rig.Now);
            throw new InvalidOperationException("no luck");
        });
        rig.Orchestrator("o", async context =>
        {
            TaskFailedException failure = await Assert.ThrowsAsync<TaskFailedException>(
                () => context.CallActivityAsync<int>("flaky", "", TaskOptions.FromRetryPolicy(ThreeTimes)));
            Assert.Equal(4, failure.TaskId);

            // The timer that ends the retries has a number too.
            return await context.CallActivityAsync<int>("nowhere");
        });
        OrchestrationMetadata status = await rig.LiveAsync("o");

        DateTime start = EngineRig.Monday.UtcDateTime;
        Assert.Equal([start, start.AddMinutes(1), start.AddMinutes(3)], attempts);
        Assert.Contains("Task 'nowhere' (#6) failed", status.SerializedOutput, StringComparison.Ordinal);
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
        int attempts = 0;
        var policy = new RetryPolicy(9, TimeSpan.FromMinutes(1))
        {
            HandleFailure = failure => throws ? throw new FormatException("handler") : !failure.IsCausedBy<SystemException>(),
        };
        EngineRig rig = NewRig()
            .Activity<string>("wrong", _ =>
            {
                attempts++;
                throw new ArgumentException("no amount");
            })
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("wrong", "", new TaskOptions(policy)));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(1, attempts);
        Assert.True(status.FailureDetails!.InnerFailure!.IsCausedBy<SystemException>());
    }

    [Fact]
    public async Task The_retry_timeout_is_looked_at_before_a_further_attempt_only()
    {
        int attempts = 0;
        var policy = new RetryPolicy(9, TimeSpan.FromHours(1), retryTimeout: TimeSpan.FromMinutes(90));
        EngineRig rig = NewRig()
            .Activity<string>("down", _ =>
            {
                attempts++;
                throw new TimeoutException();
            })
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("down", "", new TaskOptions(policy)));
        await rig.LiveAsync("o");
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_handler_decides_after_each_failure_and_may_wait()
    {
        List<(int Attempt, TimeSpan Since)> asked = [];
        EngineRig rig = NewRig()
            .Activity<string>("down", _ => throw new TimeoutException("still down"))
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("down", "", TaskOptions.FromRetryHandler(async retry =>
            {
                if (!context.IsReplaying)
                    asked.Add((retry.LastAttemptNumber, retry.TotalRetryTime));
                Assert.True(retry.LastFailure.IsCausedBy<TimeoutException>());
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(1), retry.CancellationToken);
                return retry.LastAttemptNumber < 3;
            })));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal([(1, TimeSpan.Zero), (2, TimeSpan.FromHours(1)), (3, TimeSpan.FromHours(2))], asked);
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
}
