using Collections.Local.Durable;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Which starts are taken, under which id.</summary>
public abstract partial class EngineContract
{
    private static EngineRig Waiter(EngineRig rig) => rig.Orchestrator("waiter", async context => await context.WaitForExternalEvent<string>("e"));

    /// <summary>An instance named "id" of a waiter, ended or suspended or not yet run.</summary>
    private static async Task<string> BringToAsync(EngineRig rig, OrchestrationRuntimeStatus status)
    {
        rig.Orchestrator("broken", _ => throw new InvalidOperationException("broken"));
        await rig.StartAsync(status == OrchestrationRuntimeStatus.Failed ? "broken" : "waiter", "former", "id");
        if (status == OrchestrationRuntimeStatus.Pending)
            return "id";
        await rig.SettleAsync();
        if (status == OrchestrationRuntimeStatus.Suspended)
            await rig.Client.SuspendInstanceAsync("id");
        else if (status == OrchestrationRuntimeStatus.Completed)
            await rig.Client.RaiseEventAsync("id", "e", "former");
        else if (status == OrchestrationRuntimeStatus.Terminated)
            await rig.Client.TerminateInstanceAsync("id", (object)"former");
        await rig.SettleAsync();
        Assert.Equal(status, (await rig.StatusAsync("id")).RuntimeStatus);
        return "id";
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task An_id_that_is_in_use_cannot_be_started_again(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        var refusal = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => rig.StartAsync("waiter", "second", id));
        Assert.Equal("An Orchestration instance with the ID id already exists.", refusal.Message);
        Assert.Equal("former", (await rig.StatusAsync(id)).ReadInputAs<string>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task A_finished_instance_is_replaced_by_a_new_one_of_its_id(OrchestrationRuntimeStatus status)
    {
        EngineRig rig = Waiter(NewRig());
        string id = await BringToAsync(rig, status);
        await rig.PassAsync(TimeSpan.FromHours(1));
        await rig.StartAsync("waiter", "second", id);
        await rig.SettleAsync();

        OrchestrationMetadata second = await rig.StatusAsync(id);
        Assert.True(second.IsRunning);
        Assert.Equal("second", second.ReadInputAs<string>());
        Assert.Null(second.SerializedOutput);
        Assert.Null(second.FailureDetails);
        Assert.Equal(EngineRig.Monday.AddHours(1), second.CreatedAt);
    }

    [Fact]
    public async Task Dedupe_statuses_block_what_they_list_and_nothing_else()
    {
        EngineRig rig = Waiter(NewRig());
        StartOrchestrationOptions once = new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 1, once);
        await rig.SettleAsync();
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 2, once);
        await rig.SettleAsync();
        Assert.Equal(2, (await rig.StatusAsync("id")).ReadInputAs<int>());

        await rig.Client.RaiseEventAsync("id", "e", "over");
        await rig.SettleAsync();
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 3, once));
    }

    [Fact]
    public async Task Dedupe_statuses_are_names_without_regard_to_case_and_have_to_exist()
    {
        EngineRig rig = Waiter(NewRig());
        await rig.StartAsync("waiter", id: "id");
        var blocked = new StartOrchestrationOptions("id") { DedupeStatuses = ["pending"] };
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 1, blocked));

        var wrong = new StartOrchestrationOptions("id") { DedupeStatuses = ["Asleep"] };
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", 1, wrong));
        Assert.Equal("Invalid orchestration runtime status: 'Asleep' for deduplication.", refusal.Message);
    }

    [Fact]
    public async Task An_activity_of_a_replaced_instance_finds_nobody()
    {
        int calls = 0;
        EngineRig rig = NewRig()
            .Activity<int>("work", _ => ++calls)
            .Orchestrator("o", async context => await context.CallActivityAsync<int>("work", 0));
        await rig.StartAsync("o", id: "id");
        await rig.RunOneAsync();
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("o", new StartOrchestrationOptions("id").WithDedupeStatuses());
        await rig.SettleAsync();
        Assert.Equal(2, calls);
        Assert.Equal(2, (await rig.StatusAsync("id")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_turn_of_an_instance_that_was_replaced_meanwhile_counts_for_nothing()
    {
        bool replaced = false;
        EngineRig rig = NewRig();
        rig.Orchestrator("o", context =>
        {
            if (!replaced)
            {
                replaced = true;
                Task start = rig.Client.ScheduleNewOrchestrationInstanceAsync(
                    "o", "second", new StartOrchestrationOptions(context.InstanceId).WithDedupeStatuses());
                Assert.True(start.IsCompletedSuccessfully);
            }

            return Task.FromResult<object?>(context.GetInput<string>());
        });
        string id = await rig.StartAsync("o", "first");
        await rig.SettleAsync();
        Assert.Equal("second", (await rig.StatusAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("@id")]
    [InlineData("a/b")]
    [InlineData(@"a\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public async Task Ids_that_storage_cannot_take_are_refused(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Waiter(NewRig()).StartAsync("waiter", id: id));

    [Fact]
    public async Task An_id_has_256_characters_at_most()
    {
        EngineRig rig = Waiter(NewRig());
        Assert.Equal(256, (await rig.StartAsync("waiter", id: new string('i', 256))).Length);
        await Assert.ThrowsAsync<ArgumentException>(() => rig.StartAsync("waiter", id: new string('i', 257)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_an_id_an_instance_gets_one_of_32_hexadecimal_digits(string? id)
    {
        string made = await Waiter(NewRig()).StartAsync("waiter", id: id);
        Assert.Matches("^[0-9a-f]{32}$", made);
    }

    [Fact]
    public async Task In_virtual_time_ids_are_the_same_on_every_run()
    {
        Assert.Equal(await TwoIdsAsync(), await TwoIdsAsync());
        Assert.Equal(2, (await TwoIdsAsync()).Distinct().Count());

        async Task<string[]> TwoIdsAsync()
        {
            EngineRig rig = Waiter(NewRig());
            return [await rig.StartAsync("waiter"), await rig.StartAsync("waiter")];
        }
    }

    [Fact]
    public async Task An_unknown_orchestrator_is_refused_at_the_start()
    {
        EngineRig rig = Waiter(NewRig());
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => rig.StartAsync("nowhere"));
        Assert.Equal(StatusCode.Internal, refused.StatusCode);
        Assert.Contains("'nowhere' doesn't exist", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("'waiter'", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_whose_orchestrator_is_gone_fails()
    {
        IDurableStore store = NewStore();
        EngineRig rig = NewRig(store).Orchestrator("old", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return null;
        });
        string id = await rig.StartAsync("old");
        await rig.SettleAsync();
        EngineRig later = NewRig(store);
        await later.PassAsync(TimeSpan.FromHours(1));

        OrchestrationMetadata status = await later.StatusAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal("OrchestratorTaskNotFound", status.FailureDetails!.ErrorType);
        Assert.Equal("No orchestrator task named 'old' was found.", status.SerializedOutput);
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

    [Fact]
    public async Task A_start_in_the_past_begins_at_once()
    {
        EngineRig rig = Waiter(NewRig());
        string id = await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", new StartOrchestrationOptions("late", EngineRig.Monday.AddDays(-1)));
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_does_nothing()
    {
        EngineRig rig = Waiter(NewRig());
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", new StartOrchestrationOptions("new"), cancelled));
        Assert.Null(await rig.Client.GetInstanceAsync("new"));

        string id = await BringToAsync(rig, OrchestrationRuntimeStatus.Running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.RaiseEventAsync(id, "e", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.TerminateInstanceAsync(id, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.SuspendInstanceAsync(id, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.PurgeInstanceAsync(id, cancelled));
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
    }

    [Fact]
    public async Task Tags_stay_with_their_instance()
    {
        EngineRig rig = Waiter(NewRig());
        var options = new StartOrchestrationOptions("id") { Tags = new Dictionary<string, string> { ["team"] = "early" } };
        await rig.Client.ScheduleNewOrchestrationInstanceAsync("waiter", options);
        await rig.SettleAsync();
        Assert.Equal("early", (await rig.StatusAsync("id")).Tags["team"]);
    }
}
