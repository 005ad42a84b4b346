namespace Collections.Local.Durable;

/// <summary>
/// Hears of code that goes on behind the end of its turn, and tells it when the turn is committed: then it is clear which execution it concerns. What an
/// earlier generation of the turn has left behind concerns none.
/// </summary>
internal sealed class StrayWatch
{
    private readonly Lock gate = new();
    private int generation;
    private bool heard;
    private Action? tell;

    /// <summary>The thread of the next generation.</summary>
    public OrchestratorThread NewThread()
    {
        lock (gate)
        {
            int mine = ++generation;
            return new OrchestratorThread(() => Hear(mine));
        }
    }

    public void Committed(Action strayed)
    {
        lock (gate)
        {
            tell = strayed;
            if (!heard)
                return;
        }

        strayed();
    }

    private void Hear(int which)
    {
        lock (gate)
        {
            if (which != generation)
                return;
            heard = true;
            if (tell is null)
                return;
        }

        tell();
    }
}
