namespace Collections.Local.Durable;

internal enum OperationKind
{
    Activity,
    SubOrchestration,
    Timer,
    SendEvent,
}

/// <summary>Something that the orchestrator asked for, known by its number in the order of asking. Completing it runs the code that awaits it.</summary>
internal sealed class Operation(int id, OperationKind kind, string name) : TaskCompletionSource<string?>
{
    public int Id => id;

    public OperationKind Kind => kind;

    public string Name => name;

    /// <summary>An activity's or child's input, an event's payload.</summary>
    public string? Payload { get; init; }

    /// <summary>The child's or the event's instance.</summary>
    public string InstanceId { get; init; } = string.Empty;

    public DateTime FireAt { get; init; }

    /// <summary>When the wait is over of which the timer is only a stage.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The history has it, so it needs no asking again.</summary>
    public bool InHistory { get; set; }
}
