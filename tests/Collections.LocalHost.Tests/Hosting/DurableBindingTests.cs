using System.Text.Json;
using Collections.Local.Host;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>How orchestrators and activities get what their parameters ask for, and what middleware sees of them.</summary>
public sealed class DurableBindingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(Flows.First))]
    [InlineData(nameof(Flows.BehindOthers))]
    [InlineData(nameof(Flows.Asks))]
    [InlineData("Renamed")]
    public async Task An_orchestrators_input_is_the_first_parameter_that_nothing_else_supplies(string name)
    {
        await using Host host = await StartAsync(typeof(Flows));
        Assert.Equal("7", (await RunAsync(host, name, 7)).SerializedOutput);
    }

    [Fact]
    public async Task An_orchestrators_input_is_bound_once()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(typeof(TwoInputs)));
        Assert.Contains("Function 'Flow': nothing supplies parameter 'second' of type Int32", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Flows.Behind), 8)]
    [InlineData(nameof(Flows.WithContext), 9)]
    [InlineData("Another", 10)]
    public async Task An_activitys_input_is_the_parameter_with_the_trigger(string activity, int result)
    {
        await using Host host = await StartAsync(typeof(Flows));
        Assert.Equal(result, (await RunAsync(host, nameof(Flows.CallsSeven), activity)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_missing_input_is_the_types_default()
    {
        await using Host host = await StartAsync(typeof(Flows));
        Assert.Equal("0", (await RunAsync(host, nameof(Flows.First), null)).SerializedOutput);
    }

    [Fact]
    public async Task Payloads_follow_the_apps_json_options()
    {
        await using Host host = await StartAsync(typeof(Flows), (builder, _) =>
            builder.Services.Configure<JsonSerializerOptions>(json => json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase));
        Assert.Equal("""{"daysPastDue":3}""", (await RunAsync(host, nameof(Flows.Echo), new Flows.Debt(3))).SerializedOutput);
    }

    [Fact]
    public async Task Middleware_runs_around_every_replay()
    {
        List<string> seen = [];
        await using Host host = await StartAsync(typeof(Flows), (builder, _) => builder.UseMiddleware((context, next) =>
        {
            seen.Add(context.FunctionDefinition.Name);
            return next();
        }));
        await RunAsync(host, nameof(Flows.TwoCalls), null);
        Assert.Equal(
            [nameof(Flows.TwoCalls), nameof(Flows.Behind), nameof(Flows.TwoCalls), nameof(Flows.TwoCalls), nameof(Flows.Behind), nameof(Flows.TwoCalls)], seen);
    }

    [Fact]
    public async Task Middleware_reads_the_bindings_under_the_names_of_host_metadata()
    {
        List<string> seen = [];
        await using Host host = await StartAsync(typeof(Flows), (builder, _) => builder.UseMiddleware((context, next) =>
        {
            seen.AddRange(context.FunctionDefinition.InputBindings.Values.Select(binding => binding.Type).Order());
            return next();
        }));
        await RunAsync(host, nameof(Flows.CallsClient), null);
        Assert.Equal(["orchestrationTrigger", "activityTrigger", "durableClient", "orchestrationTrigger"], seen);
    }

    [Fact]
    public async Task Middleware_that_throws_fails_the_orchestration()
    {
        await using Host host = await StartAsync(typeof(Flows), (builder, _) => builder.UseMiddleware((_, _) => throw new TimeoutException("not today")));
        Assert.Equal("not today", (await RunAsync(host, nameof(Flows.First), 7)).SerializedOutput);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Middleware_that_goes_asynchronous_around_an_orchestrator_fails_it_with_advice(bool withoutContext, bool before)
    {
        var never = new TaskCompletionSource();
        await using Host host = await StartAsync(typeof(Flows), (builder, _) => builder.UseMiddleware(async (_, next) =>
        {
            if (!before)
                await next();
            await never.Task.ConfigureAwait(!withoutContext);
            if (before)
                await next();
        }));
        var failed = await RunAsync(host, nameof(Flows.First), 7);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Contains("by middleware that invokes asynchronous code", failed.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Middleware_may_go_asynchronous_around_an_activity()
    {
        await using Host host = await StartAsync(typeof(Flows), (builder, _) => builder.UseWhen(
            context => context.FunctionDefinition.Name == nameof(Flows.Behind),
            async (_, next) =>
            {
                await Task.Delay(1, Cancellation);
                await next();
            }));
        Assert.Equal(8, (await RunAsync(host, nameof(Flows.CallsSeven), nameof(Flows.Behind))).ReadOutputAs<int>());
    }

    private static Task<Host> StartAsync(Type functions, Action<IFunctionsWorkerApplicationBuilder, Microsoft.Extensions.Configuration.IConfiguration>? configure = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(functions);
            options.Clock = HostClock.Virtual(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));
            options.LogLevel = LogLevel.None;
            options.Configure = configure;
        },
        Cancellation);

    private static async Task<OrchestrationMetadata> RunAsync(Host host, string orchestrator, object? input)
    {
        string id = await host.Durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Cancellation);
        await host.RunDueAsync(Cancellation);
        return (await host.Durable.GetInstanceAsync(id, getInputsAndOutputs: true, Cancellation))!;
    }

    public static class Flows
    {
        public sealed record Debt(int DaysPastDue);

        [Function(nameof(First))]
        public static int First([OrchestrationTrigger] TaskOrchestrationContext context, int input) => context.IsReplaying ? 0 : input;

#pragma warning disable CA1068 // The token stands before the input on purpose.
        [Function(nameof(BehindOthers))]
        public static int BehindOthers(
            CancellationToken cancellation, FunctionContext function, [DurableClient] DurableTaskClient client, [OrchestrationTrigger] TaskOrchestrationContext context, int input) =>
            cancellation.IsCancellationRequested || function is null || client is null || context is null ? 0 : input;
#pragma warning restore CA1068

        [Function(nameof(Asks))]
        public static int Asks([OrchestrationTrigger] TaskOrchestrationContext context) => context.GetInput<int>();

        [Function("Named")]
        public static int Named([OrchestrationTrigger(Orchestration = "Renamed")] TaskOrchestrationContext context, int input) => context.IsReplaying ? 0 : input;

        [Function(nameof(Echo))]
        public static Debt Echo([OrchestrationTrigger] TaskOrchestrationContext context, Debt debt) => context.IsReplaying ? null! : debt;

        [Function(nameof(CallsSeven))]
        public static Task<int> CallsSeven([OrchestrationTrigger] TaskOrchestrationContext context, string activity) => context.CallActivityAsync<int>(activity, 7);

        [Function(nameof(TwoCalls))]
        public static async Task<int> TwoCalls([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            int first = await context.CallActivityAsync<int>(nameof(Behind), 1);
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            return await context.CallActivityAsync<int>(nameof(Behind), first);
        }

        [Function(nameof(CallsClient))]
        public static Task<string> CallsClient([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>(nameof(Client));

        [Function(nameof(Behind))]
        public static int Behind(FunctionContext function, [ActivityTrigger] int number, CancellationToken cancellation) =>
            function is null || cancellation.IsCancellationRequested ? 0 : number + 1;

        [Function(nameof(WithContext))]
        public static int WithContext([ActivityTrigger] FunctionContext function) => function.FunctionDefinition.Name.Length - 2;

        [Function("Differently")]
        public static int Differently([ActivityTrigger(Activity = "Another")] int number) => number + 3;

        [Function(nameof(Client))]
        public static string Client([ActivityTrigger] string input, [DurableClient] DurableTaskClient client) => input ?? client.Name;
    }

    public static class TwoInputs
    {
        [Function("Flow")]
        public static int Flow([OrchestrationTrigger] TaskOrchestrationContext context, int first, int second) => context.IsReplaying ? first : second;
    }
}
