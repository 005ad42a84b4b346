using Microsoft.DurableTask;

namespace Collections.Local.Durable;

/// <summary>
/// External events of one run. Waits of a name form a stack: the newest takes the next event, and a wait that was given up stays
/// where it is and takes its event too. Events that nobody waits for are kept in order.
/// </summary>
internal sealed class EventInbox(DataConverter converter)
{
    // Made on first use: most orchestrators wait for no event.
    private Dictionary<string, Waiter>? waiters;
    private List<EventRaised>? buffer;
    private List<EventRaised>? carried;

    /// <summary>Once the orchestrator restarts itself, what arrives belongs to the next generation, whoever still waits in this one.</summary>
    private bool restarts;

    public IReadOnlyList<EventRaised> Carried => carried ?? [];

    public bool HasOpenWait
    {
        get
        {
            if (waiters is null)
                return false;
            foreach (Waiter top in waiters.Values)
            {
                for (Waiter? waiter = top; waiter is not null; waiter = waiter.Next)
                {
                    if (!waiter.IsOver)
                        return true;
                }
            }

            return false;
        }
    }

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        waiters ??= new(StringComparer.OrdinalIgnoreCase);
        waiters.TryGetValue(name, out Waiter? below);
        if (below is not null && below.EventType != typeof(T))
        {
            throw new ArgumentException(
                "Events with the same name must have the same type argument. Expected"
                + $" {below.EventType.FullName} but was requested {typeof(T).FullName}.");
        }

        var waiter = new Waiter<T>(below);
        waiters[name] = waiter;
        int early = buffer?.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)) ?? -1;
        if (early >= 0)
        {
            EventRaised arrived = buffer![early];
            buffer.RemoveAt(early);
            Hand(arrived, waiter);
        }

        if (cancellation.CanBeCanceled)
            cancellation.UnsafeRegister(static (state, token) => ((Waiter<T>)state!).Cancel(token), waiter);
        return waiter.Task;
    }

    public void Deliver(EventRaised arrived)
    {
        if (restarts)
            (carried ??= []).Add(arrived);
        else if (waiters is not null && waiters.TryGetValue(arrived.Name, out Waiter? newest))
            Hand(arrived, newest);
        else
            (buffer ??= []).Add(arrived);
    }

    public void ContinueAsNew(bool preserve)
    {
        restarts = true;
        if (!preserve || buffer is null)
            return;
        (carried ??= []).AddRange(buffer);
        buffer = null;
    }

    private void Hand(EventRaised arrived, Waiter newest)
    {
        if (newest.Next is null)
            waiters!.Remove(arrived.Name);
        else
            waiters![arrived.Name] = newest.Next;
        newest.Complete(converter.Deserialize(arrived.Payload, newest.EventType));
    }

    private abstract class Waiter(Waiter? next)
    {
        public Waiter? Next => next;

        public abstract Type EventType { get; }

        public abstract bool IsOver { get; }

        public abstract void Complete(object? payload);
    }

    private sealed class Waiter<T>(Waiter? next) : Waiter(next)
    {
        private readonly TaskCompletionSource<T> source = new();

        public Task<T> Task => source.Task;

        public override Type EventType => typeof(T);

        public override bool IsOver => source.Task.IsCompleted;

        // A missing payload for a value type throws here, outside of the orchestrator's code, as in the official engine.
        public override void Complete(object? payload) => source.TrySetResult((T)payload!);

        public void Cancel(CancellationToken token) => source.TrySetCanceled(token);
    }
}
