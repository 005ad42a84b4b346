namespace Collections.Cli.Replay;

/// <summary>
/// Technical time of a run: it goes along with virtual time, so that a lease lasts as long there as it would anywhere, and each restart took longer than
/// any lease lasts. The lock on the data folder proves that the process which held them is gone.
/// </summary>
/// <param name="business">Virtual time.</param>
/// <param name="ahead">What the restarts took together.</param>
internal sealed class RunClock(TimeProvider business, TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => business.GetUtcNow() + ahead;

    public override long GetTimestamp() => System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);
}
