namespace Collections.Local.Durable;

/// <summary>
/// Keeps an orchestrator's code on the one thread that replays it. Continuations from elsewhere mean that it awaited something that is
/// not durable; they are never run, only told about.
/// </summary>
internal sealed class OrchestratorThread(Action strayed) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();
    private readonly int owner = Environment.CurrentManagedThreadId;
    private readonly Lock gate = new();
    private bool closed;

    /// <summary>Something tried to go on from a foreign thread during the turn.</summary>
    public bool Strayed { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere)
            posted.Enqueue((d, state));
        else
            Stray();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsHere)
            throw new InvalidOperationException(Advice.NotDurable);
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what was posted until nothing is left.</summary>
    public void Pump()
    {
        while (posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
            next.Callback(next.State);
    }

    /// <summary>The turn is over: whatever comes now comes from something that was not durable.</summary>
    public void Close()
    {
        lock (gate)
            closed = true;
    }

    /// <summary>The context may only be used by the orchestrator's own code during its turn.</summary>
    public void Demand()
    {
        if (IsHere)
            return;
        Stray();
        throw new InvalidOperationException(Advice.NotDurable);
    }

    private bool IsHere => !closed && Environment.CurrentManagedThreadId == owner;

    // Told either to the turn, while it can still judge, or to the engine; never to nobody.
    private void Stray()
    {
        lock (gate)
        {
            Strayed = true;
            if (!closed)
                return;
        }

        strayed();
    }
}
