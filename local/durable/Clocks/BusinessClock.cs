namespace Collections.Local.Durable;

/// <summary>How business time passes.</summary>
public enum ClockMode
{
    /// <summary>As on the wall, except that it stands still while a wall clock that was set back catches up.</summary>
    Real,

    /// <summary>A fixed number of times faster than on the wall.</summary>
    Compressed,

    /// <summary>Only when somebody moves it.</summary>
    Virtual,
}

/// <summary>
/// The clock of rules, dates and durable timers. Leases, locks and signatures run on technical time and never use it.
/// The local zone is UTC in every mode: a business time zone is applied where a rule needs one.
/// </summary>
public sealed class BusinessClock : TimeProvider
{
    private readonly TimeProvider technical;
    private readonly DateTimeOffset start;
    private readonly long origin;
    private long latest;

    private BusinessClock(ClockMode mode, DateTimeOffset start, double factor, TimeProvider technical)
    {
        Mode = mode;
        Factor = factor;
        this.technical = technical;
        this.start = start.ToUniversalTime();
        origin = technical.GetTimestamp();
        latest = this.start.Ticks;
    }

    public ClockMode Mode { get; }

    /// <summary>Business seconds per technical second; 1 in real time and of no meaning in virtual time.</summary>
    public double Factor { get; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <param name="notBefore">What business time has reached already: it stands there until the wall clock gets beyond.</param>
    public static BusinessClock Real(TimeProvider? technical = null, DateTimeOffset? notBefore = null) =>
        new(ClockMode.Real, notBefore ?? DateTimeOffset.UnixEpoch, 1, technical ?? System);

    /// <summary>Starts now at <paramref name="start"/> and runs <paramref name="factor"/> times as fast as technical time.</summary>
    public static BusinessClock Compressed(DateTimeOffset start, double factor, TimeProvider? technical = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        return new(ClockMode.Compressed, start, factor, technical ?? System);
    }

    public static BusinessClock Virtual(DateTimeOffset start) => new(ClockMode.Virtual, start, 1, System);

    public override DateTimeOffset GetUtcNow() => Mode switch
    {
        ClockMode.Real => LatestWith(technical.GetUtcNow()),
        ClockMode.Compressed => start + (technical.GetElapsedTime(origin) * Factor),
        ClockMode.Virtual => new DateTimeOffset(Volatile.Read(ref latest), TimeSpan.Zero),
        _ => throw new InvalidOperationException($"Unknown clock mode {Mode}."),
    };

    /// <summary>Moves virtual time forward. The same instant again is allowed, an earlier one is not.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        if (Mode != ClockMode.Virtual)
            throw new InvalidOperationException($"A {Mode} clock moves by itself; only a virtual clock can be advanced.");
        if (instant.UtcTicks < latest)
            throw new ArgumentOutOfRangeException(nameof(instant), instant, $"Virtual time is {GetUtcNow():O} and never runs backwards.");
        Volatile.Write(ref latest, instant.UtcTicks);
    }

    /// <summary>A timer whose delays are business time. A virtual clock has none: what is due there is found by asking work sources.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Mode switch
    {
        ClockMode.Real => technical.CreateTimer(callback, state, dueTime, period),
        ClockMode.Compressed => new ScaledTimer(technical.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)), this),
        ClockMode.Virtual => throw new NotSupportedException("Virtual time has no timers: put the work into an IWorkSource and let the host run it."),
        _ => throw new InvalidOperationException($"Unknown clock mode {Mode}."),
    };

    // Facts are in the order of their times, so business time stands still when a wall clock is set back.
    private DateTimeOffset LatestWith(DateTimeOffset wall)
    {
        var seen = Volatile.Read(ref latest);
        while (wall.UtcTicks > seen)
        {
            var before = Interlocked.CompareExchange(ref latest, wall.UtcTicks, seen);
            if (before == seen)
                return wall;
            seen = before;
        }

        return new DateTimeOffset(seen, TimeSpan.Zero);
    }

    // Rounded up to the millisecond that timers count in, so that a timer never fires before its time.
    private TimeSpan Scaled(TimeSpan business) => business <= TimeSpan.Zero
        ? business
        : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(business.TotalMilliseconds / Factor), uint.MaxValue - 1));

    private sealed class ScaledTimer(ITimer inner, BusinessClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Scaled(dueTime), clock.Scaled(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
