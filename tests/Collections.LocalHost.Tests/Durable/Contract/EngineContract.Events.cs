using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task Events_before_anyone_waits_are_kept_in_order_even_before_the_start()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return new[] { await context.WaitForExternalEvent<int>("paid"), await context.WaitForExternalEvent<int>("PAID") };
        });
        string id = await rig.StartAsync("o");
        await rig.Client.RaiseEventAsync(id, "Paid", 1);
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", 2);
        await rig.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("[1,2]", (await rig.StatusAsync(id)).SerializedOutput);
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

    [Theory]
    [InlineData("text", typeof(System.Text.Json.JsonException))]
    [InlineData(null, typeof(NullReferenceException))]
    public async Task A_payload_that_the_wait_cannot_take_fails_the_instance_past_its_own_catch(string? payload, Type failure)
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<int>("paid");
            }
            catch (Exception)
            {
                return "caught";
            }
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "paid", payload);
        await rig.SettleAsync();

        OrchestrationMetadata status = await rig.StatusAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal(failure.FullName, status.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Events_to_missing_and_finished_instances_are_refused_unless_the_host_says_otherwise()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => Task.FromResult<object?>(null));
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => rig.Client.RaiseEventAsync("nobody", "e"))).StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => rig.Client.RaiseEventAsync(id, "e"))).StatusCode);
        await Assert.ThrowsAsync<ArgumentException>(() => rig.Client.RaiseEventAsync("", "e"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => rig.Client.RaiseEventAsync(id, null!));

        rig.Options.ThrowStatusExceptionsOnRaiseEvent = false;
        await rig.Client.RaiseEventAsync("nobody", "e");
        await rig.Client.RaiseEventAsync(id, "e");
    }

    [Fact]
    public async Task Orchestrators_send_events_to_each_other_and_to_nobody()
    {
        EngineRig rig = NewRig()
            .Orchestrator("receiver", async context => await context.WaitForExternalEvent<string>("hello"))
            .Orchestrator("sender", context =>
            {
                context.SendEvent("nobody", "hello", "lost");
                context.SendEvent("r", "hello", "found");
                return Task.FromResult<object?>(null);
            });
        await rig.StartAsync("receiver", id: "r");
        await rig.LiveAsync("sender");
        Assert.Equal("found", (await rig.StatusAsync("r")).ReadOutputAs<string>());
    }
}
