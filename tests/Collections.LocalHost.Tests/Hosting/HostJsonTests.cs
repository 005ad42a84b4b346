using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class HostJsonTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host-json-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("""[]""", "must hold an object")]
    [InlineData("""{ "version": "2.0", """, "is not JSON")]
    [InlineData("""{ }""", "version must be \"2.0\"")]
    [InlineData("""{ "version": "2.0", "functionTimeOut": "5 minutes" }""", "functionTimeout must be a time of at least 00:00:01, such as 00:05:00; it is \"5 minutes\"")]
    [InlineData("""{ "version": "2.0", "extension": {} }""", "extension is not a setting that the local host knows")]
    [InlineData("""{ "version": "2.0", "extensions": { "kafka": {} } }""", "extensions.kafka is not a setting")]
    [InlineData("""{ "version": "2.0", "extensions": { "blobs": 4 } }""", "extensions.blobs must be an object; it is 4")]
    [InlineData("""{ "version": "2.0", "extensions": { "blobs": { "poisonBlobThreshold": 0 } } }""", "extensions.blobs.poisonBlobThreshold must be a whole number above 0; it is 0")]
    [InlineData("""{ "version": "2.0", "extensions": { "serviceBus": { "maxConcurrentCalls": "many" } } }""", "extensions.serviceBus.maxConcurrentCalls must be a whole number above 0; it is \"many\"")]
    [InlineData("""{ "version": "2.0", "extensions": { "serviceBus": { "autoCompleteMessages": 1 } } }""", "extensions.serviceBus.autoCompleteMessages must be true or false")]
    [InlineData("""{ "version": "2.0", "extensions": { "serviceBus": { "autoComplete": true } } }""", "extensions.serviceBus.autoComplete is not a setting")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": [] } } }""", "extensions.http.routePrefix must be a text; it is an Array")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "overridableExistingInstanceStates": "AnyState" } } }""", "extensions.durableTask.overridableExistingInstanceStates must be NonRunningStates")]
    [InlineData("""{ "version": "2.0", "logging": { "logLevel": { "Function": "Loud" } } }""", "logging.logLevel.Function must be one of Trace, Debug")]
    public async Task What_is_wrong_is_refused_with_its_path(string json, string says)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(json));
        Assert.StartsWith(folder.FullName, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_asked_for_has_to_be_there()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Host.StartAsync(options => options.HostJson = "/no/such/host.json", Cancellation));
        Assert.Contains("/no/such/host.json could not be read", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "look")]
    [InlineData("/v1/app/", "v1/app/look")]
    public async Task The_prefix_of_routes_is_the_apps(string prefix, string address)
    {
        await using var host = await StartAsync($$"""{ "version": "2.0", "extensions": { "http": { "routePrefix": "{{prefix}}" } } }""");
        (await host.Http.GetAsync(address, Cancellation)).EnsureSuccessStatusCode();
        Assert.Equal(404, (int)(await host.Http.GetAsync("api/look", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task No_more_messages_run_at_a_time_than_the_app_allows()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "serviceBus": { "maxConcurrentCalls": 1 } } }""");
        var (log, door) = (host.Services.GetRequiredService<Log>(), host.Services.GetRequiredService<Door>());
        var ended = log.Next("end two");
        await Send(host, "one");
        await Send(host, "two");
        await door.Entered.WaitAsync(Cancellation);

        await GlanceAsync(host);
        door.Open();
        await ended.WaitAsync(Cancellation);
        Assert.Equal(["begin one", "end one", "begin two", "end two"], log.Lines.Select(line => line[12..]));
    }

    [Fact]
    public async Task No_more_activities_run_at_a_time_than_the_app_allows()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 1 } } }""");
        var (log, door) = (host.Services.GetRequiredService<Log>(), host.Services.GetRequiredService<Door>());
        foreach (var id in (string[])["a", "b"])
            await host.Durable.ScheduleNewOrchestrationInstanceAsync("HoldFlow", new StartOrchestrationOptions(id));
        await door.Entered.WaitAsync(Cancellation);
        await GlanceAsync(host);
        door.Open();
        await host.Durable.WaitForInstanceCompletionAsync("a", Cancellation);
        await host.Durable.WaitForInstanceCompletionAsync("b", Cancellation);
        Assert.Equal(["begin activity", "end activity", "begin activity", "end activity"], log.Lines.Select(line => line[12..]));
    }

    [Fact]
    public async Task No_more_blobs_run_at_a_time_than_the_app_allows()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": 1 } } }""");
        var (log, door) = (host.Services.GetRequiredService<Log>(), host.Services.GetRequiredService<Door>());
        var container = host.Storage.Blobs.GetBlobContainerClient("held");
        await container.CreateAsync(cancellationToken: Cancellation);
        await container.GetBlobClient("a").UploadAsync(BinaryData.FromString("x"), Cancellation);
        await container.GetBlobClient("b").UploadAsync(BinaryData.FromString("x"), Cancellation);
        await door.Entered.WaitAsync(Cancellation);
        await GlanceAsync(host);
        var last = log.Next("end blob");
        door.Open();
        await last.WaitAsync(Cancellation);
        Assert.Equal(["begin blob", "end blob"], log.Lines.Select(line => line[12..]).Take(2));
    }

    [Fact]
    public async Task More_requests_than_may_run_and_wait_are_refused()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "http": { "maxConcurrentRequests": 1, "maxOutstandingRequests": 1 } } }""");
        var door = host.Services.GetRequiredService<Door>();
        var first = host.Http.GetAsync("api/hold/one", Cancellation);
        await door.Entered.WaitAsync(Cancellation);
        Assert.Equal(429, (int)(await host.Http.GetAsync("api/look", Cancellation)).StatusCode);
        door.Open();
        (await first).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_blob_is_tried_as_often_as_the_app_says()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "blobs": { "poisonBlobThreshold": 2 } } }""", virtually: true);
        var container = host.Storage.Blobs.GetBlobContainerClient("exports");
        await container.CreateAsync(cancellationToken: Cancellation);
        await container.GetBlobClient("bank-a/day.csv").UploadAsync(BinaryData.FromString("bad"), Cancellation);
        await host.RunUntilAsync(host.Clock.GetUtcNow().AddMinutes(30), Cancellation);
        Assert.Equal(2, Assert.Single(host.PoisonBlobs).Tries);
    }

    [Fact]
    public async Task Categories_may_be_quieter_than_the_host()
    {
        var hostLog = new HostLog();
        await using var host = await StartAsync(
            """{ "version": "2.0", "logging": { "logLevel": { "default": "Trace", "Function.Look": "Error" } } } // as the app has it""",
            options => (options.LogLevel, options.ConfigureLogging) = (LogLevel.Information, hostLog.Listen));
        await host.Http.GetAsync("api/look", Cancellation);
        await host.Http.GetAsync("api/hold/open", Cancellation);
        Assert.DoesNotContain(hostLog.Lines, line => line.Contains("Function Look started", StringComparison.Ordinal));
        Assert.Contains(hostLog.Lines, line => line.Contains("Function Hold started", StringComparison.Ordinal));
    }

    /// <summary>Gives a second one every chance to begin.</summary>
    private static async Task GlanceAsync(Host host)
    {
        for (var i = 0; i < 20; i++)
            await host.Http.GetStringAsync("host/token?name=ana", Cancellation);
    }

    private async Task<Host> StartAsync(string json, Action<LocalHostOptions>? change = null, bool virtually = false)
    {
        var file = Path.Combine(folder.FullName, "host.json");
        await File.WriteAllTextAsync(file, json, Cancellation);
        return await Host.StartAsync(
            options =>
            {
                options.FunctionTypes.Add(typeof(SampleWaiting));
                options.FunctionTypes.Add(typeof(SampleHolding));
                options.FunctionTypes.Add(typeof(SampleFiles));
                options.HostJson = file;
                options.LogLevel = LogLevel.None;
                if (virtually)
                    options.Clock = HostClock.Virtual(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
                options.Configure = (builder, _) => builder.Services.AddSingleton<Log>().AddSingleton<Door>().AddSingleton<Door>();
                change?.Invoke(options);
            },
            Cancellation);
    }

    private static Task Send(Host host, string body) => host.Services.GetRequiredService<ServiceBusClient>()
        .CreateSender("waiting").SendMessageAsync(new ServiceBusMessage(body) { MessageId = body }, Cancellation);
}
