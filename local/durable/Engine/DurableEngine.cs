using DurableTask.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Durable;

/// <summary>
/// An event-sourced replay engine on one machine. On a real or compressed clock <see cref="StartAsync"/> lets it work by itself; in virtual time
/// the host runs it item by item as an <see cref="IWorkSource"/>. Every turn and every activity's end is one commit of the store.
/// </summary>
public sealed partial class DurableEngine : IWorkSource, IAsyncDisposable
{
    private static readonly CancellationToken Now = new(canceled: true);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(2);

    private readonly TaskCatalog catalog;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly Dispatcher dispatcher;

    public DurableEngine(IDurableStore store, TaskCatalog catalog, BusinessClock clock, DurableEngineOptions options, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Store = store;
        this.catalog = catalog;
        Clock = clock;
        Options = options;
        this.loggers = loggers;
        logger = loggers.CreateLogger<DurableEngine>();
        dispatcher = new Dispatcher(this, logger);
        Client = new LocalDurableTaskClient(this, catalog);
    }

    public DurableTaskClient Client { get; }

    /// <summary>Business time of the last commit: where a clock that is not real goes on after a restart.</summary>
    public DateTimeOffset? StoredTime => Store.StoredTime;

    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset now = Clock.GetUtcNow();
            return Store.NextDue(WorkKinds.All) is not { } due ? null : due < now ? now : due;
        }
    }

    /// <summary>For looking inside; changes go through the client.</summary>
    public IDurableStore Store { get; }

    internal BusinessClock Clock { get; }

    internal DurableEngineOptions Options { get; }

    internal InstanceWatch Watch { get; } = new();

    /// <summary>Begins to work in the background.</summary>
    public Task StartAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Clock.Mode == ClockMode.Virtual)
            throw new InvalidOperationException("In virtual time the engine does not work by itself: the host calls RunOneAsync.");
        dispatcher.Start();
        return Task.CompletedTask;
    }

    /// <summary>Takes no more work, cancels running activities and waits for them. What was not committed runs again after the next start.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => dispatcher.StopAsync(abandon: Now).WaitAsync(cancellation);

    /// <summary>Takes no more work and lets what runs end; activities are cancelled only once <paramref name="abandon"/>.</summary>
    public Task DrainAsync(CancellationToken abandon) => dispatcher.StopAsync(abandon);

    public async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        if (Store.Take(Clock.GetUtcNow(), WorkKinds.All) is not { } item)
            return false;
        await RunAsync(item, cancellation);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        // An activity that does not listen is left behind: nothing that it has not committed counts.
        Task stopped = dispatcher.StopAsync(abandon: Now);
        if (await Task.WhenAny(stopped, Task.Delay(LastPatience)) == stopped)
            dispatcher.Dispose();
    }

    internal async Task RunAsync(WorkItem item, CancellationToken cancellation)
    {
        try
        {
            if (item is EpisodeWork turn)
                await RunEpisodeAsync(turn);
            else
                await RunActivityAsync((ActivityWork)item, cancellation);
        }
        finally
        {
            Store.Release(item);
            dispatcher.Wake();
        }
    }

    /// <summary>Commits a unit at the clock's time and lets the dispatcher look for what it made.</summary>
    internal async ValueTask<T> CommitAsync<T>(Func<IDurableTransaction, DateTimeOffset, T> unit)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        T result = await Store.CommitAsync(now, store => unit(store, now));
        dispatcher.Wake();
        return result;
    }

    private async ValueTask RunEpisodeAsync(EpisodeWork work)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        Episode episode = Episode.Run(work, catalog, Options, loggers, now);
        if (!await Store.CommitAsync(now, store => Commits.FinishEpisode(store, episode, now)))
            return;
        if (work.State.Status == OrchestrationRuntimeStatus.Pending)
            LogStarted(work.InstanceId, work.State.Name);
        if (episode.State.IsFinished)
            LogEnded(work.InstanceId, work.State.Name, episode.State.Status);
        if (episode.State.Failure is { } failure)
            logger.LogWarning("Orchestration {Instance} ({Name}) failed: {Failure}", work.InstanceId, work.State.Name, failure);
        Watch.Changed(work.InstanceId);
        episode.Strays.Committed(() => Strayed(episode.State));
    }

    private async ValueTask RunActivityAsync(ActivityWork work, CancellationToken cancellation)
    {
        HistoryEvent outcome;
        if (catalog.Activity(work.Name) is not { } activity)
        {
            outcome = new TaskFailed(work.TaskId, new FailureDetails(
                "ActivityTaskNotFound", $"No activity task named '{work.Name}' was found.", null, null, isNonRetriable: true));
        }
        else
        {
            try
            {
                object? result = await activity.Run(new ActivityCall(work.Name, work.InstanceId, work.Input, Options.DataConverter), cancellation);
                outcome = new TaskCompleted(work.TaskId, Options.DataConverter.Serialize(result));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // Whatever an activity throws is its result for the orchestrator.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogWarning(failure, "Activity {Name} of {Instance} failed", work.Name, work.InstanceId);
                outcome = new TaskFailed(work.TaskId, Failures.From(failure));
            }
        }

        DateTimeOffset now = Clock.GetUtcNow();
        await Store.CommitAsync(now, store =>
        {
            Commits.FinishActivity(store, work, outcome, now);
            return true;
        });
    }

    // The orchestrator went on after its turn, so it awaited something that a restart would lose. Waiting on would hide that for ever.
    private void Strayed(InstanceState state)
    {
        logger.LogError("Orchestration {Instance} ({Name}): {Advice}", state.InstanceId, state.Name, Advice.NotDurable);
        var fault = new ExecutionFaulted(Failures.Of<InvalidOperationException>(Advice.NotDurable));
        _ = Task.Run(async () => await CommitAsync((store, now) =>
        {
            Commits.Deliver(store, state.InstanceId, state.Execution, fault, now);
            return true;
        }));
    }

    [LoggerMessage(LogLevel.Information, "Orchestration {Instance} ({Name}) started")]
    private partial void LogStarted(string instance, string name);

    [LoggerMessage(LogLevel.Information, "Orchestration {Instance} ({Name}) ended: {Status}")]
    private partial void LogEnded(string instance, string name, OrchestrationRuntimeStatus status);
}
