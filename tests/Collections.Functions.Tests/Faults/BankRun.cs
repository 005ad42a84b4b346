using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Collections.Cli.Desk;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Crash;
using Collections.Functions.Tests.Replay;
using Collections.Functions.Workbench;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Sms;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Faults;

/// <summary>The small bank's nine days on the whole app, with faults, and how everything stands at their end.</summary>
internal sealed record BankRun
{
    public required JsonObject Summary { get; init; }

    public required IReadOnlyDictionary<FaultKind, long> Faults { get; init; }

    public required IReadOnlyList<SmsMessage> Messages { get; init; }

    /// <summary>What is left that should have moved on, in words; nothing if all is well.</summary>
    public required IReadOnlyList<string> Stuck { get; init; }

    public required IReadOnlyList<string> Log { get; init; }

    public static async Task<BankRun> OfAsync(string faults)
    {
        var exports = Directory.CreateTempSubdirectory("faults-").FullName;
        SmallBank.WriteTo(exports);
        var plan = new ReplayPlan(ExportFolder.Read(exports).Files, SmallBank.LastDay, DeskMode.Auto);
        var log = new LogLines();
        using var screen = new Screen(TextWriter.Null, TextWriter.Null, null, TimeProvider.System);
        await using var host = await AppHost.StartAsync(
            new HostSettings(0, null, FaultOptions.Parse(faults), LogLevel.Information),
            screen,
            options =>
            {
                options.Clock = HostClock.Virtual(plan.Start);
                options.ConfigureLogging = logging => logging.ClearProviders().AddProvider(log);
                options.ConfigureServices = services =>
                {
                    AppHost.SendWithoutSocket(services);
                    services.AddKeyedSingleton<TimeProvider>("technical", (provider, _) => new RunClock(provider.GetRequiredService<TimeProvider>(), TimeSpan.Zero));
                };
            },
            CancellationToken.None);
        var journal = new DeskJournal(null);
        await new ReplayRun(host, plan, AutomaticDesk.At(host, journal), journal, new ReplayProgress(screen, plan)).ToEndAsync(CancellationToken.None);

        // What went wrong last has had no time to be made good.
        host.Faults.IsOn = false;
        await host.RunUntilAsync(plan.End.AddMinutes(30));
        var summary = await SummaryReader.ReadAsync(host, plan, CancellationToken.None);
        Directory.Delete(exports, recursive: true);
        return new BankRun
        {
            Summary = ReplayRuns.Comparable(JsonSerializer.Serialize(summary, Collections.Cli.Replay.Summary.Json)),
            Faults = host.Faults.Counts,
            Messages = host.SmsInbox.Messages(limit: int.MaxValue),
            Stuck = await StuckAsync(host),
            Log = log.Lines,
        };
    }

    private static async Task<IReadOnlyList<string>> StuckAsync(LocalHost host)
    {
        var stuck = new List<string>();
        var now = host.Clock.GetUtcNow();
        var tables = host.Services.GetRequiredService<Tables>();
        var streams = host.Services.GetRequiredService<ICaseStreams>();
        var instances = new Dictionary<string, OrchestrationRuntimeStatus>();
        await foreach (var instance in host.Durable.GetAllInstancesAsync())
        {
            instances[instance.InstanceId] = instance.RuntimeStatus;

            // The try of an import that failed is history: its file is in the queue until another one has taken it.
            var isHistory = instance is { Name: nameof(ImportOrchestration), RuntimeStatus: OrchestrationRuntimeStatus.Failed };
            if (!isHistory && instance.RuntimeStatus is not (OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Completed)) stuck.Add($"Instance {instance.InstanceId} is {instance.RuntimeStatus}.");
        }

        var wakes = new HashSet<string>();
        await foreach (var row in (await tables.GetAsync("Wakes", default)).QueryAsync<TableEntity>()) wakes.Add($"{row.RowKey}@{row.PartitionKey}");
        var listed = new HashSet<(string Queue, string Row)>();
        await foreach (var row in (await tables.GetAsync("Work", default)).QueryAsync<TableEntity>()) listed.Add((row.PartitionKey, row.RowKey));
        await foreach (var row in (await tables.GetAsync("Cases", default)).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith($"{row.PartitionKey}|o", StringComparison.Ordinal)) stuck.Add($"Case {row.PartitionKey} has something unsent.");
            if (row.RowKey != $"{row.PartitionKey}|h") continue;
            var head = (await streams.LoadAsync(new CaseKey(row.PartitionKey), default))!;
            if (!head.State.IsOpen) continue;
            if (head.State.FailedStep is { } step) stuck.Add($"Case {row.PartitionKey} failed at {step}.");
            if (head.Wake is not { } wake || !wakes.Contains($"{row.PartitionKey}@{wake}")) stuck.Add($"Case {row.PartitionKey} has no wake.");
            else if (head.Due < now.AddMinutes(-15)) stuck.Add($"Case {row.PartitionKey} was due at {head.Due:u}.");
            stuck.AddRange(WorkQueues.Of(head.State).Keys.Except(listed).Select(work => $"Work of case {row.PartitionKey} is missing in {work.Queue}."));
            if (instances.GetValueOrDefault(row.PartitionKey) != OrchestrationRuntimeStatus.Running) stuck.Add($"Case {row.PartitionKey} has no process.");
        }

        await foreach (var row in (await tables.GetAsync("Institutions", default)).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith("queue|", StringComparison.Ordinal)) stuck.Add($"File {row.RowKey} was not taken.");
        }

        stuck.AddRange(host.PoisonBlobs.Select(blob => $"Blob {blob} was given up."));
        stuck.AddRange(host.Broker.Entities().Where(entity => entity.Path.EndsWith(EntityPath.DeadLetters(""), StringComparison.Ordinal) && entity.Waiting > 0).Select(e => $"Dead letters in {e.Path}."));
        return stuck;
    }
}
