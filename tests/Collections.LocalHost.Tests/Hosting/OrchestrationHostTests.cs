using System.Net.Http.Json;
using Collections.Local.Host;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class OrchestrationHostTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_pass_in_virtual_time_until_the_order_lapses()
    {
        await using var host = await StartAsync();
        await Post(host, "api/orders/a");
        await host.RunUntilAsync(Start.AddDays(2), Cancellation);
        Assert.Equal(["02 06:00:00 remind a 0 Remind", "03 06:00:00 remind a 1 Remind"], Lines(host));
        Assert.True((await host.Durable.GetInstanceAsync("a", Cancellation))!.IsRunning);

        await host.RunUntilAsync(Start.AddDays(4), Cancellation);
        Assert.Equal(new SampleOrders.Outcome.Lapsed("a", 2), await Outcome(host, "a"));
    }

    [Fact]
    public async Task An_event_over_http_is_served_between_work_items()
    {
        await using var host = await StartAsync();
        await Post(host, "api/orders/a");
        await host.RunUntilAsync(Start.AddHours(30), Cancellation);
        (await host.Http.PutAsJsonAsync("api/orders/a/payment", 12.5m, Cancellation)).EnsureSuccessStatusCode();
        await host.RunDueAsync(Cancellation);
        Assert.Equal(["02 06:00:00 remind a 0 Remind", "02 12:00:00 ship a"], Lines(host));
        Assert.Equal(new SampleOrders.Outcome.Shipped("a"), await Outcome(host, "a"));
    }

    [Fact]
    public async Task A_failed_activity_is_tried_again_by_its_policy()
    {
        await using var host = await StartAsync();
        await Post(host, "api/orders/flaky");
        await host.RunUntilAsync(Start.AddDays(1.5), Cancellation);
        Assert.Equal(["02 06:00:00 remind flaky 0 Remind", "02 06:01:00 remind flaky 0 Remind"], Lines(host));
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_order_was()
    {
        var folder = Directory.CreateTempSubdirectory("host-tests-");
        try
        {
            await using (var host = await StartAsync(options => options.DataFolder = folder.FullName))
            {
                await Post(host, "api/orders/a");
                await host.RunUntilAsync(Start.AddDays(1.5), Cancellation);
                Assert.Single(Lines(host));
            }

            await using var again = await StartAsync(options => options.DataFolder = folder.FullName);
            Assert.Equal(Start.AddDays(1.5), again.Clock.GetUtcNow());
            await again.RunUntilAsync(Start.AddDays(4), Cancellation);
            Assert.Equal(["03 06:00:00 remind a 1 Remind"], Lines(again));
            Assert.Equal(new SampleOrders.Outcome.Lapsed("a", 2), await Outcome(again, "a"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Two_runs_are_the_same()
    {
        Assert.Equal(await Run(), await Run());

        static async Task<IReadOnlyList<string>> Run()
        {
            await using var host = await StartAsync();
            foreach (var id in Enumerable.Range(0, 20))
                await Post(host, $"api/orders/{id}");
            await host.RunUntilAsync(Start.AddDays(5), Cancellation);
            return Lines(host);
        }
    }

    [Fact]
    public async Task Middleware_runs_around_orchestrators_and_activities_too()
    {
        List<string> seen = [];
        await using var host = await StartAsync(options => options.Configure += (builder, _) => builder.UseMiddleware((context, next) =>
        {
            seen.Add($"{context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings.Values.Single(binding => binding.Type.EndsWith("Trigger", StringComparison.Ordinal)).Type}");
            return next();
        }));
        await Post(host, "api/orders/a");
        await host.RunUntilAsync(Start.AddDays(1.5), Cancellation);
        Assert.Equal("StartOrder httpTrigger", seen[0]);
        Assert.Equal("OrderFlow orchestrationTrigger", seen[1]);
        Assert.Contains("Remind activityTrigger", seen);
    }

    [Fact]
    public async Task In_real_time_work_runs_by_itself()
    {
        await using var host = await StartAsync(options => options.Clock = HostClock.Compressed(Start, 240 * 3600));
        await Post(host, "api/orders/a");
        var ended = await host.Durable.WaitForInstanceCompletionAsync("a", getInputsAndOutputs: true, Cancellation);
        Assert.Equal(new SampleOrders.Outcome.Lapsed("a", 2), ended.ReadOutputAs<SampleOrders.Outcome>());
    }

    private static Task<Host> StartAsync(Action<LocalHostOptions>? change = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleOrders));
            options.Clock = HostClock.Virtual(Start);
            options.LogLevel = LogLevel.None;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
            change?.Invoke(options);
        },
        Cancellation);

    private static async Task Post(Host host, string address) =>
        (await host.Http.PostAsync(address, null, Cancellation)).EnsureSuccessStatusCode();

    private static IReadOnlyList<string> Lines(Host host) => host.Services.GetRequiredService<Log>().Lines;

    private static async Task<SampleOrders.Outcome?> Outcome(Host host, string id)
    {
        var instance = await host.Durable.GetInstanceAsync(id, getInputsAndOutputs: true, Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance!.RuntimeStatus);
        return instance.ReadOutputAs<SampleOrders.Outcome>();
    }
}
