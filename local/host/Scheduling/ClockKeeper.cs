using System.Globalization;
using Collections.Local.Durable;
using Collections.Local.Host.Triggers;

namespace Collections.Local.Host.Scheduling;

/// <summary>
/// Keeps business time with the data that it made, so that it never runs backwards over a restart and no other kind of clock takes the data over.
/// A compressed clock is kept a little ahead of itself: after a crash it goes on from a time that no fact has seen yet.
/// </summary>
internal sealed class ClockKeeper
{
    private const string Key = "clock";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RealInterval = TimeSpan.FromMinutes(1);

    /// <summary>A wall clock that was set back by no more than this is waited for; what is further back is a mistake that somebody has to look at.</summary>
    private static readonly TimeSpan Waited = TimeSpan.FromDays(1);

    private readonly TriggerState state;

    /// <param name="folder">Where the state is kept, for messages.</param>
    /// <exception cref="LocalDatabaseException">The data was made by another kind of clock, or business time would run backwards.</exception>
    public ClockKeeper(HostClock plan, TriggerState state, TimeProvider technical, string? folder)
    {
        this.state = state;
        var stored = state[Key] is { } text ? StoredClock.Parse(text) : null;
        if (stored is not null && Refusal(plan, stored, technical.GetUtcNow()) is { } refusal)
            throw new LocalDatabaseException($"The data in {folder} {refusal}");
        var start = stored is not null && stored.Time > plan.Start ? stored.Time : plan.Start;
        Clock = plan.Mode switch
        {
            ClockMode.Real => BusinessClock.Real(technical, notBefore: start),
            ClockMode.Compressed => BusinessClock.Compressed(start, plan.Factor, technical),
            ClockMode.Virtual => BusinessClock.Virtual(start),
            _ => throw new InvalidOperationException($"Unknown clock mode {plan.Mode}."),
        };
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

    /// <summary>Keeps a clock that runs by itself until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var interval = Clock.Mode == ClockMode.Real ? RealInterval : Interval;
        while (!cancellationToken.IsCancellationRequested)
        {
            KeepAhead();
            await Task.Delay(interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The exact time, once nothing runs any more.</summary>
    public void Close()
    {
        if (Clock.Mode != ClockMode.Virtual)
            Keep(Clock.GetUtcNow());
    }

    private static string? Refusal(HostClock plan, StoredClock stored, DateTimeOffset wall)
    {
        var stands = string.Create(CultureInfo.InvariantCulture, $"{stored.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        if (plan.Mode != stored.Mode)
        {
            var mine = Name(plan.Mode);
            var its = Name(stored.Mode);
            return $"was made by a {its} clock that stands at {stands}; a {mine} clock cannot go on with it. Start it with a {its} clock, or begin anew in another data folder.";
        }

        return plan.Mode == ClockMode.Real && wall < stored.Time - Waited
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"has seen {stands}, and this machine's clock says {wall.UtcDateTime:yyyy-MM-dd HH:mm} UTC: business time would run backwards. Set the machine's clock right, or begin anew in another data folder.")
            : null;
    }

    private static string Name(ClockMode mode) => mode.ToString().ToLowerInvariant();

    private void KeepAhead() => Keep(Clock.GetUtcNow() + (Clock.Mode == ClockMode.Compressed ? Interval * 3 * Clock.Factor : TimeSpan.Zero));

    private void Keep(DateTimeOffset time) => state[Key] = new StoredClock(Clock.Mode, Clock.Factor, time).ToString();
}
