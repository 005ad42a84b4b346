using Collections.Local.Durable;

namespace Collections.Local.Host.Scheduling;

/// <summary>
/// Moves virtual time: one work item at a time, earliest first, among equals by the order of the sources, and within a source
/// by its own order. The clock stands at an item's due time while the item runs.
/// </summary>
internal sealed class VirtualScheduler(ClockKeeper keeper, IReadOnlyList<IWorkSource> sources, WorkGate gate)
{
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the clock's.</exception>
    public async Task RunUntilAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(until, keeper.Clock.GetUtcNow());
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var turn = await gate.EnterAsync(cancellationToken);
            if (Earliest(until) is not var (source, due))
            {
                keeper.AdvanceTo(until);
                return;
            }

            if (due > keeper.Clock.GetUtcNow())
                keeper.AdvanceTo(due);
            if (!await source.RunOneAsync(cancellationToken) && source.NextDue == due)
                throw new InvalidOperationException($"{source.GetType().Name} says that work is due at {due:O} but has none to run.");
        }
    }

    private (IWorkSource Source, DateTimeOffset Due)? Earliest(DateTimeOffset until)
    {
        (IWorkSource, DateTimeOffset Due)? earliest = null;
        foreach (var source in sources)
        {
            if (source.NextDue is { } due && due <= until && (earliest is null || due < earliest.Value.Due))
                earliest = (source, due);
        }

        return earliest;
    }
}
