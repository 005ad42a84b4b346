using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Collections.Functions.Cases;

public sealed class CaseActivities(CaseAdvance cases, DurableClients clients)
{
    /// <summary>Records the decisions that need no effect and returns the first step that does, or a wait.</summary>
    [Function(nameof(Advance))]
    public Task<CaseStep> Advance([ActivityTrigger] CaseKey key, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        clients.Use(client);
        return cases.NextAsync(key, cancellation);
    }

    [Function(nameof(RecordStepFailure))]
    public async Task<CaseStep> RecordStepFailure([ActivityTrigger] StepFailure failure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return await cases.FailAsync(failure, cancellation);
    }
}
