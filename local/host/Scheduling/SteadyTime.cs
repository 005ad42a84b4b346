namespace Collections.Local.Host.Scheduling;

/// <summary>Technical time that goes on evenly when somebody sets the machine's clock: locks and pauses count what has passed.</summary>
internal sealed class SteadyTime(TimeProvider technical) : TimeProvider
{
    private readonly DateTimeOffset start = technical.GetUtcNow();
    private readonly long origin = technical.GetTimestamp();

    public override long TimestampFrequency => technical.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => start + technical.GetElapsedTime(origin);

    public override long GetTimestamp() => technical.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        technical.CreateTimer(callback, state, dueTime, period);
}
