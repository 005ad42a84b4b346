using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Collections.Functions.Cases;

/// <summary>
/// The durable process of one case: an interpreter of its steps. It holds nothing that is not in the stream, so it can be lost, doubled or
/// restarted without harm. Its instance id is the case key.
/// </summary>
public static class CaseOrchestration
{
    private static readonly TimeSpan ServiceAway = TimeSpan.FromMinutes(15);

    [Function(nameof(CaseOrchestration))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CaseKey key)
    {
        var step = await context.Perform(key, nameof(CaseActivities.Advance), key);
        while (step is Act act) step = await context.Perform(key, act.Activity, new StepCall(key, act));
        if (step is Wait wait)
        {
            await context.NudgeOrTimer(wait);
            context.ContinueAsNew(key);
        }
    }

    /// <summary>
    /// Does a step. When its retries are used up the failure goes into the stream, for a person to look at; unless a service is away, which no person
    /// can do anything about at the case: then it is tried again later.
    /// </summary>
    private static async Task<CaseStep> Perform(this TaskOrchestrationContext context, CaseKey key, string activity, object input)
    {
        try
        {
            try
            {
                return await context.CallActivityAsync<CaseStep>(activity, input, Retries.Patient);
            }
            catch (TaskFailedException e) when (!OutageException.Ended(e))
            {
                var failure = new StepFailure(key, activity, e.FailureDetails.ErrorType);
                return await context.CallActivityAsync<CaseStep>(nameof(CaseActivities.RecordStepFailure), failure, Retries.Patient);
            }
        }
        catch (TaskFailedException e) when (OutageException.Ended(e))
        {
            return new Wait(new DateTimeOffset(context.CurrentUtcDateTime) + ServiceAway, "service-away");
        }
    }

    /// <summary>Until the wait's time, or until a nudge tells of a version that the wait does not know.</summary>
    private static async Task NudgeOrTimer(this TaskOrchestrationContext context, Wait wait)
    {
        using var timerEnd = new CancellationTokenSource();
        var timer = context.CreateTimer(wait.Until.UtcDateTime, timerEnd.Token);
        while (true)
        {
            var nudge = context.WaitForExternalEvent<long>(CaseWaker.Nudge);
            if (await Task.WhenAny(timer, nudge) == timer) return;
            if (await nudge <= wait.AsOf) continue;

            // Not CancelAsync: it goes through the thread pool, and an orchestrator awaits nothing that is not durable.
            timerEnd.Cancel();
            return;
        }
    }
}

/// <summary>A step that could not be done.</summary>
public sealed record StepFailure(CaseKey Case, string Step, string Error);

internal static class Retries
{
    /// <summary>Ten tries over about an hour: outlasts throttling and a restart of a dependency.</summary>
    public static TaskOptions Patient { get; } =
        TaskOptions.FromRetryPolicy(new RetryPolicy(10, TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(15)));
}
