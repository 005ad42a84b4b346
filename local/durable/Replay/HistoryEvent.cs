using System.Text.Json.Serialization;
using DurableTask.Core;

namespace Collections.Local.Durable;

/// <summary>One thing that happened to an instance. A history is replayed to bring an orchestrator back to where it stood; a message carries one that is still to happen.</summary>
// The names are in people's files: a renamed event keeps its old name here.
[JsonDerivedType(typeof(EpisodeStarted), nameof(EpisodeStarted))]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(ActivityScheduled), nameof(ActivityScheduled))]
[JsonDerivedType(typeof(SubOrchestrationScheduled), nameof(SubOrchestrationScheduled))]
[JsonDerivedType(typeof(TimerScheduled), nameof(TimerScheduled))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(TaskCompleted), nameof(TaskCompleted))]
[JsonDerivedType(typeof(TaskFailed), nameof(TaskFailed))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(ExecutionSuspended), nameof(ExecutionSuspended))]
[JsonDerivedType(typeof(ExecutionResumed), nameof(ExecutionResumed))]
[JsonDerivedType(typeof(ExecutionTerminated), nameof(ExecutionTerminated))]
[JsonDerivedType(typeof(ExecutionFaulted), nameof(ExecutionFaulted))]
[JsonDerivedType(typeof(UnknownEvent), nameof(UnknownEvent))]
public abstract record HistoryEvent;

/// <summary>A turn of the orchestrator began; all of its code in this turn sees this instant.</summary>
public sealed record EpisodeStarted(DateTime At) : HistoryEvent;

/// <summary>The orchestrator function was called. Generations of one instance go on counting GUIDs, so that two of one instant share none.</summary>
public sealed record ExecutionStarted(string Name, string? Input, ParentLink? Parent, int FirstGuid) : HistoryEvent;

public sealed record ActivityScheduled(int TaskId, string Name, string? Input = null) : HistoryEvent;

public sealed record SubOrchestrationScheduled(int TaskId, string Name, string InstanceId, string? Input = null) : HistoryEvent;

/// <summary>The code waits until a time, longer timers in stages.</summary>
/// <param name="TaskId">Its number.</param>
/// <param name="FireAt">When this stage is over.</param>
/// <param name="Until">When the code's wait is over, if that is later.</param>
public sealed record TimerScheduled(int TaskId, DateTime FireAt, DateTime? Until = null) : HistoryEvent;

public sealed record EventSent(int TaskId, string Name, string InstanceId, string? Payload = null) : HistoryEvent;

/// <summary>An activity or a sub-orchestration came back.</summary>
public sealed record TaskCompleted(int TaskId, string? Result) : HistoryEvent;

/// <summary>An activity or a sub-orchestration failed.</summary>
public sealed record TaskFailed(int TaskId, FailureDetails Failure) : HistoryEvent;

/// <param name="TaskId">The timer's number.</param>
/// <param name="Until">When the code's wait is over, if this was only a stage of it.</param>
public sealed record TimerFired(int TaskId, DateTime? Until = null) : HistoryEvent;

public sealed record EventRaised(string Name, string? Payload) : HistoryEvent;

public sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

public sealed record ExecutionResumed(string? Reason) : HistoryEvent;

public sealed record ExecutionTerminated(string? Output, bool Recursive) : HistoryEvent;

/// <summary>The engine found out after a turn that the orchestrator cannot go on, because it waits for something that is not durable.</summary>
public sealed record ExecutionFaulted(FailureDetails Failure) : HistoryEvent;

/// <summary>Stands for an event that a newer version of the host has written. It cannot be replayed.</summary>
public sealed record UnknownEvent(string Kind) : HistoryEvent;

/// <summary>Who waits for a sub-orchestration, and under which task id.</summary>
public sealed record ParentLink(string Name, string InstanceId, long Execution, int TaskId);
