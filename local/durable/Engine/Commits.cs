using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>The units of work of the engine, written once for all stores. Each runs inside one transaction.</summary>
internal static class Commits
{
    /// <summary>Starts an instance in place of what had its id, unless that is in a status that blocks it. Answers whether it was started.</summary>
    public static bool Create(IDurableTransaction store, NewInstance start, DateTimeOffset now)
    {
        if (store.Find(start.InstanceId) is { } existing)
        {
            if (start.Blocks(existing.Status))
                return false;
            store.Purge(start.InstanceId);
        }

        DateTimeOffset startAt = start.StartAt > now ? start.StartAt.Value : now;
        store.Save(new InstanceState
        {
            InstanceId = start.InstanceId,
            Name = start.Name,
            Execution = store.NextSequence(),
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            LastUpdatedAt = now,
            StartAt = startAt,
            Input = start.Input,
            Parent = start.Parent,
            Tags = start.Tags,
        });
        Send(store, start.InstanceId, startAt, bound: false, new ExecutionStarted(start.Name, start.Input, start.Parent, 0));
        return true;
    }

    /// <summary>Puts an event into an instance's inbox; a missing or finished one, or another generation than the one meant, ignores it.</summary>
    public static void Deliver(IDurableTransaction store, string instanceId, long? execution, HistoryEvent happens, DateTimeOffset now)
    {
        if (store.Find(instanceId) is not { IsFinished: false } target || (execution is not null && execution != target.Execution))
            return;

        // What comes before the start waits for it, except the end.
        bool waits = target.Status == OrchestrationRuntimeStatus.Pending && target.StartAt > now && happens is not ExecutionTerminated;
        Send(store, instanceId, waits ? target.StartAt : now, bound: execution is not null, happens);
    }

    public static void FinishActivity(IDurableTransaction store, ActivityWork work, HistoryEvent outcome, DateTimeOffset now)
    {
        store.Remove(work);
        Deliver(store, work.InstanceId, work.Execution, outcome, now);
    }

    /// <summary>Ends a turn. Answers false if the instance was replaced or purged while it ran: then nothing of the turn counts.</summary>
    public static bool FinishEpisode(IDurableTransaction store, Episode episode, DateTimeOffset now)
    {
        string id = episode.Work.InstanceId;
        if (store.Find(id) is not { } current || current.Execution != episode.Work.State.Execution)
            return false;

        store.Remove(episode.Work.Messages);
        if (episode.Restarted)
        {
            episode.BeginExecution(store.NextSequence());
            store.ClearHistory(id);
            store.RemoveMessages(id, boundOnly: true);
        }

        InstanceState state = episode.State;

        // A finished instance keeps the history of its last generation until it is purged: somebody may ask what it did.
        store.AppendHistory(id, episode.NewHistory);
        store.Save(state);
        foreach (Operation sent in episode.EventsToSend)
            Deliver(store, sent.InstanceId, null, new EventRaised(sent.Name, sent.Payload), now);

        if (state.IsFinished)
            Finish(store, state, episode.ChildrenToTerminate, now);
        else
            GoOn(store, state, episode, now);
        return true;
    }

    /// <summary>Removes an instance, running or not, and answers how many were removed.</summary>
    public static int Purge(IDurableTransaction store, string instanceId, bool recursive)
    {
        if (store.Find(instanceId) is null)
            return 0;
        int children = recursive ? store.ChildrenOf(instanceId).Sum(child => Purge(store, child, recursive)) : 0;
        store.Purge(instanceId);
        return children + 1;
    }

    private static void GoOn(IDurableTransaction store, InstanceState state, Episode episode, DateTimeOffset now)
    {
        foreach (Operation operation in episode.ToSchedule)
        {
            switch (operation.Kind)
            {
                case OperationKind.Activity:
                    store.Add(new ActivityWork(
                        now, state.InstanceId, store.NextSequence(), state.Execution, operation.Id, operation.Name, operation.Payload));
                    break;
                case OperationKind.Timer:
                    var fireAt = new DateTimeOffset(operation.FireAt, TimeSpan.Zero);
                    Send(store, state.InstanceId, fireAt > now ? fireAt : now, bound: true, new TimerFired(operation.Id, operation.Until));
                    break;
                case OperationKind.SubOrchestration:
                    StartChild(store, state, operation, now);
                    break;
                case OperationKind.SendEvent:
                    break;
                default:
                    throw new InvalidOperationException($"Unknown kind of operation {operation.Kind}.");
            }
        }
    }

    private static void StartChild(IDurableTransaction store, InstanceState parent, Operation call, DateTimeOffset now)
    {
        var link = new ParentLink(parent.Name, parent.InstanceId, parent.Execution, call.Id);
        var start = new NewInstance(call.InstanceId, call.Name, call.Payload, NewInstance.BlockedByUnfinished) { Parent = link };
        if (Create(store, start, now))
            return;
        FailureDetails taken = Failures.Of<OrchestrationAlreadyExistsException>($"An Orchestration instance with the ID {call.InstanceId} already exists.");
        Send(store, parent.InstanceId, now, bound: true, new TaskFailed(call.Id, taken));
    }

    private static void Finish(IDurableTransaction store, InstanceState state, IReadOnlyList<string> children, DateTimeOffset now)
    {
        store.RemoveMessages(state.InstanceId, boundOnly: false);
        foreach (string child in children)
            Deliver(store, child, null, new ExecutionTerminated(null, Recursive: true), now);
        if (state.Parent is not { } parent)
            return;

        HistoryEvent result = state.Status == OrchestrationRuntimeStatus.Completed
            ? new TaskCompleted(parent.TaskId, state.Output)
            : new TaskFailed(parent.TaskId, state.Failure ?? new FailureDetails(
                "OrchestrationTerminated", $"Orchestration '{state.Name}' with ID '{state.InstanceId}' was terminated.", null, null, isNonRetriable: true));
        Deliver(store, parent.InstanceId, parent.Execution, result, now);
    }

    private static void Send(IDurableTransaction store, string instanceId, DateTimeOffset due, bool bound, HistoryEvent happens) =>
        store.Add(new Message(instanceId, due, store.NextSequence(), bound, happens));
}
