using Collections.Functions.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Collections.Functions.Ingestion;

/// <summary>
/// One file: planned in one pass, applied chunk by chunk, reported. Holds no row: chunks are named, their rows are staged. Every step can be done
/// again; a crash goes on at the chunk where it was.
/// </summary>
public static class ImportOrchestration
{
    /// <summary>Chunks worked at the same time.</summary>
    private const int AtOnce = 8;

    [Function(nameof(ImportOrchestration))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, QueuedFile file)
    {
        context.SetCustomStatus(ImportProgress.Reading(file, 0, 0, 0));
        var plan = await context.CallActivityAsync<ImportPlan>(nameof(ImportActivities.PlanImport), file, Retries.Patient);
        if (!plan.Go) return;

        var isSnapshot = file.Manifest.Kind == ExportKind.Delinquency;
        if (!plan.Claimed)
        {
            var claim = new ImportClaim(file, plan);
            if (!await context.CallActivityAsync<bool>(nameof(ImportActivities.ClaimImport), claim, Retries.Patient)) return;
        }

        var activity = isSnapshot ? nameof(ImportActivities.CompareChunk) : nameof(ImportActivities.TakeRows);
        var counts = await context.Sum(new ImportCounts(), (left, right) => left + right, file, plan, activity);
        await context.CallActivityAsync(nameof(ImportActivities.FinishImport), new ImportEnd(file, plan, counts), Retries.Patient);
        context.SetCustomStatus(ImportProgress.Applying(file, "done", plan.Chunks.Count, plan.Chunks.Count));
    }

    /// <summary>Calls an activity for every chunk, a few at a time, and adds up what they answer.</summary>
    private static async Task<T> Sum<T>(
        this TaskOrchestrationContext context, T sum, Func<T, T, T> add, QueuedFile file, ImportPlan plan, string activity)
    {
        var running = new List<Task<T>>(AtOnce);
        for (var (next, done) = (0, 0); done < plan.Chunks.Count; done++)
        {
            while (next < plan.Chunks.Count && running.Count < AtOnce)
            {
                var call = new ChunkCall(file, plan.Chunks[next++], plan.Superseded, plan.Indexed) { Done = done, Of = plan.Chunks.Count, JudgesAbsence = plan.Nameless == 0 };
                running.Add(context.CallActivityAsync<T>(activity, call, Retries.Patient));
            }

            var finished = await Task.WhenAny(running);
            running.Remove(finished);
            sum = add(sum, await finished);
            context.SetCustomStatus(ImportProgress.Applying(file, ImportProgressBoard.StepOf(file.Manifest.Kind), done + 1, plan.Chunks.Count));
        }

        return sum;
    }
}
