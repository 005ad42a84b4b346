using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Retries by a handler that is asked after each failure.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_handler_is_asked_at_once_with_attempts_counted_from_one()
    {
        List<DateTime> tried = [];
        List<int> asked = [];
        EngineRig rig = NewRig();
        rig.Activity<string>("down", _ =>
        {
            tried.Add(rig.Now);
            throw new TimeoutException("still down");
        });
        rig.Orchestrator("o", async context => await context.CallActivityAsync<int>("down", "", TaskOptions.FromRetryHandler(retry =>
        {
            if (!context.IsReplaying)
                asked.Add(retry.LastAttemptNumber);
            return retry.LastFailure.IsCausedBy<TimeoutException>() && retry.LastAttemptNumber < 3;
        })));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal([1, 2, 3], asked);
        Assert.Equal(Enumerable.Repeat(EngineRig.Monday.UtcDateTime, 3), tried);
        Assert.Contains("Task 'down' (#2)", status.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_may_wait_before_it_answers()
    {
        List<(int Attempt, TimeSpan Since)> asked = [];
        EngineRig rig = NewRig()
            .Activity<string>("down", _ => throw new TimeoutException("still down"))
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("down", "", TaskOptions.FromRetryHandler(async retry =>
            {
                if (!context.IsReplaying)
                    asked.Add((retry.LastAttemptNumber, retry.TotalRetryTime));
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(1), retry.CancellationToken);
                return retry.LastAttemptNumber < 3;
            })));
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal([(1, TimeSpan.Zero), (2, TimeSpan.FromHours(1)), (3, TimeSpan.FromHours(2))], asked);
    }

    [Fact]
    public async Task A_handler_that_throws_throws_at_the_call()
    {
        EngineRig rig = NewRig().Activity<string>("down", _ => throw new TimeoutException()).Orchestrator("o", async context =>
            await context.CallActivityAsync<int>("down", "", TaskOptions.FromRetryHandler(new RetryHandler(_ => throw new FormatException("handler")))));
        Assert.Equal("handler", (await rig.LiveAsync("o")).SerializedOutput);
    }

    [Fact]
    public async Task No_handler_is_asked_about_an_unknown_activity()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
            await context.CallActivityAsync<int>("nowhere", "", TaskOptions.FromRetryHandler(new RetryHandler(_ => throw new FormatException("handler")))));
        Assert.Contains("No activity task named 'nowhere'", (await rig.LiveAsync("o")).SerializedOutput, StringComparison.Ordinal);
    }
}
