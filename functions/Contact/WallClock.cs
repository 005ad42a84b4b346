namespace Collections.Functions.Contact;

/// <summary>
/// The clock on the wall in one zone. It knows when the zone's offset from UTC changes in a year, found once, so that asking for it costs next to nothing: the gate
/// asks millions of times a day.
/// </summary>
public sealed class WallClock(TimeZoneInfo zone)
{
    private const int FirstYear = 1990;

    private const int Years = 120;

    private readonly Change[]?[] changes = new Change[]?[Years];

    public TimeZoneInfo Zone { get; } = zone;

    public TimeSpan OffsetAt(DateTimeOffset at)
    {
        var ticks = at.UtcTicks;
        return In(at.UtcDateTime.Year, ticks) is { } change ? change.Offset : Zone.GetUtcOffset(at);
    }

    /// <summary>The offset, if it is the same from a day before a local time to a day after it; else null.</summary>
    public TimeSpan? SteadyOffsetAround(DateTime local)
    {
        var ticks = local.Ticks;
        return In(local.Year, ticks) is { } change && change.From <= ticks - TimeSpan.TicksPerDay && ticks + TimeSpan.TicksPerDay < change.To ? change.Offset : null;
    }

    private Change? In(int year, long ticks)
    {
        var index = year - FirstYear;
        if (index is < 0 or >= Years) return null;
        var known = changes[index] ??= Of(year);
        foreach (var change in known)
        {
            if (ticks < change.To) return change;
        }

        return null;
    }

    /// <summary>Each offset of a year with the instants between which it holds, a month beyond both ends of the year. No zone changes twice in a day.</summary>
    private Change[] Of(int year)
    {
        var found = new List<Change>();
        var (at, end) = (new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(-31), new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(31));
        var (from, offset) = (at, Zone.GetUtcOffset(at));
        while (at < end)
        {
            var next = at.AddDays(1);
            if (Zone.GetUtcOffset(next) is var other && other != offset)
            {
                var (before, after) = (at.Ticks, next.Ticks);
                while (after - before > 1)
                {
                    var middle = before + ((after - before) / 2);
                    if (Zone.GetUtcOffset(new DateTime(middle, DateTimeKind.Utc)) == offset) before = middle;
                    else after = middle;
                }

                found.Add(new Change(from.Ticks, after, offset));
                (from, offset) = (new DateTime(after, DateTimeKind.Utc), other);
            }

            at = next;
        }

        found.Add(new Change(from.Ticks, end.Ticks, offset));
        return [.. found];
    }

    /// <param name="From">UTC ticks.</param>
    /// <param name="To">UTC ticks, not included.</param>
    private sealed record Change(long From, long To, TimeSpan Offset);
}
