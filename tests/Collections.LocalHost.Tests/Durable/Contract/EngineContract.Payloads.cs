using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Inputs, outputs and custom statuses.</summary>
public abstract partial class EngineContract
{
    private sealed class Promise
    {
        public int DaysPastDue;

        public string? Note { get; set; }
    }

    [Fact]
    public async Task Payloads_are_json_with_fields_in_pascal_case()
    {
        EngineRig rig = NewRig()
            .Activity<Promise>("add", promise => new Promise { DaysPastDue = promise.DaysPastDue + 1, Note = promise.Note })
            .Orchestrator("o", async context => await context.CallActivityAsync<Promise>("add", context.GetInput<Promise>()));
        OrchestrationMetadata status = await rig.LiveAsync("o", new Promise { DaysPastDue = 3, Note = "call" });
        Assert.Equal("""{"Note":"call","DaysPastDue":3}""", status.SerializedInput);
        Assert.Equal("""{"Note":"call","DaysPastDue":4}""", status.SerializedOutput);
    }

    [Fact]
    public async Task Null_is_no_payload()
    {
        EngineRig rig = NewRig().Activity<string>("none", input => input is null ? null : "input").Orchestrator("o", async context =>
        {
            Assert.Null(context.GetInput<string>());
            Assert.Equal(0, context.GetInput<int>());
            Assert.Null(await context.CallActivityAsync<string>("none"));
            Assert.Equal(0, await context.CallActivityAsync<int>("none"));
            return null;
        });
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, status.RuntimeStatus);
        Assert.Null(status.SerializedInput);
        Assert.Null(status.SerializedOutput);
        Assert.Null(status.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_custom_status_lasts_until_it_is_set_again_and_outlives_the_end()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            context.SetCustomStatus(new Promise { DaysPastDue = 1 });
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.SetCustomStatus("settled");
            return null;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadCustomStatusAs<Promise>()!.DaysPastDue);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, (await rig.StatusAsync(id)).ReadCustomStatusAs<Promise>()!.DaysPastDue);
        await rig.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("settled", (await rig.StatusAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task A_custom_status_of_null_is_none()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            context.SetCustomStatus("busy");
            context.SetCustomStatus(null);
            return Task.FromResult<object?>(null);
        });
        Assert.Null((await rig.LiveAsync("o")).SerializedCustomStatus);
    }

    [Fact]
    public async Task A_custom_status_that_cannot_be_written_fails_the_instance()
    {
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            context.SetCustomStatus(new Loop());
            return await context.WaitForExternalEvent<string>("never");
        });
        OrchestrationMetadata status = await rig.LiveAsync("o");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal("System.Text.Json.JsonException", status.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task An_input_of_the_wrong_type_fails_the_instance_where_it_is_read()
    {
        EngineRig rig = NewRig().Orchestrator("o", context => Task.FromResult<object?>(context.GetInput<int>()));
        Assert.Equal("System.Text.Json.JsonException", (await rig.LiveAsync("o", "words")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task An_input_is_read_once_for_each_type()
    {
        EngineRig rig = NewRig().Orchestrator("o", context =>
        {
            Assert.Same(context.GetInput<Promise>(), context.GetInput<Promise>());
            return Task.FromResult<object?>(context.GetInput<Dictionary<string, object>>()!.Count);
        });
        Assert.Equal(2, (await rig.LiveAsync("o", new Promise())).ReadOutputAs<int>());
    }
}
