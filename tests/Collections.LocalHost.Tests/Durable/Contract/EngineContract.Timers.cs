using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

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
        await rig.StartAsync("o", TimeSpan.FromDays(7), "week");
        await rig.StartAsync("o", TimeSpan.FromHours(1), "b");
        await rig.StartAsync("o", TimeSpan.FromHours(1), "a");
        await rig.PassAsync(TimeSpan.FromDays(8));

        Assert.Equal(["a 02 07:00", "b 02 07:00", "week 09 06:00"], fired);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Past_timers_fire_at_once(int minutes)
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
            return "done";
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_timer_throws_and_holds_nothing_up()
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
    public async Task An_open_timer_keeps_the_instance_running_after_its_code_has_returned()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return Task.FromResult<object?>("done");
        });
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromMinutes(59));
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await rig.PassAsync(TimeSpan.FromMinutes(1));
        Assert.True((await rig.StatusAsync(id)).IsCompleted);
    }

    [Fact]
    public async Task A_start_in_the_future_is_pending_until_then_and_keeps_its_events()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context => await context.WaitForExternalEvent<int>("e"));
        string id = await rig.Client.ScheduleNewOrchestrationInstanceAsync("o", new StartOrchestrationOptions("later", EngineRig.Monday.AddDays(1)));
        await rig.Client.RaiseEventAsync(id, "e", 7);
        await rig.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await rig.StatusAsync(id)).RuntimeStatus);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(7, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    private static object? Note(List<string> notes, string note)
    {
        notes.Add(note);
        return null;
    }
}
