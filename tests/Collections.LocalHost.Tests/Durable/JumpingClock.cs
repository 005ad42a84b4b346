namespace Collections.LocalHost.Tests.Durable;

/// <summary>Technical time whose wall clock can be set, as people and time servers do. Timers and timestamps go on as if nothing had happened.</summary>
internal sealed class JumpingClock(DateTimeOffset wall) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<JumpingTimer> armed = [];
    private TaskCompletionSource sleeps = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan jumped;
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The longest that anybody has waited for at once.</summary>
    public TimeSpan LongestSleep { get; private set; }

    /// <summary>Ends when somebody waits for a timer.</summary>
    public Task Sleeps
    {
        get
        {
            lock (gate)
                return armed.Count > 0 ? Task.CompletedTask : sleeps.Task;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return wall + jumped + passed;
    }

    public override long GetTimestamp()
    {
        lock (gate)
            return passed.Ticks;
    }

    /// <summary>Sets the wall clock.</summary>
    public void Jump(TimeSpan by)
    {
        lock (gate)
            jumped += by;
    }

    /// <summary>Lets time pass, and timers fire.</summary>
    public void Pass(TimeSpan by)
    {
        List<JumpingTimer> due;
        lock (gate)
        {
            passed += by;
            due = [.. armed.Where(timer => timer.Due <= passed)];
            armed.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Lets time pass until the next timer fires, if somebody waits for one.</summary>
    /// <returns>How long that took.</returns>
    public TimeSpan PassToTimer()
    {
        TimeSpan wait;
        lock (gate)
            wait = armed.Count == 0 ? TimeSpan.Zero : armed.Min(timer => timer.Due) - passed;
        Pass(wait);
        return wait;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class JumpingTimer(JumpingClock clock, Action fire) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        public void Fire()
        {
            if (every > TimeSpan.Zero)
                Change(every, every);
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                every = period;
                clock.armed.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                clock.LongestSleep = clock.LongestSleep > dueTime ? clock.LongestSleep : dueTime;
                Due = clock.passed + dueTime;
                clock.armed.Add(this);
                clock.sleeps.TrySetResult();
                clock.sleeps = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.armed.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
