using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Collections.LocalHost.Tests.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class MessageHostTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("messages-");
    private readonly JumpingClock technical = new(new DateTimeOffset(2026, 3, 1, 9, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_lock_of_a_message_is_renewed_while_its_function_runs()
    {
        var host = await StartAsync();
        var log = host.Services.GetRequiredService<Log>();
        await Send(host, "one");
        var door = host.Services.GetRequiredService<Door>();
        await door.Entered.WaitAsync(Cancellation);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(4); passed += TimeSpan.FromSeconds(20))
            technical.Pass(TimeSpan.FromSeconds(20));
        technical.Jump(TimeSpan.FromHours(1));
        door.Open();
        await host.DisposeAsync();
        Assert.Equal(["begin one 1", "end one 1"], log.Lines.Select(line => line[12..]));
        var queue = Assert.Single(host.Broker.Entities(), entity => entity.Path == "work");
        Assert.Equal((0, 0), (queue.Waiting, queue.Locked));
    }

    [Fact]
    public async Task After_the_longest_renewal_the_message_comes_again()
    {
        await using var host = await StartAsync("""{ "maxAutoLockRenewalDuration": "00:02:00" }""");
        var again = host.Services.GetRequiredService<Log>().Next("begin one 2");
        await Send(host, "one");
        await host.Services.GetRequiredService<Door>().Entered.WaitAsync(Cancellation);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(4); passed += TimeSpan.FromSeconds(20))
            technical.Pass(TimeSpan.FromSeconds(20));
        await again.WaitAsync(Cancellation);
        Assert.DoesNotContain(host.Services.GetRequiredService<Log>().Lines, line => line.Contains("end", StringComparison.Ordinal));
        host.Services.GetRequiredService<Door>().Open();
    }

    [Fact]
    public async Task A_call_that_outlasts_functionTimeout_is_cancelled_and_its_message_given_back()
    {
        await using var host = await StartAsync(functionTimeout: "00:00:10");
        var again = host.Services.GetRequiredService<Log>().Next("begin one 2");
        await Send(host, "one");
        await host.Services.GetRequiredService<Door>().Entered.WaitAsync(Cancellation);
        technical.Pass(TimeSpan.FromSeconds(10));
        await again.WaitAsync(Cancellation);
        host.Services.GetRequiredService<Door>().Open();
    }

    [Fact]
    public async Task Where_the_host_does_not_complete_messages_the_lock_runs_out()
    {
        await using var host = await StartAsync("""{ "autoCompleteMessages": false }""");
        var log = host.Services.GetRequiredService<Log>();
        var (first, second) = (log.Next("end one 1"), log.Next("end one 2"));
        host.Services.GetRequiredService<Door>().Open();
        await Send(host, "one");
        await first.WaitAsync(Cancellation);
        await SettledAsync(host, queue => queue.Locked == 1);
        technical.Pass(TimeSpan.FromSeconds(61));
        await second.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_jump_of_the_wall_clock_does_not_delay_a_scheduled_message_for_long()
    {
        await using var host = await StartAsync();
        var begun = host.Services.GetRequiredService<Log>().Next("begin later 1");
        host.Services.GetRequiredService<Door>().Open();
        await Send(host, "later", host.Clock.GetUtcNow().AddHours(2));
        for (var i = 0; i < 20; i++)
        {
            // Until the receiver has planned to sleep for two hours.
            await GlanceAsync(host);
        }

        technical.Jump(TimeSpan.FromHours(2));
        while (!begun.IsCompleted)
        {
            technical.Pass(TimeSpan.FromMinutes(1));
            await GlanceAsync(host);
            Assert.True(host.Clock.GetUtcNow() < new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "The message came only at its old time.");
        }
    }

    [Fact]
    public async Task A_body_that_does_not_fit_goes_to_the_dead_letters_after_the_last_delivery()
    {
        var hostLog = new HostLog();
        await using var host = await Host.StartAsync(
            options =>
            {
                options.FunctionTypes.Add(typeof(SampleTriggers));
                options.Settings["NightlySchedule"] = "0 0 3 * * *";
                options.Clock = HostClock.Virtual(new DateTimeOffset(2026, 3, 1, 6, 30, 0, TimeSpan.Zero));
                options.LogLevel = LogLevel.Information;
                options.ConfigureLogging = hostLog.Listen;
                options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
            },
            Cancellation);
        await host.Services.GetRequiredService<ServiceBusClient>().CreateSender("payments")
            .SendMessageAsync(new ServiceBusMessage("""{"account":["secret"]}""") { MessageId = "m1" }, Cancellation);
        await host.RunDueAsync(Cancellation);

        var letter = Assert.Single(host.Broker.Peek(EntityPath.DeadLetters("payments")));
        Assert.Equal(("MaxDeliveryCountExceeded", 10, "payments"), (letter.DeadLetterReason, letter.DeliveryCount, letter.DeadLetterSource));
        Assert.Equal(10, hostLog.Lines.Count(line => line.StartsWith("Warning Message function TakePayment failed on payments message m1", StringComparison.Ordinal)));
        Assert.Contains("Error Message m1 of payments is set aside among the dead letters: MaxDeliveryCountExceeded", hostLog.Lines);
    }

    /// <summary>Waits until the queue is as it should be; the host's answers are the pauses.</summary>
    private static async Task SettledAsync(Host host, Func<BrokerEntityInfo, bool> isSo)
    {
        while (!isSo(host.Broker.Entities().Single(entity => entity.Path == "work")))
            await GlanceAsync(host);
    }

    private static Task GlanceAsync(Host host) => host.Http.GetStringAsync("host/token?name=ana", Cancellation);

    private static async Task Send(Host host, string body, DateTimeOffset? at = null)
    {
        var message = new ServiceBusMessage(body);
        if (at is { } time)
            message.ScheduledEnqueueTime = time;
        await host.Services.GetRequiredService<ServiceBusClient>().CreateSender("work").SendMessageAsync(message, Cancellation);
    }

    private async Task<Host> StartAsync(string serviceBus = "{}", string functionTimeout = "-1")
    {
        var file = Path.Combine(folder.FullName, "host.json");
        await File.WriteAllTextAsync(file, $$"""{ "version": "2.0", "functionTimeout": "{{functionTimeout}}", "extensions": { "serviceBus": {{serviceBus}} } }""", Cancellation);
        return await Host.StartAsync(
            options =>
            {
                options.FunctionTypes.Add(typeof(Work));
                options.HostJson = file;
                options.TechnicalClock = technical;
                options.LogLevel = LogLevel.None;
                options.Configure = (builder, _) => builder.Services.AddSingleton<Log>().AddSingleton<Door>();
            },
            Cancellation);
    }

    public sealed class Work(Door door, Log log)
    {
        [Function("Work")]
        public async Task Run([ServiceBusTrigger("work")] ServiceBusReceivedMessage message, CancellationToken cancellation)
        {
            log.Add($"begin {message.Body} {message.DeliveryCount}");
            await door.PassAsync(cancellation);
            log.Add($"end {message.Body} {message.DeliveryCount}");
        }
    }
}
