using System.Net.Http.Json;
using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class HostLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 30, 0, TimeSpan.Zero);

    private readonly HostLog hostLog = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_decision_is_a_line_and_no_content_is_in_it()
    {
        var host = await StartAsync(LogLevel.Information);
        await host.Services.GetRequiredService<ServiceBusClient>().CreateSender("payments")
            .SendMessageAsync(new ServiceBusMessage("""{"account":"secret","amount":1}""") { MessageId = "m1" }, Cancellation);
        var container = host.Storage.Blobs.GetBlobContainerClient("exports");
        await container.CreateAsync(cancellationToken: Cancellation);
        await container.GetBlobClient("bank-a/day.csv").UploadAsync(BinaryData.FromString("secret"), Cancellation);
        (await host.Http.PostAsync("api/orders/a?note=secret", null, Cancellation)).EnsureSuccessStatusCode();
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);
        (await host.Http.PutAsJsonAsync("api/orders/a/payment", 7_777.5m, Cancellation)).EnsureSuccessStatusCode();
        await host.RunDueAsync(Cancellation);
        (await host.Http.PostAsync("api/orders/b", null, Cancellation)).EnsureSuccessStatusCode();
        await host.Durable.TerminateInstanceAsync("b", Cancellation);
        await host.RunDueAsync(Cancellation);
        await host.DisposeAsync();

        Said("Information Host started at http://127.0.0.1:", "functions: Archive (ServiceBus); ", "StartOrder (POST http://127.0.0.1:", "/api/orders/{id})");
        Said("Information Function TakePayment started for m1 (");
        Said("Information Function TakePayment succeeded after ", " ms for m1 (");
        Said("Information Message m1 of payments completed by function TakePayment (delivery 1)");
        Said("Information Blob exports/bank-a/day.csv found for function Import");
        Said("Information Function Import succeeded after ", " ms for exports/bank-a/day.csv (");
        Said("Information Blob exports/bank-a/day.csv done by function Import (try 1)");
        Said("Information Function Hourly succeeded after ", " ms for 0 0 * * * * (");
        Said("Information Orchestration a (OrderFlow) started");
        Said("Information Function Ship succeeded after ", " ms for a (");
        Said("Information Orchestration a (OrderFlow) ended: Completed");
        Said("Information Function PayOrder succeeded after ", " ms for PUT (");
        Said("Information Orchestration b (OrderFlow) ended: Terminated");
        Said("Information Host stopped");
        Assert.DoesNotContain(hostLog.Lines, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("7777.5", StringComparison.Ordinal));

        void Said(string begins, params string[] holds) => Assert.Single(
            hostLog.Lines, line => line.StartsWith(begins, StringComparison.Ordinal) && holds.All(part => line.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task At_the_usual_level_only_what_goes_wrong_is_said()
    {
        var host = await StartAsync(LogLevel.Warning);
        (await host.Http.PostAsync("api/orders/a", null, Cancellation)).EnsureSuccessStatusCode();
        await host.RunUntilAsync(Start.AddDays(1), Cancellation);
        await host.DisposeAsync();
        Assert.Equal("Error Timer function Nightly failed; it runs again on its schedule", Assert.Single(hostLog.Lines));
    }

    private Task<Host> StartAsync(LogLevel level) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleOrders));
            options.FunctionTypes.Add(typeof(SampleTriggers));
            options.FunctionTypes.Add(typeof(SampleFiles));
            options.Settings["NightlySchedule"] = "0 15 3 * * *";
            options.Clock = HostClock.Virtual(Start);
            options.LogLevel = level;
            options.ConfigureLogging = hostLog.Listen;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
        },
        Cancellation);
}
