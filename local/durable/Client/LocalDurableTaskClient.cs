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
        return started ?? throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {asked} already exists.");
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        InstanceState? target = await SendAsync(instanceId, new EventRaised(eventName, Converter.Serialize(eventPayload)), _ => true);
        if (engine.Options.ThrowStatusExceptionsOnRaiseEvent)
            Refusals.NobodyToHear(instanceId, target);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var terminated = new ExecutionTerminated(Converter.Serialize(options?.Output), options?.Recursive ?? false);
        return ChangeAsync("terminate", instanceId, terminated, target => !target.IsFinished, cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => ChangeAsync(
        "suspend",
        instanceId,
        new ExecutionSuspended(reason),
        target => target.Status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending,
        cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => ChangeAsync(
        "resume", instanceId, new ExecutionResumed(reason), target => target.Status == OrchestrationRuntimeStatus.Suspended, cancellation);

    /// <summary>Starts the same orchestrator with the same input again, which replaces the finished instance unless a new id is asked for.</summary>
    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
        InstanceState former = engine.Store.Find(instanceId)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.");
        Refusals.UnknownOrchestrator(catalog, former.Name);
        string? started = await engine.CommitAsync((store, now) =>
        {
            string id = restartWithNewInstanceId ? NewId(store) : instanceId;
            var start = new NewInstance(id, former.Name, former.Input, NewInstance.BlockedByUnfinished) { Tags = former.Tags };
            return Commits.Create(store, start, now) ? id : null;
        });
        return started ?? throw new InvalidOperationException($"An orchestration with the instanceId {instanceId} cannot be restarted.");
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Check(instanceId, cancellation);
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

        // Purging by filter is for what has ended; a running instance has to be named.
        HashSet<OrchestrationRuntimeStatus> statuses = [.. InstanceState.Finished.Intersect(filter.Statuses ?? InstanceState.Finished)];
        var wanted = new InstanceFilter(filter.CreatedFrom, filter.CreatedTo, statuses, null);
        int purged = 0;
        string? after = null;
        while (engine.Store.List(wanted, after, OrchestrationQuery.DefaultPageSize) is { Count: > 0 } page)
        {
            cancellation.ThrowIfCancellationRequested();
            after = page[^1].InstanceId;

            // Looked at again inside the commit: meanwhile the id may have been started anew.
            purged += await engine.CommitAsync((store, _) => page.Sum(seen =>
                store.Find(seen.InstanceId) is { } state && wanted.Takes(state) ? Commits.Purge(store, seen.InstanceId, options?.Recursive ?? false) : 0));
        }

        return new PurgeResult(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Check(string instanceId, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        Refusals.EntityId(instanceId);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task ChangeAsync(
        string verb, string instanceId, HistoryEvent change, Func<InstanceState, bool> suits, CancellationToken cancellation)
    {
        Check(instanceId, cancellation);
        InstanceState? target = await SendAsync(instanceId, change, suits);
        Refusals.NotNow(verb, instanceId, target, target is not null && suits(target));
    }

    // Delivers if somebody is there to take it, and answers who was.
    private ValueTask<InstanceState?> SendAsync(string instanceId, HistoryEvent happens, Func<InstanceState, bool> suits) => engine.CommitAsync((store, now) =>
    {
        InstanceState? target = store.Find(instanceId);
        if (target is not null && suits(target))
            Commits.Deliver(store, instanceId, null, happens, now);
        return target;
    });

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceState, bool> reached, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        Refusals.EntityId(instanceId);
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

    private static Func<OrchestrationRuntimeStatus, bool> Blocking(IReadOnlyList<string>? statuses) =>
        statuses is null ? NewInstance.BlockedByUnfinished : statuses.Select(Refusals.UnknownStatus).ToHashSet().Contains;
}
