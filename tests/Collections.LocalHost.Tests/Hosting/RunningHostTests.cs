using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class RunningHostTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_virtual_time_a_request_waits_for_the_work_item()
    {
        await using var host = await StartAsync(HostClock.Virtual(Start));
        await Send(host, "one");
        var run = host.RunDueAsync(Cancellation);
        var door = host.Services.GetRequiredService<Door>();
        await door.Entered.WaitAsync(Cancellation);
        var request = host.Http.GetAsync("api/look", Cancellation);

        // The host's own endpoints answer all the while, and give the request ahead of them every chance.
        for (var i = 0; i < 20; i++)
            await host.Http.GetStringAsync("host/token?name=ana", Cancellation);
        Assert.False(request.IsCompleted);
        door.Open();
        await run;
        (await request).EnsureSuccessStatusCode();
        Assert.Equal(["01 06:00:00 begin one", "01 06:00:00 end one", "01 06:00:00 http GET"], Lines(host));
    }

    [Fact]
    public async Task Messages_are_taken_as_they_come_and_several_at_a_time()
    {
        await using var host = await StartAsync(HostClock.Real);
        var log = host.Services.GetRequiredService<Log>();
        var begun = log.Next("begin two");
        var ended = (One: log.Next("end one"), Two: log.Next("end two"));
        await Send(host, "one");
        await Send(host, "two");
        await begun.WaitAsync(Cancellation);
        host.Services.GetRequiredService<Door>().Open();
        await Task.WhenAll(ended.One, ended.Two).WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Stopping_lets_work_in_progress_end()
    {
        var host = await StartAsync(HostClock.Real);
        var log = host.Services.GetRequiredService<Log>();
        var door = host.Services.GetRequiredService<Door>();
        await Send(host, "one");
        await door.Entered.WaitAsync(Cancellation);
        var stop = host.DisposeAsync();
        Assert.False(stop.IsCompleted);
        door.Open();
        await stop;
        Assert.EndsWith("end one", log.Lines[^1], StringComparison.Ordinal);
        Assert.Empty(host.Broker.Peek("waiting"));
        Assert.Equal(0, Assert.Single(host.Broker.Entities()).Locked);
    }

    [Fact]
    public async Task Work_that_does_not_end_in_time_is_cancelled_and_its_message_given_back()
    {
        var host = await StartAsync(HostClock.Real, options => options.ShutdownPatience = TimeSpan.FromMilliseconds(1));
        await Send(host, "one");
        await host.Services.GetRequiredService<Door>().Entered.WaitAsync(Cancellation);
        await host.DisposeAsync();
        Assert.Equal("one", Assert.Single(host.Broker.Peek("waiting")).MessageId);
    }

    [Fact]
    public async Task A_compressed_clock_never_runs_backwards_not_even_after_a_crash()
    {
        var folder = Directory.CreateTempSubdirectory("host-tests-");
        var crashed = folder.CreateSubdirectory("crashed");
        try
        {
            DateTimeOffset seen;
            await using (var host = await StartAsync(HostClock.Compressed(Start, 3600), options => options.DataFolder = folder.FullName))
            {
                seen = host.Clock.GetUtcNow();
                Assert.True(seen >= Start);

                // What is on the disk now is what a kill would leave.
                foreach (var file in folder.EnumerateFiles("host.db*").Where(file => file.Extension != ".lock"))
                    file.CopyTo(Path.Combine(crashed.FullName, file.Name));
            }

            await using var after = await StartAsync(HostClock.Compressed(Start, 3600), options => options.DataFolder = folder.FullName);
            Assert.True(after.Clock.GetUtcNow() >= seen);
            await using var afterCrash = await StartAsync(HostClock.Compressed(Start, 3600), options => options.DataFolder = crashed.FullName);
            Assert.True(afterCrash.Clock.GetUtcNow() >= seen);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Storage_may_be_an_azurite_of_the_hosts_own()
    {
        await using var host = await StartAsync(HostClock.Virtual(Start), options => options.Storage = HostStorage.Azurite);
        var table = host.Storage.Tables.GetTableClient("Things");
        await table.CreateIfNotExistsAsync(Cancellation);
        await table.AddEntityAsync(new Azure.Data.Tables.TableEntity("a", "b"), Cancellation);
        Assert.Equal(2, host.Storage.Transactions);
    }

    private static Task<Host> StartAsync(HostClock clock, Action<LocalHostOptions>? change = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleWaiting));
            options.Clock = clock;
            options.LogLevel = LogLevel.None;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>().AddSingleton<Door>();
            change?.Invoke(options);
        },
        Cancellation);

    private static IReadOnlyList<string> Lines(Host host) => host.Services.GetRequiredService<Log>().Lines;

    private static Task Send(Host host, string body) => host.Services.GetRequiredService<ServiceBusClient>()
        .CreateSender("waiting").SendMessageAsync(new ServiceBusMessage(body) { MessageId = body }, Cancellation);
}
