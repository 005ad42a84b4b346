using Collections.Functions.Cases.Store;

namespace Collections.Functions.Workbench;

/// <summary>A queue as people get it: the index's page, held against the cases themselves, so that nobody is sent to work that is done.</summary>
public sealed class Worklist(WorkIndex index, ICaseStreams streams, TimeProvider clock)
{
    /// <summary>Nobody needs to know how many thousands they are.</summary>
    private const int MostCounted = 1000;

    public async Task<WorklistPage> ListAsync(string queue, DateTimeOffset? dueBefore, int take, string? cursor, CancellationToken cancellation)
    {
        var page = await index.ListAsync(queue, dueBefore, take, cursor, cancellation);
        var present = await Task.WhenAll(page.Rows.Select(row => PresentAsync(row, cancellation)));

        // The index may lag behind two writers that raced; what is found out of step is put right on the way.
        await index.ApplyAsync([.. present.Where((row, at) => row.Item != page.Rows[at].Item)], cancellation);
        return new WorklistPage([.. present.Select(row => row.Item).OfType<WorkItem>()], page.Next);
    }

    /// <summary>By the index alone, which may be a moment behind.</summary>
    public async Task<QueueCount> CountAsync(string queue, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (waiting, overdue) = await index.CountAsync(queue, now, MostCounted, cancellation);
        return new QueueCount(queue, waiting, overdue, waiting >= MostCounted);
    }

    private async Task<WorkChange> PresentAsync(WorkChange row, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(row.Item!.Case, cancellation);
        return head is null ? row with { Item = null, Version = long.MaxValue } : WorkIndex.StillTrue([row], head.State)[0];
    }
}

/// <param name="Next">For the next page's <c>cursor</c>; missing at the end.</param>
public sealed record WorklistPage(IReadOnlyList<WorkItem> Items, string? Next);

/// <param name="Waiting">Tasks in it, at most 1,000.</param>
/// <param name="Overdue">Of those, how many are past their time.</param>
/// <param name="More">Whether there are more than were counted.</param>
public sealed record QueueCount(string Queue, int Waiting, int Overdue, bool More);

public sealed record QueueCounts(IReadOnlyList<QueueCount> Queues);
