namespace Collections.Functions.Contact;

/// <summary>An instant as the clock on the wall shows it in one zone.</summary>
public readonly record struct Moment
{
    private readonly WallClock clock;

    public Moment(DateTimeOffset at, WallClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        this.clock = clock;
        At = at;
        var local = at.UtcDateTime + clock.OffsetAt(at);
        Day = DateOnly.FromDateTime(local);
        TimeOfDay = local.TimeOfDay;
    }

    public DateTimeOffset At { get; }

    public DateOnly Day { get; }

    public TimeSpan TimeOfDay { get; }

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime + clock.OffsetAt(instant));

    public DateTimeOffset StartOf(DateOnly day) => Instants(day, TimeSpan.Zero).First;

    /// <summary>The first instant after this moment at which the clock shows a time on a day; null if that is past.</summary>
    public DateTimeOffset? Next(DateOnly day, TimeSpan time)
    {
        var (first, second) = Instants(day, time);
        return first > At ? first : second > At ? second : null;
    }

    /// <summary>
    /// A time of day comes twice when clocks go back, and not at all when they go forward: then the first minute after the gap stands in for it.
    /// </summary>
    private (DateTimeOffset First, DateTimeOffset Second) Instants(DateOnly day, TimeSpan time)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        if (clock.SteadyOffsetAround(local) is { } steady)
        {
            var instant = new DateTimeOffset(local - steady, TimeSpan.Zero);
            return (instant, instant);
        }

        var zone = clock.Zone;
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        if (!zone.IsAmbiguousTime(local))
        {
            var only = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            return (only, only);
        }

        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return (new DateTimeOffset(local, offsets.Max()).ToUniversalTime(), new DateTimeOffset(local, offsets.Min()).ToUniversalTime());
    }
}
