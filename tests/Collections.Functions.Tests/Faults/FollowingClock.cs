namespace Collections.Functions.Tests.Faults;

/// <summary>Technical time that goes along with business time, so that leases end within virtual minutes; timers are real.</summary>
internal sealed class FollowingClock(TimeProvider business) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => business.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime, period);
}
