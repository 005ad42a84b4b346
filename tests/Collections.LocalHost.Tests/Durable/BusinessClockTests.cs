using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable;

public sealed class BusinessClockTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 14, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Virtual_time_stands_still_until_it_is_moved_and_never_runs_backwards()
    {
        BusinessClock clock = BusinessClock.Virtual(Monday);
        Assert.Equal(Monday, clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.GetUtcNow().Offset);
        clock.AdvanceTo(Monday.AddDays(1));
        clock.AdvanceTo(Monday.AddDays(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.AdvanceTo(Monday));
        Assert.Equal(Monday.AddDays(1), clock.GetUtcNow());
    }

    [Fact]
    public void Virtual_time_has_no_timers() =>
        Assert.Throws<NotSupportedException>(() => BusinessClock.Virtual(Monday).CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero));

    [Fact]
    public void Compressed_time_runs_a_number_of_times_as_fast()
    {
        var technical = new ManualTime();
        BusinessClock clock = BusinessClock.Compressed(Monday, 1440, technical);
        technical.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Monday.AddDays(1), clock.GetUtcNow());
        Assert.Throws<InvalidOperationException>(() => clock.AdvanceTo(Monday.AddDays(2)));
    }

    [Fact]
    public void Compressed_timers_never_fire_before_their_time()
    {
        var technical = new ManualTime();
        BusinessClock clock = BusinessClock.Compressed(Monday, 1440, technical);
        using ITimer timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        Assert.Equal((TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan), technical.LastTimer);
        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal((TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2.5)), technical.LastTimer);
    }

    [Fact]
    public void All_clocks_live_in_utc() => Assert.Equal(TimeZoneInfo.Utc, BusinessClock.Real().LocalTimeZone);

    private sealed class ManualTime : TimeProvider
    {
        private long ticks;

        public (TimeSpan Due, TimeSpan Period) LastTimer { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan time) => ticks += time.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            LastTimer = (dueTime, period);
            return new Noted(this);
        }

        private sealed class Noted(ManualTime time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                time.LastTimer = (dueTime, period);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
