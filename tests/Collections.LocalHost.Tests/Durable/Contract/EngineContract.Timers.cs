using Collections.Local.Durable;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>When timers fire.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Timers_fire_at_their_time_and_in_its_order()
    {
        List<string> fired = [];
        EngineRig rig = NewRig();
        rig.Activity<string>("note", name => Note(fired, $"{name} {rig.Now:dd HH:mm}"));
        rig.Orchestrator("o", async context =>
        {
            await context.CreateTimer(context.GetInput<TimeSpan>(), CancellationToken.None);
            await context.CallActivityAsync("note", context.InstanceId);
            return null;
        });
        await rig.StartAsync("o", TimeSpan.FromDays(2), "long");
        await rig.StartAsync("o", TimeSpan.FromHours(1), "b");
        await rig.StartAsync("o", TimeSpan.FromHours(1), "a");
        await rig.PassAsync(TimeSpan.FromDays(8));
        Assert.Equal(["a 02 07:00", "b 02 07:00", "long 04 06:00"], fired);
    }

    [Fact]
    public async Task A_delay_counts_from_the_turns_own_time()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        Assert.Equal(EngineRig.Monday.AddHours(3).UtcDateTime, (await rig.LiveAsync("o")).ReadOutputAs<DateTime>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_delay_of_nothing_or_less_is_over_in_the_next_turn(int minutes)
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
            return "done";
        });
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await rig.RunOneAsync();
        Assert.True((await rig.StatusAsync(id)).IsCompleted);
        Assert.Equal(EngineRig.Monday.UtcDateTime, rig.Now);
    }

    [Fact]
    public async Task A_time_in_the_past_is_over_in_the_next_turn()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddYears(-1), CancellationToken.None);
            return "done";
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_timer_throws_TaskCanceledException_and_holds_nothing_up()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            cancellation.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return "done";
        });
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("done", (await rig.StatusAsync(id)).ReadOutputAs<string>());
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task A_timer_that_is_cancelled_when_it_is_made_is_made_and_never_fires()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.CreateTimer(TimeSpan.FromDays(30), new CancellationToken(canceled: true)));
            await context.WaitForExternalEvent<string>("go");
            return await context.CallActivityAsync<string>("nowhere");
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.Null(rig.Engine.NextDue);
        await rig.Client.RaiseEventAsync(id, "go");
        await rig.SettleAsync();
        Assert.Contains("Task 'nowhere' (#1)", (await rig.StatusAsync(id)).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_cancelled_timer_passes_without_effect()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
            await context.WaitForExternalEvent<int>("paid");
            cancellation.Cancel();
            await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            return timer.IsCanceled;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.PassAsync(TimeSpan.FromHours(2));
        Assert.True((await rig.StatusAsync(id)).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task A_long_timer_is_several_of_three_days_at_most_each_with_a_number()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return await context.CallActivityAsync<string>("nowhere");
        });
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromDays(7));

        IEnumerable<TimerScheduled> timers = rig.Engine.Store.ReadHistory(id).OfType<TimerScheduled>();
        Assert.Equal([(0, 3.0), (1, 6.0), (2, 7.0)], timers.Select(timer => (timer.TaskId, (timer.FireAt - EngineRig.Monday.UtcDateTime).TotalDays)));
        Assert.Contains("Task 'nowhere' (#3)", (await rig.StatusAsync(id)).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_timer_is_one_wait_for_the_orchestrator()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            Task<int> paid = context.WaitForExternalEvent<int>("paid");
            Task first = await Task.WhenAny(paid, context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None));
            return first == paid ? "paid" : $"{context.CurrentUtcDateTime:dd}";
        });
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromDays(7) - TimeSpan.FromTicks(1));
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await rig.PassAsync(TimeSpan.FromTicks(1));
        Assert.Equal("09", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_long_timer_can_be_cancelled_in_any_of_its_parts()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromDays(90), cancellation.Token);
            await context.WaitForExternalEvent<int>("paid");
            cancellation.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return "done";
        });
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromDays(40));
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.SettleAsync();
        Assert.Equal("done", (await rig.StatusAsync(id)).ReadOutputAs<string>());
        Assert.Null(rig.Engine.NextDue);
    }

    private static object? Note(List<string> notes, string note)
    {
        notes.Add(note);
        return null;
    }
}
