using Collections.Local.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.LocalHost.Tests.Durable;

/// <summary>The engine while somebody sets the machine's clock.</summary>
public sealed class ClockJumpTests : IAsyncDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The longest that the engine may lie down for, so that it notices a jump.</summary>
    private static readonly TimeSpan Sleep = TimeSpan.FromSeconds(10);

    private readonly JumpingClock technical = new(EngineRig.Monday);
    private readonly BusinessClock clock;
    private readonly List<string> fired = [];
    private readonly DurableEngine engine;
    private TimeSpan passed;

    public ClockJumpTests()
    {
        clock = BusinessClock.Real(technical);
        var catalog = new TaskCatalog();
        catalog.AddActivity("fire", typeof(string), (call, _) =>
        {
            lock (fired)
                fired.Add(call.InstanceId);
            return Task.FromResult<object?>(null);
        });
        catalog.AddOrchestrator("in", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(context.GetInput<int>()), CancellationToken.None);
            await context.CallActivityAsync("fire", context.InstanceId);
            return null;
        });
        engine = new DurableEngine(new MemoryStore(), catalog, clock, new DurableEngineOptions(), NullLoggerFactory.Instance);
    }

    [Fact]
    public async Task After_a_jump_forward_timers_that_have_become_due_fire_soon_and_once()
    {
        await engine.StartAsync(TestContext.Current.CancellationToken);
        Task hour = await InAsync(60);

        // On a busy machine hours may pass here while the engine gets round to its work; a year does not.
        Task year = await InAsync(365 * 24 * 60);
        technical.Jump(3 * Hour);
        await PassUntilAsync(hour);

        // How soon is a matter of how long the engine lies down for at the most: what passes while it works counts for nothing here.
        Assert.True(technical.LongestSleep <= Sleep, $"The engine slept for {technical.LongestSleep}.");
        await PassUntilAsync(await InAsync(30));
        Assert.False(year.IsCompleted);
        Assert.Equal(["in-60", "in-30"], fired);
    }

    [Fact]
    public async Task After_a_jump_back_business_time_waits_and_timers_fire_once_all_the_same()
    {
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await PassUntilAsync(await InAsync(30));
        DateTimeOffset before = clock.GetUtcNow();
        Task hour = await InAsync(60);
        technical.Jump(-3 * Hour);
        Assert.Equal(before, clock.GetUtcNow());

        passed = TimeSpan.Zero;
        await PassUntilAsync(hour);
        Assert.True(passed >= 4 * Hour, $"A timer of an hour fired {passed} after the clock was set back by three.");
        await PassUntilAsync(await InAsync(90));
        Assert.Equal(["in-30", "in-60", "in-90"], fired);
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    /// <summary>Starts an instance that fires once after some minutes, and lets it come to its timer.</summary>
    private async Task<Task> InAsync(int minutes)
    {
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("in", minutes, new StartOrchestrationOptions($"in-{minutes}"));
        while (engine.Store.ReadMessages(id) is not [var timer] || timer.Due <= clock.GetUtcNow())
            await Task.Yield();
        return engine.Client.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken);
    }

    private async Task PassUntilAsync(Task end)
    {
        DateTimeOffset before = clock.GetUtcNow();
        while (await Task.WhenAny(end, technical.Sleeps) != end)
        {
            passed += technical.PassToTimer();
            Assert.True(clock.GetUtcNow() >= before, "Business time has run backwards.");
            before = clock.GetUtcNow();
        }
    }
}
