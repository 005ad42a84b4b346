using System.Globalization;
using Collections.Local.Durable;
using Collections.Local.Host.Triggers;

namespace Collections.Local.Host.Scheduling;

/// <summary>
/// Keeps business time with the data that it made, so that it never runs backwards over a restart. A compressed clock is kept
/// a little ahead of itself: after a crash it goes on from a time that no fact has seen yet.
/// </summary>
internal sealed class ClockKeeper
{
    private const string Key = "clock";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly TriggerState state;

    public ClockKeeper(HostClock plan, TriggerState state)
    {
        this.state = state;
        var stored = state[Key] is { } text ? Parse(text) : plan.Start;
        var start = stored > plan.Start ? stored : plan.Start;
        Clock = plan.Mode switch
        {
            ClockMode.Real => BusinessClock.Real(),
            ClockMode.Compressed => BusinessClock.Compressed(start, plan.Factor),
            ClockMode.Virtual => BusinessClock.Virtual(start),
            _ => throw new InvalidOperationException($"Unknown clock mode {plan.Mode}."),
        };
        if (Clock.Mode == ClockMode.Virtual)
            Keep(start);
        else
            KeepAhead();
    }

    public BusinessClock Clock { get; }

    /// <summary>Moves a virtual clock; the time is kept before anything happens at it.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        if (time == Clock.GetUtcNow())
            return;
        Keep(time);
        Clock.AdvanceTo(time);
    }

    /// <summary>Keeps a compressed clock ahead until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (Clock.Mode == ClockMode.Compressed && !cancellationToken.IsCancellationRequested)
        {
            KeepAhead();
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The exact time, once nothing runs any more.</summary>
    public void Close()
    {
        if (Clock.Mode == ClockMode.Compressed)
            Keep(Clock.GetUtcNow());
    }

    private void KeepAhead()
    {
        if (Clock.Mode == ClockMode.Compressed)
            Keep(Clock.GetUtcNow() + (Interval * 3 * Clock.Factor));
    }

    private void Keep(DateTimeOffset time) => state[Key] = time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
