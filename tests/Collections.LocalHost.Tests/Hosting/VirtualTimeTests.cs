using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class VirtualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_happens_until_somebody_moves_the_clock()
    {
        await using var host = await StartAsync();
        await Send(host, "payments", """{"account":"a","amount":1}""");
        Assert.Empty(Lines(host));
        Assert.Equal(Start, host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Timers_run_at_their_times_and_a_failure_waits_for_the_next_one()
    {
        await using var host = await StartAsync();
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);
        Assert.Equal(["01 07:00:00 hourly past=False last=00:00 next=07:00"], Lines(host));
        Assert.Equal(Start.AddHours(1), host.Clock.GetUtcNow());

        await host.RunUntilAsync(Start.AddDays(2), Cancellation);
        Assert.Equal(["02 03:15:00 nightly", "03 03:15:00 nightly"], Lines(host).Where(line => line.EndsWith("nightly", StringComparison.Ordinal)));
        Assert.Equal(48, Lines(host).Count(line => line.Contains("hourly", StringComparison.Ordinal)));
        Assert.Contains("01 08:00:00 hourly past=False last=07:00 next=08:00", Lines(host));
    }

    [Fact]
    public async Task Time_does_not_run_backwards()
    {
        await using var host = await StartAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.RunUntilAsync(Start.AddSeconds(-1), Cancellation));
    }

    [Fact]
    public async Task Messages_come_when_they_are_due_and_each_subscription_gets_its_copy()
    {
        await using var host = await StartAsync();
        await Send(host, "payments", """{"account":"later","amount":2}""", Start.AddMinutes(10));
        await Send(host, "payments", """{"account":"now","amount":1}""");
        await Send(host, "events", "opened");
        await host.RunUntilAsync(Start.AddMinutes(20), Cancellation);
        Assert.Equal(
            ["01 06:30:00 archive opened", "01 06:30:00 audit events-opened opened", "01 06:30:00 payment now 1 delivery 1", "01 06:40:00 payment later 2 delivery 1"],
            Lines(host));
    }

    [Fact]
    public async Task A_message_that_fails_ten_times_is_set_aside()
    {
        await using var host = await StartAsync();
        await Send(host, "payments", """{"account":"bad","amount":-1}""");
        await Send(host, "payments", "not json");
        await host.RunDueAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"01 06:30:00 payment bad -1 delivery {n}"), Lines(host));
        Assert.Equal(2, host.Broker.Peek(EntityPath.DeadLetters("payments")).Count);
    }

    [Fact]
    public async Task A_restart_goes_on_at_the_stored_time_with_the_messages_that_were_left()
    {
        var folder = Directory.CreateTempSubdirectory("host-tests-");
        try
        {
            await using (var host = await StartAsync(folder))
            {
                await Send(host, "payments", """{"account":"left","amount":2}""", Start.AddHours(3));
                await host.RunUntilAsync(Start.AddHours(1), Cancellation);
            }

            await using var again = await StartAsync(folder);
            Assert.Equal(Start.AddHours(1), again.Clock.GetUtcNow());
            await again.RunUntilAsync(Start.AddHours(3), Cancellation);
            Assert.Equal(
                [
                    "01 08:00:00 hourly past=False last=07:00 next=08:00",
                    "01 09:00:00 hourly past=False last=08:00 next=09:00",
                    "01 09:30:00 payment left 2 delivery 1",
                ],
                Lines(again));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Only_a_virtual_clock_is_moved()
    {
        await using var host = await Host.StartAsync(options => options.LogLevel = LogLevel.None, Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunDueAsync(Cancellation));
    }

    private static Task<Host> StartAsync(DirectoryInfo? folder = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleTriggers));
            options.Clock = HostClock.Virtual(Start);
            options.DataFolder = folder?.FullName;
            options.LogLevel = LogLevel.None;
            options.Settings["NightlySchedule"] = "0 15 3 * * *";
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
        },
        Cancellation);

    private static IReadOnlyList<string> Lines(Host host) => host.Services.GetRequiredService<Log>().Lines;

    private static async Task Send(Host host, string entity, string body, DateTimeOffset? at = null)
    {
        var message = new ServiceBusMessage(body) { MessageId = $"{entity}-{body}" };
        if (at is { } time)
            message.ScheduledEnqueueTime = time;
        await host.Services.GetRequiredService<ServiceBusClient>().CreateSender(entity).SendMessageAsync(message, Cancellation);
    }
}
