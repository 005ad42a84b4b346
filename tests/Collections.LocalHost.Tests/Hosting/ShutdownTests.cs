using System.Net;
using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Collections.LocalHost.Tests.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class ShutdownTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("shutdown-");
    private readonly JumpingClock technical = new(new DateTimeOffset(2026, 3, 1, 9, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("message")]
    [InlineData("blob")]
    [InlineData("timer")]
    [InlineData("activity")]
    public async Task What_runs_when_the_host_stops_may_end_and_counts(string kind)
    {
        var host = await StartAsync();
        var (log, door) = (LogOf(host), DoorOf(host));
        await BeginAsync(host, kind);
        var stop = host.DisposeAsync().AsTask();
        Assert.False(stop.IsCompleted);
        door.Open();
        await stop;
        Assert.Equal($"end {kind}", Lines(log)[^1]);
        Assert.Empty(host.Broker.Peek("held"));
        if (kind == "blob")
            Assert.Equal(BlobState.Done, Assert.Single(host.BlobReceipts).State);

        await using var again = await StartAsync();
        if (kind == "activity")
            await again.Durable.WaitForInstanceCompletionAsync("flow", Cancellation);
        await GlanceAsync(again);
        Assert.Empty(LogOf(again).Lines);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("timer")]
    [InlineData("activity")]
    public async Task What_is_not_over_in_time_is_cancelled_and_runs_again_after_the_next_start(string kind)
    {
        var host = await StartAsync(TimeSpan.FromMilliseconds(1));
        var log = LogOf(host);
        await BeginAsync(host, kind);
        await host.DisposeAsync();
        Assert.Equal([$"begin {kind}", $"cancelled {kind}"], Lines(log));

        await using var again = await StartAsync();
        await DoorOf(again).Entered.WaitAsync(Cancellation);
        Assert.Equal([$"begin {kind}"], Lines(LogOf(again)));
        DoorOf(again).Open();
    }

    [Fact]
    public async Task A_blob_that_is_cut_off_has_no_receipt_and_has_used_up_no_try()
    {
        var host = await StartAsync(TimeSpan.FromMilliseconds(1));
        var log = LogOf(host);
        await BeginAsync(host, "blob");
        await host.DisposeAsync();
        Assert.Equal(["begin blob", "cancelled blob"], Lines(log));
        Assert.Empty(host.BlobReceipts);
    }

    [Fact]
    public async Task A_request_that_runs_is_answered_and_a_new_one_refused()
    {
        var host = await StartAsync();
        var (log, door) = (LogOf(host), DoorOf(host));
        using var client = new HttpClient { BaseAddress = host.Address };
        var running = client.GetAsync("api/hold/http", Cancellation);
        await door.Entered.WaitAsync(Cancellation);
        var stop = host.DisposeAsync().AsTask();
        HttpResponseMessage refused;
        do
        {
            // Until the stop has come to the door.
            refused = await client.GetAsync("api/hold/open", Cancellation);
        }
        while (refused.IsSuccessStatusCode);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.False(running.IsCompleted);
        door.Open();
        Assert.Equal("http", await (await running).Content.ReadAsStringAsync(Cancellation));
        await stop;
        Assert.Equal("end http", Lines(log)[^1]);
    }

    [Fact]
    public async Task A_request_that_is_not_over_in_time_is_cancelled_and_told_so()
    {
        var host = await StartAsync(TimeSpan.FromMilliseconds(1));
        var (log, door) = (LogOf(host), DoorOf(host));
        using var client = new HttpClient { BaseAddress = host.Address };
        var running = client.GetAsync("api/hold/http", Cancellation);
        await door.Entered.WaitAsync(Cancellation);
        await host.DisposeAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await running).StatusCode);
        Assert.Equal(["begin http", "cancelled http"], Lines(log));
    }

    private async Task BeginAsync(Host host, string kind)
    {
        switch (kind)
        {
            case "message":
                await host.Services.GetRequiredService<ServiceBusClient>().CreateSender("held").SendMessageAsync(new ServiceBusMessage("x"), Cancellation);
                break;
            case "blob":
                var container = host.Storage.Blobs.GetBlobContainerClient("held");
                await container.CreateAsync(cancellationToken: Cancellation);
                await container.GetBlobClient("a").UploadAsync(BinaryData.FromString("x"), Cancellation);
                break;
            case "timer":
                technical.Jump(TimeSpan.FromHours(1));
                break;
            case "activity":
                await host.Durable.ScheduleNewOrchestrationInstanceAsync("HoldFlow", new StartOrchestrationOptions("flow"));
                break;
        }

        await DoorOf(host).Entered.WaitAsync(Cancellation);
    }

    /// <summary>Gives everything that would run every chance to begin.</summary>
    private static async Task GlanceAsync(Host host)
    {
        for (var i = 0; i < 20; i++)
            await host.Http.GetStringAsync("host/token?name=ana", Cancellation);
    }

    private static IReadOnlyList<string> Lines(Log log) => [.. log.Lines.Select(line => line[12..])];

    private static Log LogOf(Host host) => host.Services.GetRequiredService<Log>();

    private static Door DoorOf(Host host) => host.Services.GetRequiredService<Door>();

    private Task<Host> StartAsync(TimeSpan? patience = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleHolding));
            options.DataFolder = folder.FullName;
            options.TechnicalClock = technical;
            options.LogLevel = LogLevel.None;
            options.ShutdownPatience = patience ?? options.ShutdownPatience;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>().AddSingleton<Door>();
        },
        Cancellation);
}
