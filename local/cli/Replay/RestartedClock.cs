namespace Collections.Cli.Replay;

/// <summary>
/// Technical time in which each restart of a run took longer than any lease lasts. The lock on the data folder proves that the process which held
/// the leases is gone; waiting for them in real time would let virtual days go by meanwhile.
/// </summary>
internal sealed class RestartedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public override long GetTimestamp() => System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);
}
