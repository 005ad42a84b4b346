using Azure.Data.Tables;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Bench.Chaos;

/// <summary>What should have moved on at a host, and has not.</summary>
internal static class StuckCheck
{
    /// <summary>A case that is due gets this long until somebody has looked at it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <returns>What is stuck, in words; nothing if all is well.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(LocalHost host, CancellationToken cancellation)
    {
        var stuck = new List<string>();
        var instances = await InstancesAsync(host, stuck, cancellation);
        await CasesAsync(host, instances, stuck, cancellation);
        var tables = host.Services.GetRequiredService<Tables>();
        await foreach (var row in (await tables.GetAsync(InstitutionState.Table, cancellation)).QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            if (row.RowKey.StartsWith("queue|", StringComparison.Ordinal)) stuck.Add($"File {row.RowKey} was not taken.");
        }

        stuck.AddRange(host.PoisonBlobs.Select(blob => $"Blob {blob} was given up."));
        var letters = host.Broker.Entities().Where(entity => entity.Path.EndsWith(EntityPath.DeadLetters(""), StringComparison.Ordinal) && entity.Waiting > 0);
        stuck.AddRange(letters.Select(entity => $"Dead letters in {entity.Path}."));
        return stuck;
    }

    private static async Task<Dictionary<string, OrchestrationRuntimeStatus>> InstancesAsync(LocalHost host, List<string> stuck, CancellationToken cancellation)
    {
        var instances = new Dictionary<string, OrchestrationRuntimeStatus>(StringComparer.Ordinal);
        await foreach (var instance in host.Durable.GetAllInstancesAsync().WithCancellation(cancellation))
        {
            instances[instance.InstanceId] = instance.RuntimeStatus;

            // The try of an import that failed is history: its file is in the queue until another one has taken it.
            var isHistory = instance is { Name: nameof(ImportOrchestration), RuntimeStatus: OrchestrationRuntimeStatus.Failed };
            if (!isHistory && instance.RuntimeStatus is not (OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Completed))
                stuck.Add($"Instance {instance.InstanceId} is {instance.RuntimeStatus}.");
        }

        return instances;
    }

    private static async Task CasesAsync(LocalHost host, Dictionary<string, OrchestrationRuntimeStatus> instances, List<string> stuck, CancellationToken cancellation)
    {
        var tables = host.Services.GetRequiredService<Tables>();
        var streams = host.Services.GetRequiredService<ICaseStreams>();
        var wakes = new HashSet<string>(StringComparer.Ordinal);
        var due = (await tables.GetAsync("Wakes", cancellation)).QueryAsync<TableEntity>(cancellationToken: cancellation);
        await foreach (var row in due) wakes.Add($"{row.RowKey}@{row.PartitionKey}");
        var work = (await tables.GetAsync("Work", cancellation)).QueryAsync<TableEntity>(cancellationToken: cancellation);
        var listed = new HashSet<(string Queue, string Row)>();
        await foreach (var row in work) listed.Add((row.PartitionKey, row.RowKey));
        var rows = (await tables.GetAsync("Cases", cancellation)).QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows)
        {
            if (row.RowKey.StartsWith($"{row.PartitionKey}|o", StringComparison.Ordinal)) stuck.Add($"Case {row.PartitionKey} has something unsent.");
            if (row.RowKey != $"{row.PartitionKey}|h") continue;
            var head = (await streams.LoadAsync(new CaseKey(row.PartitionKey), cancellation))!;
            if (!head.State.IsOpen) continue;
            if (head.State.FailedStep is { } step) stuck.Add($"Case {row.PartitionKey} failed at {step}.");
            if (head.Wake is not { } wake || !wakes.Contains($"{row.PartitionKey}@{wake}")) stuck.Add($"Case {row.PartitionKey} has no wake.");
            else if (head.Due < host.Clock.GetUtcNow() - Patience) stuck.Add($"Case {row.PartitionKey} was due at {head.Due:u}.");
            stuck.AddRange(WorkQueues.Of(head.State).Keys.Except(listed).Select(missing => $"Work of case {row.PartitionKey} is missing in {missing.Queue}."));
            if (instances.GetValueOrDefault(row.PartitionKey) != OrchestrationRuntimeStatus.Running) stuck.Add($"Case {row.PartitionKey} has no process.");
        }
    }
}
