using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Durable;

/// <summary>What an orchestrator sees during one turn. It records what the code asks for; <see cref="OrchestrationRun"/> tells it what has come back.</summary>
internal sealed class ReplayContext(
    string instanceId, ExecutionStarted started, DurableEngineOptions options, OrchestratorThread thread, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private readonly DataConverter converter = options.DataConverter;
    private readonly TimeSpan longestTimer = options.MaximumTimerInterval;
    private readonly List<Operation> operations = [];
    private object? input;
    private bool inputRead;
    private object? customStatus;
    private DateTime now;
    private bool replaying = true;

    public override TaskName Name => started.Name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        started.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    public EventInbox Events { get; } = new(options.DataConverter);

    public List<Operation> Operations => operations;

    /// <summary>Activities, children and timers that are neither back nor cancelled. While there are any, the instance does not end.</summary>
    public int OpenTasks { get; private set; }

    public int NextGuid { get; private set; } = started.FirstGuid;

    public bool Restarts { get; private set; }

    public string? RestartInput { get; private set; }

    public string? CustomStatus { get; private set; }

    public void Turn(DateTime at) => now = at;

    public void EndOfHistory() => replaying = false;

    public void WriteCustomStatus() => CustomStatus = converter.Serialize(customStatus);

    public override T? GetInput<T>() where T : default
    {
        thread.Demand();
        if (!inputRead || input is not (null or T))
        {
            input = converter.Deserialize<T>(started.Input);
            inputRead = true;
        }

        return (T?)(input ?? default(T));
    }

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        thread.Demand();
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                $"A {nameof(TaskOptions)} value was provided for the activity input but no value was provided for {nameof(options)}."
                + $" Did you actually mean to provide a {nameof(TaskOptions)} value for the {nameof(options)} parameter?",
                nameof(input));
        }

        return new DurableCall(this, OperationKind.Activity, name, converter.Serialize(input), string.Empty).RunAsync<TResult>(options?.Retry, converter);
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        thread.Demand();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        string? asked = (options as SubOrchestrationOptions)?.InstanceId;
        Refusals.EntityId(asked);
        string child = string.IsNullOrWhiteSpace(asked) ? NewGuid().ToString("N") : asked;
        return new DurableCall(this, OperationKind.SubOrchestration, orchestratorName, converter.Serialize(input), child).RunAsync<TResult>(options?.Retry, converter);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.Demand();
        DateTime due = fireAt.ToUniversalTime();
        return due - now > longestTimer ? InStages(due, cancellationToken) : Timer(due, cancellationToken);
    }

    /// <summary>A timer of whatever length with one number, as retries have it.</summary>
    public Task Timer(DateTime due, CancellationToken cancellation, DateTime? until = null)
    {
        Operation timer = Schedule(OperationKind.Timer, string.Empty, null, fireAt: due, until: until);
        if (cancellation.CanBeCanceled)
            cancellation.UnsafeRegister(static state => ((CancellableTimer)state!).Cancel(), new CancellableTimer(this, timer));
        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        thread.Demand();
        return Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        thread.Demand();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Refusals.EntityId(instanceId);
        Schedule(OperationKind.SendEvent, eventName, converter.Serialize(payload), instanceId);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Demand();
        this.customStatus = customStatus;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        thread.Demand();
        RestartInput = converter.Serialize(newInput);
        Restarts = true;
        Events.ContinueAsNew(preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        thread.Demand();
        return DeterministicGuid.Create(InstanceId, now, NextGuid++);
    }

    public Operation Schedule(OperationKind kind, string name, string? payload, string instanceId = "", DateTime fireAt = default, DateTime? until = null)
    {
        var operation = new Operation(operations.Count, kind, name) { Payload = payload, InstanceId = instanceId, FireAt = fireAt, Until = until };
        operations.Add(operation);
        if (kind != OperationKind.SendEvent)
            OpenTasks++;
        return operation;
    }

    /// <summary>The operation that comes back, or null if it was cancelled or has come back before: then nobody waits for it.</summary>
    public Operation? Close(int taskId)
    {
        if (taskId >= operations.Count || operations[taskId].Task.IsCompleted)
            return null;
        OpenTasks--;
        return operations[taskId];
    }

    // As the official worker does it: a long timer is several, one after the other, and each has its number.
    private async Task InStages(DateTime due, CancellationToken cancellation)
    {
        while (due - now > longestTimer)
            await Timer(now + longestTimer, cancellation, due);
        await Timer(due, cancellation);
    }

    private sealed class CancellableTimer(ReplayContext context, Operation timer)
    {
        public void Cancel()
        {
            if (timer.Task.IsCompleted)
                return;
            context.OpenTasks--;
            timer.TrySetCanceled();
        }
    }
}
