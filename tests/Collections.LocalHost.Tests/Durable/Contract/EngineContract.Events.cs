using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>How events find waits.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Events_that_nobody_waits_for_yet_are_kept_in_order_for_each_name()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            int first = await context.WaitForExternalEvent<int>("paid");
            int other = await context.WaitForExternalEvent<int>("called");
            return new[] { first, other, await context.WaitForExternalEvent<int>("paid") };
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.Client.RaiseEventAsync(id, "paid", 2);
        await rig.Client.RaiseEventAsync(id, "called", 3);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("[1,3,2]", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Events_raised_while_the_instance_is_pending_are_kept()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await rig.StartAsync("waiter");
        await rig.Client.RaiseEventAsync(id, "e", "early");
        await rig.SettleAsync();
        Assert.Equal("early", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_names_compare_without_regard_to_case(bool isEarly)
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (isEarly)
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await context.WaitForExternalEvent<int>("PromiseKept");
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "PROMISEkept", 7);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(7, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task The_newest_wait_takes_the_next_event()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            Task<string> older = context.WaitForExternalEvent<string>("nudge");
            Task<string> newer = context.WaitForExternalEvent<string>("nudge");
            return $"{await newer} {await older}";
        });
        string id = await rig.StartAsync("o");
        await rig.Client.RaiseEventAsync(id, "nudge", "first");
        await rig.Client.RaiseEventAsync(id, "nudge", "second");
        await rig.SettleAsync();
        Assert.Equal("first second", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task One_event_ends_exactly_one_wait()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            Task<string>[] waits = [context.WaitForExternalEvent<string>("e"), context.WaitForExternalEvent<string>("E"), context.WaitForExternalEvent<string>("e")];
            await Task.WhenAny(waits);
            return waits.Count(wait => wait.IsCompleted);
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "e", "once");
        await rig.SettleAsync();
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_cancelled_wait_still_eats_the_next_event()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await GiveUpAsync(context, "paid");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await context.WaitForExternalEvent<int>("paid");
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.Client.RaiseEventAsync(id, "paid", 2);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_wait_that_timed_out_still_eats_the_next_event()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<int>("paid", TimeSpan.FromHours(1)));
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await context.WaitForExternalEvent<int>("paid");
        });
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromHours(1.5));
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.True((await rig.StatusAsync(id)).IsRunning);

        await rig.Client.RaiseEventAsync(id, "paid", 2);
        await rig.SettleAsync();
        Assert.Equal(2, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_wait_that_was_given_up_eats_nothing_while_a_newer_one_is_open()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await GiveUpAsync(context, "paid");
            return await context.WaitForExternalEvent<int>("paid");
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.SettleAsync();
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_older_wait_is_still_open_when_a_newer_one_was_given_up()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            Task<int> older = context.WaitForExternalEvent<int>("paid");
            await GiveUpAsync(context, "paid");
            return await older;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 1);
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await rig.Client.RaiseEventAsync(id, "paid", 2);
        await rig.SettleAsync();
        Assert.Equal(2, (await rig.StatusAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_timeout_ends_a_wait_with_TaskCanceledException()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context => await context.WaitForExternalEvent<int>("paid", TimeSpan.FromHours(1)));
        string id = await rig.StartAsync("o");
        await rig.PassAsync(TimeSpan.FromMinutes(59));
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await rig.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(typeof(TaskCanceledException).FullName, (await rig.StatusAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task An_event_before_the_timeout_leaves_no_timer_behind()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context => await context.WaitForExternalEvent<int>("paid", TimeSpan.FromHours(1)));
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 5);
        await rig.SettleAsync();
        Assert.Equal(5, (await rig.StatusAsync(id)).ReadOutputAs<int>());
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task One_name_has_one_type_while_it_is_waited_for()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            _ = context.WaitForExternalEvent<int>("paid");
            _ = context.WaitForExternalEvent<string>("paid");
            return Task.FromResult<object?>(null);
        });
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(
            "Events with the same name must have the same type argument. Expected System.Int32 but was requested System.String.",
            status.SerializedOutput);
        Assert.Equal(typeof(ArgumentException).FullName, status.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task A_name_may_have_another_type_once_nobody_waits_for_it()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
            $"{await context.WaitForExternalEvent<int>("e")} {await context.WaitForExternalEvent<string>("e")}");
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "e", 1);
        await rig.Client.RaiseEventAsync(id, "e", "two");
        await rig.SettleAsync();
        Assert.Equal("1 two", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_open_wait_does_not_hold_up_the_end()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            _ = context.WaitForExternalEvent<int>("never");
            return Task.FromResult<object?>("done");
        });
        string id = await rig.StartAsync("o");
        await rig.RunOneAsync();
        Assert.Equal("done", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    private static async Task GiveUpAsync(TaskOrchestrationContext context, string name)
    {
        using var cancellation = new CancellationTokenSource();
        Task<int> wait = context.WaitForExternalEvent<int>(name, cancellation.Token);
        cancellation.Cancel();
        await Assert.ThrowsAsync<TaskCanceledException>(() => wait);
    }
}
