using Collections.Functions.Contact.Carriers;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>A sender's rate is kept over all sends of the process, and nobody waits longer than his lease. (R5.6)</summary>
public class SenderRatesTests
{
    private readonly InstantClock _clock = new();

    private readonly SenderRates _rates;

    public SenderRatesTests() => _rates = new SenderRates(_clock);

    [Fact]
    public async Task A_seconds_messages_go_at_once_and_the_rest_one_by_one()
    {
        for (var i = 0; i < 5; i++) Assert.Null(await _rates.TakeAsync("+1", 120, default));
        Assert.Equal([0.5, 1.0, 1.5], _clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_slow_senders_first_message_goes_at_once()
    {
        Assert.Null(await _rates.TakeAsync("+1", 30, default));
        Assert.Empty(_clock.Waits);
        Assert.Null(await _rates.TakeAsync("+1", 30, default));
        Assert.Equal([2.0], _clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Time_fills_the_bucket_again_up_to_a_second()
    {
        for (var i = 0; i < 3; i++) await _rates.TakeAsync("+1", 120, default);
        _clock.Now += TimeSpan.FromHours(1);
        _clock.Waits.Clear();
        for (var i = 0; i < 3; i++) await _rates.TakeAsync("+1", 120, default);
        Assert.Single(_clock.Waits);
    }

    [Fact]
    public async Task Who_would_wait_longer_than_his_lease_allows_takes_no_place()
    {
        var refused = new List<TimeSpan>();
        for (var i = 0; i < 100; i++)
        {
            if (await _rates.TakeAsync("+1", 60, default) is { } later) refused.Add(later);
        }

        Assert.Equal(SenderRates.LongestWait, _clock.Waits.Max());
        Assert.All(refused, later => Assert.Equal(SenderRates.LongestWait + TimeSpan.FromSeconds(1), later));
        Assert.Equal(100 - 21, refused.Count);
    }

    [Fact]
    public async Task Senders_do_not_wait_for_each_other_and_no_limit_is_none()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Null(await _rates.TakeAsync($"+{i}", 1, default));
            Assert.Null(await _rates.TakeAsync("+free", null, default));
        }

        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_host_that_ends_turns_the_waiting_away()
    {
        var rates = new SenderRates(new ManualClock());
        using var stopping = new CancellationTokenSource();
        await rates.TakeAsync("+1", 12, stopping.Token);
        var waiting = rates.TakeAsync("+1", 12, stopping.Token);
        await stopping.CancelAsync();
        Assert.Equal(TimeSpan.FromSeconds(5), await waiting);
    }

    [Fact]
    public async Task Concurrent_senders_share_the_rate()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _rates.TakeAsync("+1", 60, default))));
        Assert.Equal(Enumerable.Range(1, 19).Select(second => (double)second), _clock.Waits.Select(wait => wait.TotalSeconds).Order());
    }

    /// <summary>Stands still, and lets every wait end at once.</summary>
    private sealed class InstantClock : TimeProvider
    {
        private readonly Lock guard = new();

        public List<TimeSpan> Waits { get; } = [];

        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (guard) Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
