using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Durable;

/// <summary>A turn of one instance as it has run, with all that has to be committed together.</summary>
internal sealed class Episode
{
    private const int MostIdleRestarts = 1000;

    private readonly List<Operation> eventsToSend = [];

    private Episode(EpisodeWork work)
    {
        Work = work;
        State = work.State;
    }

    public EpisodeWork Work { get; }

    public InstanceState State { get; private set; }

    public StrayWatch Strays { get; } = new();

    /// <summary>It began a new generation, whose history replaces the old one.</summary>
    public bool Restarted { get; private set; }

    public List<HistoryEvent> NewHistory { get; private set; } = [];

    public IReadOnlyList<Operation> ToSchedule { get; private set; } = [];

    public IReadOnlyList<Operation> EventsToSend => eventsToSend;

    public IReadOnlyList<string> ChildrenToTerminate { get; private set; } = [];

    /// <summary>Runs the orchestrator until it waits or ends; a restart goes on in the same turn.</summary>
    public static Episode Run(
        EpisodeWork work, TaskCatalog catalog, DurableEngineOptions options, ILoggerFactory loggers, DateTimeOffset now)
    {
        var episode = new Episode(work);
        IReadOnlyList<HistoryEvent> history = work.History;
        List<HistoryEvent> news = [new EpisodeStarted(now.UtcDateTime)];
        foreach (Message message in work.Messages)
            news.Add(message.Event);

        int idle = 0;
        int carried = 0;
        while (true)
        {
            ExecutionStarted started = Started(history) ?? Started(news) ?? new ExecutionStarted(work.State.Name, work.State.Input, work.State.Parent, 0);
            OrchestratorThread thread = episode.Strays.NewThread();
            var context = new ReplayContext(work.InstanceId, started, options, thread, loggers);
            RunOutcome outcome = new OrchestrationRun(context, thread, options.DataConverter, catalog.Orchestrator(started.Name)).Run(history, news);

            // A generation that took an event along the way has done something.
            idle = outcome is Restarts one && one.Carried.Count >= carried ? idle + 1 : 0;
            if (idle > MostIdleRestarts)
                outcome = new Fails(Failures.Of<InvalidOperationException>(Advice.EndlessRestart));

            episode.Settle(outcome, context, news, now);
            if (outcome is not Restarts restart)
                return episode;

            history = [];
            carried = restart.Carried.Count;
            news = [new EpisodeStarted(now.UtcDateTime), new ExecutionStarted(started.Name, restart.Input, started.Parent, restart.NextGuid)];
            if (restart.Suspended)
                news.Add(new ExecutionSuspended(null));
            news.AddRange(restart.Carried);
        }
    }

    /// <summary>Gives the generation that it ended with its number.</summary>
    public void BeginExecution(long number) => State = State with { Execution = number };

    private static ExecutionStarted? Started(IReadOnlyList<HistoryEvent> events)
    {
        foreach (HistoryEvent happened in events)
        {
            if (happened is ExecutionStarted started)
                return started;
        }

        return null;
    }

    private void Settle(RunOutcome outcome, ReplayContext context, List<HistoryEvent> news, DateTimeOffset now)
    {
        State = State with { LastUpdatedAt = now, CustomStatus = context.CustomStatus };
        NewHistory = news;
        switch (outcome)
        {
            case Waits waits:
                State = State with { Status = waits.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running };
                if (!waits.Suspended)
                    ToSchedule = Record(context.Operations);
                break;
            case Restarts restart:
                Record(context.Operations);
                Restarted = true;
                State = State with { CreatedAt = now, StartAt = now, Input = restart.Input };
                break;
            case Completes completes:
                Record(context.Operations);
                State = State with { Status = OrchestrationRuntimeStatus.Completed, Output = completes.Output };
                break;
            case Fails fails:
                if (fails.ByItsCode)
                    Record(context.Operations);
                State = State with { Status = OrchestrationRuntimeStatus.Failed, Output = fails.Failure.ErrorMessage, Failure = fails.Failure };
                break;
            case Terminates terminates:
                State = State with { Status = OrchestrationRuntimeStatus.Terminated, Output = terminates.Output };
                if (terminates.Recursive)
                    ChildrenToTerminate = [.. context.Operations.Where(IsOpenChild).Select(child => child.InstanceId)];
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
        }
    }

    /// <summary>Notes what the turn asked for, takes its events along, and answers what is still to come back.</summary>
    private List<Operation> Record(List<Operation> operations)
    {
        List<Operation> fresh = [];
        foreach (Operation operation in operations)
        {
            if (operation.InHistory)
                continue;
            NewHistory.Add(operation.Kind switch
            {
                OperationKind.Activity => new ActivityScheduled(operation.Id, operation.Name, operation.Payload),
                OperationKind.SubOrchestration => new SubOrchestrationScheduled(operation.Id, operation.Name, operation.InstanceId, operation.Payload),
                OperationKind.Timer => new TimerScheduled(operation.Id, operation.FireAt, operation.Until),
                OperationKind.SendEvent => new EventSent(operation.Id, operation.Name, operation.InstanceId, operation.Payload),
                _ => throw new InvalidOperationException($"Unknown kind of operation {operation.Kind}."),
            });

            if (operation.Kind == OperationKind.SendEvent)
                eventsToSend.Add(operation);
            else if (!operation.Task.IsCompleted)
                fresh.Add(operation);
        }

        return fresh;
    }

    private static bool IsOpenChild(Operation operation) =>
        operation is { Kind: OperationKind.SubOrchestration, InHistory: true, Task.IsCompleted: false };
}
