using Collections.Local.Durable;
using Collections.Local.Host;
using Collections.LocalHost.Tests.Durable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>Business time stays with the data that it made, whoever opens them.</summary>
public sealed class StoredClockTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clock-");
    private readonly JumpingClock wall = new(new DateTimeOffset(2026, 3, 1, 9, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Data_of_one_kind_of_clock_is_not_taken_over_by_another()
    {
        await (await StartAsync(HostClock.Compressed(Start, 1440))).DisposeAsync();
        foreach (var (clock, name) in ((HostClock, string)[])[(HostClock.Real, "real"), (HostClock.Virtual(Start.AddYears(1)), "virtual")])
        {
            var refusal = await Assert.ThrowsAsync<LocalDatabaseException>(() => StartAsync(clock));
            Assert.StartsWith($"The data in {folder.FullName} was made by a compressed clock that stands at 2026-08-01 06:00 UTC; a {name} clock", refusal.Message, StringComparison.Ordinal);
            Assert.EndsWith("Start it with a compressed clock, or begin anew in another data folder.", refusal.Message, StringComparison.Ordinal);
        }

        await (await StartAsync(HostClock.Compressed(Start, 1440))).DisposeAsync();
    }

    [Fact]
    public async Task A_compressed_clock_may_change_its_speed_and_goes_on_where_it_stands()
    {
        DateTimeOffset stood;
        await using (var host = await StartAsync(HostClock.Compressed(Start, 1440)))
        {
            wall.Pass(TimeSpan.FromMinutes(10));
            stood = host.Clock.GetUtcNow();
        }

        Assert.Equal(Start.AddDays(10), stood);
        await using var slower = await StartAsync(HostClock.Compressed(Start.AddDays(1), 60));
        Assert.Equal(stood, slower.Clock.GetUtcNow());
        wall.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(stood.AddHours(1), slower.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_wall_clock_that_was_set_back_is_waited_for_up_to_a_day_and_refused_beyond()
    {
        await (await StartAsync(HostClock.Real)).DisposeAsync();
        var seen = wall.GetUtcNow();
        wall.Jump(TimeSpan.FromHours(-3));
        await using (var host = await StartAsync(HostClock.Real))
        {
            Assert.Equal(seen, host.Clock.GetUtcNow());
            wall.Pass(TimeSpan.FromHours(4));
            Assert.Equal(seen.AddHours(1), host.Clock.GetUtcNow());
        }

        wall.Jump(TimeSpan.FromDays(-40));
        var refusal = await Assert.ThrowsAsync<LocalDatabaseException>(() => StartAsync(HostClock.Real));
        Assert.Contains("has seen 2026-03-01 10:15 UTC, and this machine's clock says 2026-01-20 10:15 UTC: business time would run backwards", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_jump_of_the_wall_clock_neither_loses_nor_doubles_a_run_of_a_timer()
    {
        await using var host = await StartAsync(HostClock.Real);
        var log = host.Services.GetRequiredService<Log>();
        var late = log.Next("hourly past=False last=00:00 next=10:00");
        wall.Jump(TimeSpan.FromHours(3));
        await late.WaitAsync(Cancellation);
        var next = log.Next("hourly past=False last=12:15 next=13:00");
        wall.Jump(TimeSpan.FromHours(-3));
        wall.Pass(TimeSpan.FromHours(3));
        wall.Pass(TimeSpan.FromHours(1));
        await next.WaitAsync(Cancellation);
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task A_start_that_fails_gives_the_data_folder_back()
    {
        await using var other = await StartAsync(HostClock.Real, options => options.DataFolder = null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(HostClock.Real, options => options.Port = other.Address.Port));
        await (await StartAsync(HostClock.Real)).DisposeAsync();
    }

    private Task<Host> StartAsync(HostClock clock, Action<LocalHostOptions>? change = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleTriggers));
            options.Settings["NightlySchedule"] = "0 0 3 * * *";
            options.Clock = clock;
            options.TechnicalClock = wall;
            options.DataFolder = folder.FullName;
            options.LogLevel = LogLevel.None;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
            change?.Invoke(options);
        },
        Cancellation);
}
