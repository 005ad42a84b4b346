using Collections.Functions.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Takes one institution's files in order, one at a time: by business date, payments before snapshots of the same day, then by sequence. The queue is
/// a table; an event is only a doorbell, and one that is lost costs an hour, not files. It goes on whatever fails.
/// </summary>
public static class IntakeOrchestration
{
    /// <summary>Files dropped together arrive one by one: wait for the others before choosing the first.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(6);

    /// <summary>After an import that could not be done in spite of retries: it stays first, since later files must not overtake it.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(15);

    [Function(nameof(IntakeOrchestration))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, IntakeTurn turn)
    {
        if (turn.Done is null) await context.CreateTimer(Settle, CancellationToken.None);
        QueuedFile? file;
        try
        {
            file = await context.CallActivityAsync<QueuedFile?>(nameof(ImportActivities.NextFile), turn, Retries.Patient);
        }
        catch (TaskFailedException)
        {
            await context.CreateTimer(TryAgain, CancellationToken.None);
            context.ContinueAsNew(turn);
            return;
        }

        if (file is null)
        {
            await context.DoorbellOrTimer(LookAgain);
            context.ContinueAsNew(new IntakeTurn(turn.Institution, null));
            return;
        }

        try
        {
            await context.CallSubOrchestratorAsync(nameof(ImportOrchestration), file);
            context.ContinueAsNew(new IntakeTurn(turn.Institution, file));
        }
        catch (TaskFailedException)
        {
            await context.Say(file);
            await context.CreateTimer(TryAgain, CancellationToken.None);
            context.ContinueAsNew(new IntakeTurn(turn.Institution, null));
        }
    }

    private static async Task Say(this TaskOrchestrationContext context, QueuedFile stalled)
    {
        try
        {
            await context.CallActivityAsync(nameof(ImportActivities.ReportStall), stalled, Retries.Patient);
        }
        catch (TaskFailedException)
        {
            // What keeps the file from being taken keeps it from being said.
        }
    }

    private static async Task DoorbellOrTimer(this TaskOrchestrationContext context, TimeSpan patience)
    {
        using var timerEnd = new CancellationTokenSource();
        var timer = context.CreateTimer(patience, timerEnd.Token);
        var bell = context.WaitForExternalEvent<string>(IntakeDoorbell.Bell);
        if (await Task.WhenAny(timer, bell) == bell) timerEnd.Cancel();
    }
}
