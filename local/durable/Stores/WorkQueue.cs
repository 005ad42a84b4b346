namespace Collections.Local.Durable;

/// <summary>The order of all work: due time, instance, sequence.</summary>
internal readonly record struct WorkKey(long DueTicks, string InstanceId, long Sequence) : IComparable<WorkKey>
{
    public int CompareTo(WorkKey other)
    {
        int order = DueTicks.CompareTo(other.DueTicks);
        if (order == 0)
            order = string.CompareOrdinal(InstanceId, other.InstanceId);
        return order == 0 ? Sequence.CompareTo(other.Sequence) : order;
    }
}

internal abstract class Queued(WorkKey key)
{
    public WorkKey Key => key;

    public bool IsQueued { get; set; }

    public bool IsForgotten { get; set; }
}

/// <summary>A heap whose entries can be forgotten: they stay until they come up, or until they are most of the heap.</summary>
internal sealed class WorkQueue<T> where T : Queued
{
    private const int SmallestSweep = 4096;

    private PriorityQueue<T, WorkKey> heap = new();
    private int forgotten;

    public void Push(T item)
    {
        if (item.IsForgotten)
            return;
        item.IsQueued = true;
        heap.Enqueue(item, item.Key);
    }

    public T? Peek()
    {
        while (heap.TryPeek(out T? first, out _))
        {
            if (!first.IsForgotten)
                return first;
            heap.Dequeue();
            forgotten--;
        }

        return null;
    }

    public void Pop() => heap.Dequeue().IsQueued = false;

    public void Forget(T item)
    {
        if (item.IsForgotten)
            return;
        item.IsForgotten = true;
        if (!item.IsQueued)
            return;
        forgotten++;
        if (forgotten >= SmallestSweep && forgotten > heap.Count / 2)
            Sweep();
    }

    private void Sweep()
    {
        heap = new(heap.UnorderedItems.Where(entry => !entry.Element.IsForgotten));
        forgotten = 0;
    }
}
