using DurableTask.Core;
using Microsoft.DurableTask;
using CoreSubOrchestrationFailedException = DurableTask.Core.Exceptions.SubOrchestrationFailedException;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace Collections.Local.Durable;

/// <summary>
/// One turn: the orchestrator's code is run from its beginning against the history, then against what is new. Each event runs the
/// code up to its next wait, on this thread, before the next event is looked at.
/// </summary>
internal sealed class OrchestrationRun(
    ReplayContext context, OrchestratorThread thread, DataConverter converter, Func<TaskOrchestrationContext, Task<object?>>? orchestrator)
{
    private readonly Queue<HistoryEvent> whileSuspended = new();
    private Task<object?> code = Task.FromResult<object?>(null);
    private bool suspended;
    private RunOutcome? ended;

    public RunOutcome Run(IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> news)
    {
        RunOutcome outcome = Caught(() =>
        {
            Play(history, news);
            return ended ?? Judge();
        });
        return Caught(() =>
        {
            context.WriteCustomStatus();
            return outcome;
        });
    }

    private void Play(IReadOnlyList<HistoryEvent> history, IReadOnlyList<HistoryEvent> news)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            PlayUntilEnded(history);
            context.EndOfHistory();
            PlayUntilEnded(news);
        }
        finally
        {
            // Code that goes on from here on is astray, on this thread too.
            thread.Close();
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void PlayUntilEnded(IReadOnlyList<HistoryEvent> events)
    {
        for (int i = 0; i < events.Count && ended is null; i++)
            Process(events[i]);
    }

    // The code's own exceptions are in its task. Here come a history that does not match, and payloads that cannot be read or written.
    private static RunOutcome Caught(Func<RunOutcome> step)
    {
        try
        {
            return step();
        }
#pragma warning disable CA1031 // Whatever it is, it is why the instance cannot go on, and its owner has to read it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new Fails(Failures.From(failure));
        }
    }

    private RunOutcome Judge()
    {
        if (context.OpenTasks == 0 && code.IsCompleted)
            return Finished();
        if (!code.IsCompleted && thread.Strayed)
            return new Fails(Failures.Of<InvalidOperationException>(Advice.NotDurable));
        bool canGoOn = context.OpenTasks > 0 || context.Events.HasOpenWait;
        return canGoOn ? new Waits(suspended) : new Fails(Failures.Of<InvalidOperationException>(Advice.NotDurable));
    }

    private RunOutcome Finished()
    {
        if (code.IsFaulted)
            return new Fails(Failures.From(code.Exception.InnerExceptions[0]), ByItsCode: true);
        if (code.IsCanceled)
            return new Fails(Failures.From(new TaskCanceledException(code)), ByItsCode: true);
        return context.Restarts
            ? new Restarts(context.RestartInput, [.. context.Events.Carried, .. whileSuspended.OfType<EventRaised>()], context.NextGuid, suspended)
            : new Completes(converter.Serialize(code.Result));
    }

    private void Process(HistoryEvent happened)
    {
        if (happened is EpisodeStarted episode)
        {
            context.Turn(episode.At);
            return;
        }

        if (suspended && happened is not (ExecutionResumed or ExecutionTerminated or ExecutionFaulted))
        {
            if (happened is not ExecutionSuspended)
                whileSuspended.Enqueue(happened);
            return;
        }

        Apply(happened);
        thread.Pump();
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case ExecutionStarted started:
                Start(started);
                break;
            case ActivityScheduled scheduled:
                HistoryMatch.Demand(context, scheduled.TaskId, OperationKind.Activity, scheduled.Name);
                break;
            case SubOrchestrationScheduled scheduled:
                HistoryMatch.Demand(context, scheduled.TaskId, OperationKind.SubOrchestration, scheduled.Name);
                break;
            case TimerScheduled scheduled:
                HistoryMatch.Demand(context, scheduled.TaskId, OperationKind.Timer, string.Empty);
                break;
            case EventSent sent:
                HistoryMatch.Demand(context, sent.TaskId, OperationKind.SendEvent, sent.Name);
                break;
            case TaskCompleted completed:
                context.Close(completed.TaskId)?.SetResult(completed.Result);
                break;
            case TaskFailed failed:
                Fail(failed);
                break;
            case TimerFired fired:
                context.Close(fired.TaskId)?.SetResult(null);
                break;
            case EventRaised raised:
                context.Events.Deliver(raised);
                break;
            case ExecutionSuspended:
                suspended = true;
                break;
            case ExecutionResumed:
                Resume();
                break;
            case ExecutionTerminated terminated:
                ended ??= new Terminates(terminated.Output, terminated.Recursive);
                break;
            case ExecutionFaulted faulted:
                ended ??= new Fails(faulted.Failure);
                break;
            case UnknownEvent unknown:
                throw new NotSupportedException(Advice.UnknownEvent(unknown.Kind));
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} is no event of a run.");
        }
    }

    private void Start(ExecutionStarted started)
    {
        if (orchestrator is null)
        {
            ended = new Fails(new FailureDetails(
                "OrchestratorTaskNotFound", $"No orchestrator task named '{started.Name}' was found.", null, null, isNonRetriable: true));
            return;
        }

        code = RunCodeAsync(orchestrator);
    }

    // Awaited on this thread's context: code that ends somewhere else is thus found astray, and its end is not taken for one.
    private async Task<object?> RunCodeAsync(Func<TaskOrchestrationContext, Task<object?>> orchestrator) => await orchestrator(context);

    private void Fail(TaskFailed failed)
    {
        if (context.Close(failed.TaskId) is not { } operation)
            return;
        string reason = failed.Failure.ErrorMessage;
        operation.SetException(operation.Kind == OperationKind.SubOrchestration
            ? new CoreSubOrchestrationFailedException(-1, operation.Id, operation.Name, string.Empty, reason, null) { FailureDetails = failed.Failure }
            : new CoreTaskFailedException(-1, operation.Id, operation.Name, string.Empty, reason, null) { FailureDetails = failed.Failure });
    }

    private void Resume()
    {
        suspended = false;
        while (whileSuspended.TryDequeue(out HistoryEvent? waiting))
        {
            Apply(waiting);
            thread.Pump();
        }
    }
}
