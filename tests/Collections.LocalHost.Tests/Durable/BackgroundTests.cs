using System.Collections.Concurrent;
using Collections.Local.Durable;
using Collections.LocalHost.Tests.Bus;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>The engine working by itself, on a clock that makes a day of a millisecond or so.</summary>
public sealed class BackgroundTests : IDisposable
{
    private static readonly DateTimeOffset Start = EngineRig.Monday;

    private readonly string folder = Directory.CreateTempSubdirectory("background-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_instances_work_at_a_time_and_each_of_them_once(bool sqlite)
    {
        using LocalDatabase? database = sqlite ? OpenDatabase() : null;
        var turns = new ConcurrentDictionary<string, int>();
        int calls = 0;
        var catalog = new TaskCatalog();
        catalog.AddActivity("work", typeof(int), async (call, cancellation) =>
        {
            Interlocked.Increment(ref calls);
            await Task.Yield();
            return call.DataConverter.Deserialize<int>(call.SerializedInput) + 1;
        });
        catalog.AddOrchestrator("o", async context =>
        {
            Assert.Equal(1, turns.AddOrUpdate(context.InstanceId, 1, (_, running) => running + 1));
            Task<int> work = context.CallActivityAsync<int>("work", context.GetInput<int>());
            turns[context.InstanceId] = 0;
            int result = await work;
            await context.CreateTimer(TimeSpan.FromDays(result % 5), CancellationToken.None);
            return result + await context.WaitForExternalEvent<int>("add");
        });

        await using DurableEngine engine = NewEngine(database is null ? new MemoryStore() : new SqliteStore(database), catalog, BusinessClock.Compressed(Start, 86_400_000));
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("o", i);
            await engine.Client.RaiseEventAsync(id, "add", 1000);
            OrchestrationMetadata done = await engine.Client.WaitForInstanceCompletionAsync(id, true, TestContext.Current.CancellationToken);
            Assert.Equal(i + 1001, done.ReadOutputAs<int>());
        }));
        await engine.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, calls);
    }

    [Fact]
    public async Task What_a_stop_interrupts_goes_on_after_the_next_start()
    {
        var begun = new TaskCompletionSource();
        int calls = 0;
        var catalog = new TaskCatalog();
        catalog.AddActivity("slow", null, async (_, cancellation) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
                return "second try";
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return "never";
        });
        catalog.AddOrchestrator("o", async context => await context.CallActivityAsync<string>("slow"));

        using (LocalDatabase database = OpenDatabase())
        {
            await using DurableEngine engine = NewEngine(new SqliteStore(database), catalog, BusinessClock.Real());
            await engine.StartAsync(TestContext.Current.CancellationToken);
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("o", new StartOrchestrationOptions("id"));
            await begun.Task;
            await engine.StopAsync(TestContext.Current.CancellationToken);
        }

        using (LocalDatabase database = OpenDatabase())
        {
            await using DurableEngine engine = NewEngine(new SqliteStore(database), catalog, BusinessClock.Real());
            await engine.StartAsync(TestContext.Current.CancellationToken);
            OrchestrationMetadata done = await engine.Client.WaitForInstanceCompletionAsync("id", true, TestContext.Current.CancellationToken);
            Assert.Equal("second try", done.ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task A_timer_still_fires_while_all_activity_places_are_taken()
    {
        var hold = new TaskCompletionSource<object?>();
        var catalog = new TaskCatalog();
        catalog.AddActivity("long", null, (_, _) => hold.Task);
        catalog.AddOrchestrator("busy", async context => await context.CallActivityAsync<object?>("long"));
        catalog.AddOrchestrator("waits", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
            return null;
        });
        await using DurableEngine engine = NewEngine(new MemoryStore(), catalog, BusinessClock.Real());
        await engine.StartAsync(TestContext.Current.CancellationToken);
        string waits = await engine.Client.ScheduleNewOrchestrationInstanceAsync("waits");
        for (int i = 0; i < 4; i++)
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("busy");

        await engine.Client.WaitForInstanceCompletionAsync(waits, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));
        hold.SetResult(null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Timers_due_together_are_taken_in_order_and_no_more_at_a_time_than_the_host_allows(int allowed)
    {
        const int Instances = 60;
        var wall = new ManualClock();
        using LocalDatabase database = OpenDatabase();
        DateTime due = wall.GetUtcNow().UtcDateTime.AddDays(1);
        var woken = new ConcurrentQueue<string>();
        int running = 0;
        int most = 0;
        var catalog = new TaskCatalog();
        catalog.AddOrchestrator("sleeps", async context =>
        {
            await context.CreateTimer(due, CancellationToken.None);
            most = Math.Max(most, Interlocked.Increment(ref running));
            woken.Enqueue(context.InstanceId);
            Thread.Yield();
            Interlocked.Decrement(ref running);
            return null;
        });
        await using var engine = new DurableEngine(
            new SqliteStore(database), catalog, BusinessClock.Real(wall), new DurableEngineOptions { MaxConcurrentOrchestrations = allowed }, NullLoggerFactory.Instance);
        await engine.StartAsync(TestContext.Current.CancellationToken);
        string[] ids = [.. Enumerable.Range(0, Instances).Select(i => $"i-{i:D2}")];
        foreach (string id in ids.Reverse())
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("sleeps", new StartOrchestrationOptions(id));
        foreach (string id in ids)
            await engine.Client.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);
        Assert.Empty(woken);

        // The dispatcher may be about to lie down just when the day comes: it looks again soon, if time goes on.
        wall.Advance(TimeSpan.FromDays(1));
        Task all = Task.WhenAll(ids.Select(id => engine.Client.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken)));
        while (!all.IsCompleted)
        {
            wall.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await all;
        Assert.InRange(most, 1, allowed);
        if (allowed == 1)
            Assert.Equal(ids, woken);
    }

    [Fact]
    public async Task In_virtual_time_nothing_works_by_itself()
    {
        await using DurableEngine engine = NewEngine(new MemoryStore(), new TaskCatalog(), BusinessClock.Virtual(Start));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.StartAsync());
    }

    private LocalDatabase OpenDatabase() => LocalDatabase.Open(Path.Combine(folder, "host.db"));

    private static DurableEngine NewEngine(IDurableStore store, TaskCatalog catalog, BusinessClock clock) => new(
        store, catalog, clock, new DurableEngineOptions { MaxConcurrentOrchestrations = 8, MaxConcurrentActivities = 4 }, NullLoggerFactory.Instance);
}
