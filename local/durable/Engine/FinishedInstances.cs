namespace Collections.Local.Durable;

/// <summary>Forgets instances some time after their end, once a day, so that a file that is used for years does not keep all that ever ran.</summary>
public sealed class FinishedInstances(DurableEngine engine, TimeSpan keptFor) : IWorkSource
{
    // One commit holds up others for no longer than this many deletions take.
    private const int Batch = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    private DateTimeOffset next = engine.Clock.GetUtcNow();

    public DateTimeOffset? NextDue => next;

    public async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = engine.Clock.GetUtcNow();
        if (next > now)
            return false;
        DateTimeOffset limit = now - keptFor;
        IReadOnlyList<string> old = engine.Store.FinishedBefore(limit, Batch);
        if (old.Count > 0)
        {
            await engine.CommitAsync((store, _) =>
            {
                // One that was started again meanwhile stays.
                foreach (string id in old)
                {
                    if (store.Find(id) is { IsFinished: true } state && state.LastUpdatedAt < limit)
                        store.Purge(id);
                }

                return old.Count;
            });
        }

        if (old.Count < Batch)
            next = now + Interval;
        return true;
    }
}
