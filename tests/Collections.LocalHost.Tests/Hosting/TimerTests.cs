using Collections.Local.Host;
using Collections.LocalHost.Tests.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class TimerTests : IDisposable
{
    private const string Hourly = "0 0 * * * *";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 30, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("timers-");
    private readonly HostLog hostLog = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Runs_missed_while_the_host_was_down_are_made_up_for_by_one()
    {
        await RunAsync(typeof(Monitored), Hourly, Start);
        var lines = await RunAsync(typeof(Monitored), Hourly, Start.AddHours(4), until: Start.AddHours(6));
        Assert.Equal(
            [
                "01 10:30:00 tick past=True last=01-01 00:00 next=03-01 07:00 updated=03-01 06:30",
                "01 11:00:00 tick past=False last=03-01 10:30 next=03-01 11:00 updated=03-01 10:30",
                "01 12:00:00 tick past=False last=03-01 11:00 next=03-01 12:00 updated=03-01 11:00",
            ],
            lines);
        Assert.Contains(hostLog.Lines, line => line.StartsWith("Information Timer function Tick (0 0 * * * *) has missed its run of 2026-03-01T07:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_miss_a_start_runs_nothing()
    {
        await RunAsync(typeof(Monitored), Hourly, Start, until: Start.AddHours(2));
        Assert.Equal(["01 09:00:00 tick past=False last=03-01 08:00 next=03-01 09:00 updated=03-01 08:00"], await RunAsync(typeof(Monitored), Hourly, Start, until: Start.AddHours(3)));
    }

    [Theory]
    [InlineData(typeof(Unmonitored), Hourly, "01 11:00:00 tick past=False")]
    [InlineData(typeof(Monitored), "*/30 * * * * *", "01 10:30:30 tick past=False")]
    [InlineData(typeof(Monitored), "00:00:45", "01 10:30:45 tick past=False")]
    public async Task A_timer_without_monitor_or_with_more_than_a_run_a_minute_makes_up_for_nothing(Type type, string schedule, string first)
    {
        await RunAsync(type, schedule, Start);
        Assert.Equal(first, (await RunAsync(type, schedule, Start.AddHours(4), until: Start.AddHours(4.5)))[0]);
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_does_so_at_every_start_and_once()
    {
        Assert.Equal(["01 06:30:00 tick past=False last=01-01 00:00 next=03-01 07:00 updated=03-01 06:30"], await RunAsync(typeof(OnStartup), Hourly, Start, until: Start));
        Assert.Equal(["01 06:30:00 tick past=False last=03-01 06:30 next=03-01 07:00 updated=03-01 06:30"], await RunAsync(typeof(OnStartup), Hourly, Start, until: Start));
        Assert.Equal(["01 09:30:00 tick past=True last=03-01 06:30 next=03-01 07:00 updated=03-01 06:30"], await RunAsync(typeof(OnStartup), Hourly, Start.AddHours(3), until: Start.AddHours(3)));
    }

    [Theory]
    [InlineData("0 45 * * * *", "01 06:45:00 tick past=False last=01-01 00:00 next=03-01 06:45 updated=03-01 06:30", 6.75)]
    [InlineData("0 45 * * * *", "01 10:45:00 tick past=False last=01-01 00:00 next=03-01 10:45 updated=03-01 10:30", 10.5)]
    [InlineData("0 0 0 * * *", "02 00:00:00 tick past=False last=01-01 00:00 next=03-02 00:00 updated=03-01 06:30", 10.5)]
    public async Task A_changed_schedule_is_not_past_due(string changed, string first, double hour)
    {
        await RunAsync(typeof(Monitored), Hourly, Start);
        var restart = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour);
        Assert.Equal(first, (await RunAsync(typeof(Monitored), changed, restart, until: restart.AddDays(1)))[0]);
    }

    [Theory]
    [InlineData("00:20:00", "01 06:50:00", "01 07:10:00")]
    [InlineData("*/20 * * * *", "01 06:40:00", "01 07:00:00")]
    [InlineData("0 */20 * * * *", "01 06:40:00", "01 07:00:00")]
    [InlineData("0 15 3 * * MON-FRI", "02 03:15:00", "03 03:15:00")]
    public async Task A_schedule_is_an_interval_or_has_five_or_six_fields_in_utc(string schedule, string first, string second)
    {
        var lines = await RunAsync(typeof(Monitored), schedule, Start, until: Start.AddDays(2));
        Assert.StartsWith(first, lines[0], StringComparison.Ordinal);
        Assert.StartsWith(second, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_longer_than_the_interval_is_followed_by_one_that_makes_up_and_never_overlapped()
    {
        var wall = new JumpingClock(Start);
        await using var host = await StartAsync(typeof(Long), Hourly, options => (options.Clock, options.TechnicalClock) = (HostClock.Real, wall));
        var log = host.Services.GetRequiredService<Log>();
        var third = log.Next("end 3");
        wall.Pass(TimeSpan.FromHours(1));
        await third.WaitAsync(Cancellation);
        Assert.Equal(
            ["01 07:30:00 begin 1", "01 10:00:00 end 1", "01 10:00:00 begin 2", "01 10:00:00 end 2", "01 11:00:00 begin 3", "01 11:00:00 end 3"], log.Lines);
    }

    private async Task<IReadOnlyList<string>> RunAsync(Type type, string schedule, DateTimeOffset start, DateTimeOffset? until = null)
    {
        await using var host = await StartAsync(type, schedule, options => options.Clock = HostClock.Virtual(start));
        if (until is { } time)
            await host.RunUntilAsync(time, Cancellation);
        return host.Services.GetRequiredService<Log>().Lines;
    }

    private Task<Host> StartAsync(Type type, string schedule, Action<LocalHostOptions> change) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(type);
            options.DataFolder = folder.FullName;
            options.Settings["Schedule"] = schedule;
            options.LogLevel = LogLevel.Information;
            options.ConfigureLogging = hostLog.Listen;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
            change(options);
        },
        Cancellation);

    private static void Tell(Log log, TimerInfo timer)
    {
        var status = timer.ScheduleStatus;
        log.Add($"tick past={timer.IsPastDue}" + (status is null ? "" : $" last={status.Last:MM-dd HH:mm} next={status.Next:MM-dd HH:mm} updated={status.LastUpdated:MM-dd HH:mm}"));
    }

    public sealed class Monitored(Log log)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("%Schedule%")] TimerInfo timer) => Tell(log, timer);
    }

    public sealed class Unmonitored(Log log)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("%Schedule%", UseMonitor = false)] TimerInfo timer) => Tell(log, timer);
    }

    public sealed class OnStartup(Log log)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("%Schedule%", RunOnStartup = true)] TimerInfo timer) => Tell(log, timer);
    }

    /// <summary>The first run takes two and a half hours; after the second, time passes to the next.</summary>
    public sealed class Long(Log log, [FromKeyedServices("technical")] TimeProvider technical)
    {
        private static int runs;

        [Function("Tick")]
        public async Task Tick([TimerTrigger("%Schedule%")] TimerInfo timer)
        {
            var run = Interlocked.Increment(ref runs);
            log.Add($"begin {run}");
            await Task.Yield();
            if (run == 1)
                ((JumpingClock)technical).Pass(TimeSpan.FromHours(2.5));
            log.Add($"end {run}");
            if (run == 2)
                ((JumpingClock)technical).Pass(TimeSpan.FromHours(1));
        }
    }
}
