using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Collections.LocalHost.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Faults;

public sealed class BusFaultTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bus.send=1", 0)]
    [InlineData("bus.after=1", 1)]
    public async Task A_send_fails_before_or_after_the_message_is_stored(string faults, int stored)
    {
        await using var host = await StartAsync(faults);
        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => SendAsync(host));
        Assert.True(failure.IsTransient);
        Assert.Equal(stored, host.Broker.SentTo("payments"));
    }

    [Fact]
    public async Task A_send_that_is_repeated_after_it_took_effect_is_known_again()
    {
        await using var host = await StartAsync("bus.after=1");
        await Assert.ThrowsAsync<ServiceBusException>(() => SendAsync(host));
        host.Faults.IsOn = false;
        await SendAsync(host);
        await host.RunDueAsync(Cancellation);
        Assert.Equal(["01 06:30:00 payment a 1 delivery 1"], Lines(host));
    }

    [Fact]
    public async Task A_lock_that_is_lost_brings_the_message_again_until_it_is_set_aside()
    {
        await using var host = await StartAsync("bus.lock=1");
        await SendAsync(host);
        await host.RunDueAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"01 06:30:00 payment a 1 delivery {n}"), Lines(host));
        Assert.Equal(10, host.Faults.Counts[FaultKind.BusLock]);
    }

    [Fact]
    public async Task A_late_message_comes_after_one_that_was_sent_later()
    {
        await using var host = await StartAsync("bus.late=1,late=600");
        await SendAsync(host, "late");
        host.Faults.IsOn = false;
        await SendAsync(host, "prompt");
        await host.RunUntilAsync(Start.AddMinutes(15), Cancellation);
        Assert.Equal(["01 06:30:00 payment prompt 1 delivery 1", "01 06:40:00 payment late 1 delivery 1"], Lines(host));
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_stops_the_start_and_says_why()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Host.StartAsync(options => options.Settings["Faults"] = "bus.lok=1", Cancellation));
        Assert.Contains("there is no 'bus.lok'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_delivered_twice()
    {
        await using var host = await StartAsync("bus.twice=1");
        await SendAsync(host);
        await host.RunDueAsync(Cancellation);
        Assert.Equal(["01 06:30:00 payment a 1 delivery 1", "01 06:30:00 payment a 1 delivery 1"], Lines(host));
    }

    private static Task<Host> StartAsync(string faults) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleTriggers));
            options.Clock = HostClock.Virtual(Start);
            options.LogLevel = LogLevel.None;
            options.Settings["NightlySchedule"] = "0 15 3 * * *";
            options.Faults = FaultOptions.Parse(faults);
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
        },
        Cancellation);

    private static IReadOnlyList<string> Lines(Host host) => host.Services.GetRequiredService<Log>().Lines;

    private static Task SendAsync(Host host, string account = "a") => host.Services.GetRequiredService<ServiceBusClient>().CreateSender("payments")
        .SendMessageAsync(new ServiceBusMessage($$"""{"account":"{{account}}","amount":1}""") { MessageId = account }, Cancellation);
}
