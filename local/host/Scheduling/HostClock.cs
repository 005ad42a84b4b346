using Collections.Local.Durable;

namespace Collections.Local.Host;

/// <summary>How business time passes on a host. Where the data folder already holds a time, the clock goes on from there instead of <see cref="Start"/>.</summary>
public sealed record HostClock
{
    private HostClock(ClockMode mode, DateTimeOffset start, double factor)
    {
        Mode = mode;
        Start = start;
        Factor = factor;
    }

    public static HostClock Real { get; } = new(ClockMode.Real, DateTimeOffset.UnixEpoch, 1);

    public ClockMode Mode { get; }

    public DateTimeOffset Start { get; }

    /// <summary>Business seconds per second.</summary>
    public double Factor { get; }

    /// <summary>Time runs <paramref name="factor"/> times faster: 1,440 is a day a minute.</summary>
    public static HostClock Compressed(DateTimeOffset start, double factor) => new(ClockMode.Compressed, start, factor);

    /// <summary>Time moves only inside <see cref="LocalHost.RunUntilAsync"/>.</summary>
    public static HostClock Virtual(DateTimeOffset start) => new(ClockMode.Virtual, start, 1);
}
