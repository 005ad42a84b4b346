using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>An engine in virtual time with functions written as lambdas.</summary>
public sealed class EngineRig(IDurableStore store, DateTimeOffset? start = null) : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private DurableEngine? engine;

    public TaskCatalog Catalog { get; } = new();

    public BusinessClock Clock { get; } = BusinessClock.Virtual(start ?? store.StoredTime ?? Monday);

    public DurableEngineOptions Options { get; } = new();

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public DurableEngine Engine => engine ??= new DurableEngine(store, Catalog, Clock, Options, Loggers);

    public DurableTaskClient Client => Engine.Client;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public EngineRig Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        Catalog.AddOrchestrator(name, run);
        return this;
    }

    public EngineRig Activity<TInput>(string name, Func<TInput, object?> run)
    {
        Catalog.AddActivity(name, typeof(TInput), (call, _) => Task.FromResult(run(call.DataConverter.Deserialize<TInput>(call.SerializedInput)!)));
        return this;
    }

    public async Task<string> StartAsync(string orchestrator, object? input = null, string? id = null) =>
        await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));

    /// <summary>Runs everything that is due, moving virtual time from one due time to the next, up to and including the given time.</summary>
    public async Task<int> RunUntilAsync(DateTimeOffset until)
    {
        int items = 0;
        while (Engine.NextDue is { } due && due <= until)
        {
            Clock.AdvanceTo(due);
            Assert.True(await Engine.RunOneAsync(CancellationToken.None));
            Assert.True(++items < 100_000, "The engine does not come to rest.");
        }

        if (Clock.GetUtcNow() < until)
            Clock.AdvanceTo(until);
        return items;
    }

    /// <summary>Runs one turn or one activity.</summary>
    public async Task RunOneAsync() => Assert.True(await Engine.RunOneAsync(CancellationToken.None));

    /// <summary>Runs what is due now, and what that makes due now.</summary>
    public Task<int> SettleAsync() => RunUntilAsync(Clock.GetUtcNow());

    public Task<int> PassAsync(TimeSpan time) => RunUntilAsync(Clock.GetUtcNow() + time);

    public async Task<OrchestrationMetadata> StatusAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"There is no instance '{id}'.");

    /// <summary>Runs what is due now until the instance has ended, where something outside of virtual time has a part in that.</summary>
    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        Task<OrchestrationMetadata> ended = Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, patience.Token);
        while (!ended.IsCompleted)
        {
            await SettleAsync();
            await Task.Yield();
        }

        return await ended;
    }

    /// <summary>Starts an instance, runs everything that its next hundred days bring, and looks at it.</summary>
    public async Task<OrchestrationMetadata> LiveAsync(string orchestrator, object? input = null)
    {
        string id = await StartAsync(orchestrator, input);
        await PassAsync(TimeSpan.FromDays(100));
        return await StatusAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
        store.Dispose();
    }
}
