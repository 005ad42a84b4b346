using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Bench.Engine;

/// <summary>An engine as the host runs it, with the orchestrators that are measured.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly LocalDatabase? database;
    private readonly string? temporary;

    /// <summary>In memory, or in a file that goes with it.</summary>
    public EngineUnderTest(bool sqlite)
        : this(sqlite ? Directory.CreateTempSubdirectory("collections-bench-").FullName : null, BusinessClock.Real()) =>
        temporary = database is null ? null : Path.GetDirectoryName(database.Path);

    public EngineUnderTest(string? folder, BusinessClock clock)
    {
        Clock = clock;
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
            database is null ? new MemoryStore() : new SqliteStore(database), catalog, clock, new DurableEngineOptions(), NullLoggerFactory.Instance);
    }

    public DurableEngine Engine { get; }

    public BusinessClock Clock { get; }

    public DurableTaskClient Client => Engine.Client;

    /// <summary>Starts instances as a busy app does: from a number of callers at once.</summary>
    public Task StartAsync(Func<int, string> orchestrator, int count, Func<int, object?> input, CancellationToken cancellation) => Parallel.ForAsync(
        0, count, Callers(cancellation), async (i, _) => await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator(i), input(i), new StartOrchestrationOptions(Id(i)), cancellation));

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
        if (temporary is not null)
            Directory.Delete(temporary, recursive: true);
    }

    public static string Id(int i) => $"instance-{i:D7}";

    private static ParallelOptions Callers(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = 64, CancellationToken = cancellation };
}
