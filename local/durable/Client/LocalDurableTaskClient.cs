using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>The client of the embedded engine. It refuses what the Functions host refuses, with the same exceptions.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine, TaskCatalog catalog) : DurableTaskClient("local")
{
    private DataConverter Converter => engine.Options.DataConverter;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Refusals.UnknownOrchestrator(catalog, orchestratorName);
        string? asked = string.IsNullOrEmpty(options?.InstanceId) ? null : options.InstanceId;
        Refusals.BadInstanceId(asked);
        Func<OrchestrationRuntimeStatus, bool> blocks = Blocking(options?.DedupeStatuses);
        string? payload = Converter.Serialize(input);

        string? started = await engine.CommitAsync((store, now) =>
        {
            string id = asked ?? NewId(store);
            var start = new NewInstance(id, orchestratorName.Name, payload, blocks) { StartAt = options?.StartAt };
            if (options is not null)
                start = start with { Tags = options.Tags };
            return Commits.Create(store, start, now) ? id : null;
        });
        if (started is null)
            throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {asked} already exists.");
        engine.Watch.Changed(started);
        return started;
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellation.ThrowIfCancellationRequested();
        InstanceState? target = await SendAsync(instanceId, new EventRaised(eventName, Converter.Serialize(eventPayload)));
        if (engine.Options.ThrowStatusExceptionsOnRaiseEvent)
            Refusals.NotThereToTakeIt(instanceId, target);
    }

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var terminated = new ExecutionTerminated(Converter.Serialize(options?.Output), options?.Recursive ?? false);
        Refusals.NotThereToTakeIt(instanceId, await SendAsync(instanceId, terminated));
    }

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        Refusals.NotThereToTakeIt(instanceId, await SendAsync(instanceId, new ExecutionSuspended(reason)));
    }

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        Refusals.NotThereToTakeIt(instanceId, await SendAsync(instanceId, new ExecutionResumed(reason)));
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        InstanceState? state = engine.Store.Find(instanceId);
        return Task.FromResult(state is null ? null : Metadata.Of(state, getInputsAndOutputs ? Converter : null));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine.Store, filter ?? new OrchestrationQuery(), Converter);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.IsFinished, getInputsAndOutputs, cancellation);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return new PurgeResult(await engine.CommitAsync((store, _) => Commits.Purge(store, instanceId, options?.Recursive ?? false)));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var wanted = new InstanceFilter(filter.CreatedFrom, filter.CreatedTo, filter.Statuses?.ToHashSet(), null);
        int purged = 0;
        string? after = null;
        while (engine.Store.List(wanted, after, OrchestrationQuery.DefaultPageSize) is { Count: > 0 } page)
        {
            // Purging by filter is for what has ended; a running instance has to be named.
            foreach (InstanceState state in page.Where(state => state.IsFinished))
                purged += (await PurgeInstanceAsync(state.InstanceId, options, cancellation)).PurgedInstanceCount;
            after = page[^1].InstanceId;
        }

        return new PurgeResult(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Delivers if somebody is there to take it, and answers who was.
    private ValueTask<InstanceState?> SendAsync(string instanceId, HistoryEvent happens) => engine.CommitAsync((store, now) =>
    {
        Commits.Deliver(store, instanceId, null, happens, now);
        return store.Find(instanceId);
    });

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceState, bool> reached, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            Task change = engine.Watch.NextChange(instanceId);
            if (engine.Store.Find(instanceId) is { } state && reached(state))
                return Metadata.Of(state, getInputsAndOutputs ? Converter : null);
            await change.WaitAsync(cancellation);
        }
    }

    // In virtual time everything has to come out the same on every run, names too.
    private string NewId(IDurableTransaction store) =>
        (engine.Clock.Mode == ClockMode.Virtual ? DeterministicGuid.Create("instance", store.NextSequence()) : Guid.NewGuid()).ToString("N");

    private static Func<OrchestrationRuntimeStatus, bool> Blocking(IReadOnlyList<string>? statuses)
    {
        if (statuses is null)
            return NewInstance.BlockedByUnfinished;
        HashSet<OrchestrationRuntimeStatus> listed = [.. statuses.Select(Enum.Parse<OrchestrationRuntimeStatus>)];
        return listed.Contains;
    }
}
