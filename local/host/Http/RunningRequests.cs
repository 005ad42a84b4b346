namespace Collections.Local.Host.Http;

/// <summary>Counts the requests to functions that run, so that a host that stops can refuse new ones and wait for these.</summary>
internal sealed class RunningRequests
{
    private readonly Lock sync = new();
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private bool isClosed;

    /// <summary>Lets a request in; its end is told by <see cref="Leave"/>. A request on behalf of work in progress comes in even when the door is closed.</summary>
    public bool TryEnter(bool isOwn)
    {
        lock (sync)
        {
            if (isClosed && !isOwn)
                return false;
            running++;
            return true;
        }
    }

    public void Leave()
    {
        lock (sync)
        {
            if (--running == 0 && isClosed)
                drained.TrySetResult();
        }
    }

    /// <summary>Lets no more in. The result ends with the last request.</summary>
    public Task CloseAsync()
    {
        lock (sync)
        {
            isClosed = true;
            if (running == 0)
                drained.TrySetResult();
        }

        return drained.Task;
    }
}
