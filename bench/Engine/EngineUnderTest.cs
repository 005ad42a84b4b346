using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Bench.Engine;

/// <summary>An engine as the host runs it, with the orchestrators that are measured.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly LocalDatabase? database;
    private readonly string? folder;

    public EngineUnderTest(bool sqlite)
        : this(sqlite ? Directory.CreateTempSubdirectory("collections-bench-").FullName : null, isOwner: true)
    {
    }

    public EngineUnderTest(string? folder, bool isOwner = false)
    {
        this.folder = isOwner ? folder : null;
        database = folder is null ? null : LocalDatabase.Open(Path.Combine(folder, "host.db"));
        var catalog = new TaskCatalog();
        catalog.AddActivity("echo", typeof(int), (call, _) => Task.FromResult<object?>(call.DataConverter.Deserialize<int>(call.SerializedInput)));
        catalog.AddOrchestrator("one", async context => await context.CallActivityAsync<int>("echo", context.GetInput<int>()));
        catalog.AddOrchestrator("waits", async context => await context.WaitForExternalEvent<int>("go"));
        catalog.AddOrchestrator("sleeps", async context =>
        {
            await context.CreateTimer(context.GetInput<DateTime>(), CancellationToken.None);
            return null;
        });
        catalog.AddOrchestrator("many", async context =>
        {
            int sum = 0;
            for (int i = 0; i < context.GetInput<int>(); i++)
                sum += await context.CallActivityAsync<int>("echo", i);
            return sum;
        });
        Engine = new DurableEngine(
            database is null ? new MemoryStore() : new SqliteStore(database), catalog, BusinessClock.Real(), new DurableEngineOptions(), NullLoggerFactory.Instance);
    }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client => Engine.Client;

    /// <summary>Starts instances as a busy app does: from a number of callers at once.</summary>
    public Task StartAsync(string orchestrator, int count, Func<int, object?> input, CancellationToken cancellation) => Parallel.ForAsync(
        0, count, Callers(cancellation), async (i, _) => await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input(i), new StartOrchestrationOptions(Id(i)), cancellation));

    public Task RaiseAsync(int count, CancellationToken cancellation) => Parallel.ForAsync(
        0, count, Callers(cancellation), async (i, _) => await Client.RaiseEventAsync(Id(i), "go", i, cancellation));

    public async Task CompletedAsync(int count, CancellationToken cancellation)
    {
        for (int i = 0; i < count; i++)
        {
            OrchestrationMetadata done = await Client.WaitForInstanceCompletionAsync(Id(i), cancellation);
            if (done.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                throw new InvalidOperationException($"{done.InstanceId} is {done.RuntimeStatus}.");
        }
    }

    public async Task StartedAsync(int count, CancellationToken cancellation)
    {
        for (int i = 0; i < count; i++)
            await Client.WaitForInstanceStartAsync(Id(i), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Engine.Store.Dispose();
        database?.Dispose();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private static string Id(int i) => $"instance-{i:D7}";

    private static ParallelOptions Callers(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = 64, CancellationToken = cancellation };
}
