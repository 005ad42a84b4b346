using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    [Theory]
    [InlineData(true, "[1,2,3]")]
    [InlineData(false, null)]
    public async Task Events_that_nobody_took_follow_a_restart_in_order_or_are_dropped(bool preserve, string? output)
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<string>() == "again")
            {
                List<int> taken = [];
                while (taken.Count < 3)
                    taken.Add(await context.WaitForExternalEvent<int>("e"));
                return taken;
            }

            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew("again", preserve);
            return "ignored";
        });
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "e", 1);
        await rig.Client.RaiseEventAsync(id, "e", 2);
        await rig.Client.RaiseEventAsync(id, "go");
        await rig.Client.RaiseEventAsync(id, "e", 3);
        await rig.SettleAsync();
        Assert.Equal(output, (await rig.StatusAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task A_restart_shows_its_own_input_and_creation_and_no_custom_status()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.SetCustomStatus("busy");
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                context.ContinueAsNew(1);
            }
            else
            {
                await context.WaitForExternalEvent<int>("never");
            }

            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.SettleAsync();
        Assert.Equal("busy", (await rig.StatusAsync(id)).ReadCustomStatusAs<string>());
        await rig.PassAsync(TimeSpan.FromHours(1));

        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal(1, status.ReadInputAs<int>());
        Assert.Equal(EngineRig.Monday.AddHours(1), status.CreatedAt);
        Assert.Null(status.SerializedCustomStatus);
    }

    [Fact]
    public async Task A_restart_waits_for_open_timers_and_takes_no_cancelled_one_along()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 1)
                return await context.WaitForExternalEvent<DateTime>("never");
            using var cancellation = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromDays(9), cancellation.Token);
            _ = context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            cancellation.Cancel();
            context.ContinueAsNew(1);
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(EngineRig.Monday.AddHours(2), (await rig.StatusAsync(id)).CreatedAt);
        Assert.Null(rig.Engine.NextDue);
    }

    [Fact]
    public async Task Throwing_after_the_call_fails_the_instance()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.ContinueAsNew("again");
            throw new InvalidOperationException("no");
        });
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await rig.LiveAsync("o", "first")).RuntimeStatus);
    }

    [Fact]
    public async Task Two_generations_of_one_instant_have_guids_of_their_own()
    {
        List<Guid> seen = [];
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            seen.Add(context.NewGuid());
            if (seen.Count < 2)
                context.ContinueAsNew();
            return Task.FromResult<object?>(null);
        });
        await rig.LiveAsync("o");
        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen, guid => Assert.Equal(5, guid.Version));
    }

    [Fact]
    public async Task A_restart_loop_that_waits_for_nothing_is_stopped_with_advice()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.ContinueAsNew();
            return Task.FromResult<object?>(null);
        });
        Assert.Contains("without waiting for anything", (await rig.LiveAsync("o")).SerializedOutput, StringComparison.Ordinal);
    }
}
