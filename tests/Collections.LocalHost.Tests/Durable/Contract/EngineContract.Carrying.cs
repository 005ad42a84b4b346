using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Events over a restart.</summary>
public abstract partial class EngineContract
{
    /// <summary>Waits for "go" in its first generation, does what is asked, restarts, and then takes numbers until it has the last.</summary>
    private EngineRig Collector(Action<TaskOrchestrationContext>? first = null, ContinueAsNewOptions? options = null) => NewRig().Orchestrator("o", async context =>
    {
        if (context.GetInput<string>() != "again")
        {
            first?.Invoke(context);
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew(new ContinueAsNewOptions { NewInput = "again", PreserveUnprocessedEvents = options?.PreserveUnprocessedEvents ?? true });
            return null;
        }

        List<int> taken = [];
        while (!taken.Contains(9))
            taken.Add(await context.WaitForExternalEvent<int>("e"));
        return taken;
    });

    [Fact]
    public async Task Events_that_nobody_took_follow_a_restart_in_order_by_default()
    {
        Assert.True(new ContinueAsNewOptions().PreserveUnprocessedEvents);
        EngineRig rig = Collector();
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await RaiseAsync(rig, id, ["1", "2", "go"]);
        await RaiseAsync(rig, id, ["9"]);
        Assert.Equal("[1,2,9]", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Events_that_nobody_took_are_dropped_if_the_restart_does_not_preserve_them()
    {
        EngineRig rig = Collector(options: new ContinueAsNewOptions { PreserveUnprocessedEvents = false });
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await RaiseAsync(rig, id, ["1", "2", "go"]);
        await RaiseAsync(rig, id, ["9"]);
        Assert.Equal("[9]", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Theory]
    [InlineData(true, "[1,2,9]")]
    [InlineData(false, "[2,9]")]
    public async Task What_arrives_after_the_call_in_the_same_turn_belongs_to_the_next_generation(bool preserve, string taken)
    {
        EngineRig rig = Collector(options: new ContinueAsNewOptions { PreserveUnprocessedEvents = preserve });
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await RaiseAsync(rig, id, ["1", "go", "2", "9"]);
        Assert.Equal(taken, (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task A_wait_of_the_generation_that_ends_does_not_eat_what_arrives_after_the_call()
    {
        EngineRig rig = Collector(first: context => _ = context.WaitForExternalEvent<int>("e"));
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await RaiseAsync(rig, id, ["go", "1", "9"]);
        Assert.Equal("[1,9]", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Events_that_arrive_while_open_tasks_hold_up_the_restart_wait_for_it()
    {
        EngineRig rig = Collector(first: context => _ = context.CreateTimer(TimeSpan.FromHours(3), CancellationToken.None));
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await RaiseAsync(rig, id, ["1", "go"]);
        await RaiseAsync(rig, id, ["2"]);
        await rig.PassAsync(TimeSpan.FromHours(2));
        await RaiseAsync(rig, id, ["9"]);
        Assert.Equal("first", (await rig.StatusAsync(id)).ReadInputAs<string>());
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("[1,2,9]", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task A_suspension_that_comes_with_the_restart_holds_for_the_next_generation_and_loses_no_event()
    {
        EngineRig rig = Collector();
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "go");
        await rig.Client.RaiseEventAsync(id, "e", 1);
        await rig.Client.SuspendInstanceAsync(id);
        await RaiseAsync(rig, id, ["2", "9"]);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await rig.StatusAsync(id)).RuntimeStatus);
        Assert.Equal("again", (await rig.StatusAsync(id)).ReadInputAs<string>());

        await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal("[1,2,9]", (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task A_generation_for_each_of_many_events_is_no_endless_loop()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            int sum = context.GetInput<int>() + await context.WaitForExternalEvent<int>("add");
            context.SetCustomStatus(sum);
            context.ContinueAsNew(sum);
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        for (int i = 0; i < 1500; i++)
            await rig.Client.RaiseEventAsync(id, "add", 1);
        await rig.SettleAsync();
        Assert.Equal(1500, (await rig.StatusAsync(id)).ReadInputAs<int>());
    }

    private static async Task RaiseAsync(EngineRig rig, string id, string[] events)
    {
        foreach (string raised in events)
            await (raised == "go" ? rig.Client.RaiseEventAsync(id, raised) : rig.Client.RaiseEventAsync(id, "e", raised[0] - '0'));
        await rig.SettleAsync();
    }
}
