using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Who may raise which events, and what they carry.</summary>
public abstract partial class EngineContract
{
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
    public async Task A_missing_payload_is_null_where_the_type_has_null()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context => await context.WaitForExternalEvent<string>("e") is null
            && await context.WaitForExternalEvent<int?>("e") is null);
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync(id, "e");
        await rig.Client.RaiseEventAsync(id, "e");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task An_event_to_a_missing_instance_is_refused()
    {
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => NewRig().Client.RaiseEventAsync("nobody", "e"));
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        Assert.Equal("No instance with ID 'nobody' was found.", refusal.Status.Detail);
    }

    [Fact]
    public async Task An_event_to_a_finished_instance_is_refused()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => Task.FromResult<object?>(null));
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => rig.Client.RaiseEventAsync(id, "e"));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Equal("The orchestration instance with the provided instance id is not running.", refusal.Status.Detail);
    }

    [Fact]
    public async Task Events_that_nobody_can_take_are_dropped_in_silence_if_the_host_says_so()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => Task.FromResult<object?>(null));
        rig.Options.ThrowStatusExceptionsOnRaiseEvent = false;
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.RaiseEventAsync("nobody", "e");
        await rig.Client.RaiseEventAsync(id, "e");
        Assert.Null(rig.Engine.NextDue);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task An_unfinished_instance_takes_events_in_each_status(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        await rig.Client.RaiseEventAsync(id, "e", "heard");
        await rig.SettleAsync();
        if (status == OrchestrationRuntimeStatus.Suspended)
            await rig.Client.ResumeInstanceAsync(id);
        await rig.SettleAsync();
        Assert.Equal("heard", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_is_for_whatever_generation_it_finds()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 1)
                return await context.WaitForExternalEvent<string>("e");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew(1);
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.PassAsync(TimeSpan.FromHours(1));
        await rig.Client.RaiseEventAsync(id, "e", "heard");
        await rig.SettleAsync();
        Assert.Equal("heard", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(null, "e")]
    [InlineData("", "e")]
    [InlineData("id", null)]
    [InlineData("id", "")]
    [InlineData("@counter@x", "e")]
    public async Task An_event_without_a_proper_id_and_name_is_refused(string? id, string? name)
    {
        EngineRig rig = Waiter(NewRig());
        await rig.StartAsync("waiter", id: "id");
        await Assert.ThrowsAnyAsync<ArgumentException>(() => rig.Client.RaiseEventAsync(id!, name!));
    }

    [Fact]
    public async Task Orchestrators_send_events_to_each_other()
    {
        EngineRig rig = Waiter(NewRig()).Orchestrator("sender", context =>
        {
            context.SendEvent("r", "e", "found");
            return Task.FromResult<object?>(null);
        });
        await rig.StartAsync("waiter", id: "r");
        await rig.LiveAsync("sender");
        Assert.Equal("found", (await rig.StatusAsync("r")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_an_orchestrator_sends_to_a_missing_or_finished_instance_is_dropped()
    {
        EngineRig rig = NewRig().Orchestrator("o", _ => Task.FromResult<object?>(null)).Orchestrator("sender", context =>
        {
            context.SendEvent("nobody", "e", 1);
            context.SendEvent("finished", "e", 1);
            return Task.FromResult<object?>("sent");
        });
        await rig.StartAsync("o", id: "finished");
        await rig.SettleAsync();
        Assert.Equal("sent", (await rig.LiveAsync("sender")).ReadOutputAs<string>());
        Assert.Null(await rig.Client.GetInstanceAsync("nobody"));
    }

    [Theory]
    [InlineData(" ", "e")]
    [InlineData("@counter@x", "e")]
    [InlineData("r", "")]
    public async Task An_orchestrator_cannot_send_without_a_proper_id_and_name(string id, string name)
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.SendEvent(id, name, 1);
            return Task.FromResult<object?>(null);
        });
        Assert.Equal(typeof(ArgumentException).FullName, (await rig.LiveAsync("o")).FailureDetails!.ErrorType);
    }
}
