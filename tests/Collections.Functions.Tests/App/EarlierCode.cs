using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Collections.Functions.Tests.App;

/// <summary>The case orchestration as other versions of the program had it, with the same name.</summary>
internal static class EarlierCode
{
    /// <summary>Asked somebody else before it decided.</summary>
    public static class AskedFirst
    {
        [Function(nameof(CaseOrchestration))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CaseKey key)
        {
            await context.CallActivityAsync<int>(nameof(LookUp), key);
            await LiveAsync(context, key, nudgeFirst: false);
        }

        [Function(nameof(LookUp))]
        public static int LookUp([ActivityTrigger] CaseKey key) => key.Value.Length;
    }

    /// <summary>Let some time pass before it decided.</summary>
    public static class WaitedFirst
    {
        [Function(nameof(CaseOrchestration))]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CaseKey key)
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(30), CancellationToken.None);
            await LiveAsync(context, key, nudgeFirst: false);
        }
    }

    /// <summary>Written otherwise, with the same history.</summary>
    public static class SameHistory
    {
        [Function(nameof(CaseOrchestration))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CaseKey key) => LiveAsync(context, key, nudgeFirst: true);
    }

    /// <summary>Failed at every case: the program was broken.</summary>
    public static class Broken
    {
        [Function(nameof(CaseOrchestration))]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, CaseKey key) => throw new InvalidOperationException($"{context.InstanceId} is not {key}.");
    }

    private static async Task LiveAsync(TaskOrchestrationContext context, CaseKey key, bool nudgeFirst)
    {
        var step = await context.CallActivityAsync<CaseStep>(nameof(CaseActivities.Advance), key);
        while (step is Act act) step = await context.CallActivityAsync<CaseStep>(act.Activity, new StepCall(key, act));
        if (step is not Wait wait) return;
        using var end = new CancellationTokenSource();
        var early = nudgeFirst ? context.WaitForExternalEvent<long>(CaseWaker.Nudge) : null;
        var timer = context.CreateTimer(wait.Until.UtcDateTime, end.Token);
        var nudge = early ?? context.WaitForExternalEvent<long>(CaseWaker.Nudge);
        if (await Task.WhenAny(timer, nudge) == nudge) end.Cancel();
        context.ContinueAsNew(key);
    }
}
