using Collections.LocalHost.Tests.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>What stays the same on every replay.</summary>
public abstract partial class EngineContract
{
    /// <summary>Activity, timer, activity: four turns, each of which shows what the orchestrator sees at its beginning and behind its timer.</summary>
    private async Task<(List<T> Beginnings, List<T> BehindTimer)> LookAsync<T>(Func<TaskOrchestrationContext, T> look)
    {
        List<T> beginnings = [];
        List<T> behindTimer = [];
        EngineRig rig = NewRig().Activity<string>("a", _ => null).Orchestrator("o", async context =>
        {
            beginnings.Add(look(context));
            await context.CallActivityAsync("a", "");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            behindTimer.Add(look(context));
            await context.CallActivityAsync("a", "");
            return null;
        });
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await rig.LiveAsync("o")).RuntimeStatus);
        return (beginnings, behindTimer);
    }

    [Fact]
    public async Task Activity_timer_activity_runs_the_code_four_times() => Assert.Equal(4, (await LookAsync(_ => true)).Beginnings.Count);

    [Fact]
    public async Task The_time_of_a_turn_is_the_same_on_every_replay_and_utc()
    {
        (List<DateTime> beginnings, List<DateTime> behindTimer) = await LookAsync(context => context.CurrentUtcDateTime);
        Assert.Equal([EngineRig.Monday.UtcDateTime], beginnings.Distinct());
        Assert.Equal([EngineRig.Monday.AddHours(1).UtcDateTime], behindTimer.Distinct());
        Assert.All(beginnings, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
    }

    [Fact]
    public async Task Time_stands_still_within_a_turn()
    {
        EngineRig rig = NewRig();
        rig.Orchestrator("o", context =>
        {
            DateTime before = context.CurrentUtcDateTime;
            rig.Clock.AdvanceTo(rig.Clock.GetUtcNow().AddSeconds(5));
            return Task.FromResult<object?>(context.CurrentUtcDateTime == before);
        });
        Assert.True((await rig.LiveAsync("o")).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task IsReplaying_is_false_only_past_the_history()
    {
        (List<bool> beginnings, List<bool> behindTimer) = await LookAsync(context => context.IsReplaying);
        Assert.Equal([false, true, true, true], beginnings);
        Assert.Equal([false, true], behindTimer);
    }

    [Fact]
    public async Task Guids_are_the_same_on_every_replay_and_differ_within_one()
    {
        (List<Guid> beginnings, List<Guid> behindTimer) = await LookAsync(context => context.NewGuid());
        Assert.Single(beginnings.Distinct());
        Assert.Single(behindTimer.Distinct());
        Assert.NotEqual(beginnings[0], behindTimer[0]);
    }

    [Fact]
    public async Task Guids_are_those_that_the_official_worker_makes_of_instance_time_and_counter()
    {
        // As `uuid.uuid5(UUID('9e952958-5e33-4daf-827f-2fa12937b875'), 'case-1_2026-03-02T06:00:00.0000000Z_0')` of Python says, and with _1.
        EngineRig rig = NewRig().Orchestrator("o", context => Task.FromResult<object?>(new[] { context.NewGuid(), context.NewGuid() }));
        await rig.StartAsync("o", id: "case-1");
        await rig.SettleAsync();
        Assert.Equal(
            [new Guid("a1a775f8-5d9d-5d4e-bb9b-f50e0a54090c"), new Guid("bf150e1b-c22b-5c43-9911-61e64002c81f")],
            (await rig.StatusAsync("case-1")).ReadOutputAs<Guid[]>()!);
    }

    [Fact]
    public async Task Activities_timers_children_and_sent_events_are_numbered_and_waits_are_not()
    {
        EngineRig rig = NewRig().Activity<string>("a", _ => null).Orchestrator("child", _ => Task.FromResult<object?>(null)).Orchestrator("o", async context =>
        {
            _ = context.WaitForExternalEvent<int>("no number");
            await context.CallActivityAsync("a", "");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            _ = context.WaitForExternalEvent<int>("no number");
            await context.CallSubOrchestratorAsync("child");
            context.SendEvent("nobody", "e", 1);
            return await context.CallActivityAsync<string>("nowhere");
        });
        Assert.Contains("Task 'nowhere' (#4)", (await rig.LiveAsync("o")).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_activities_and_orchestrators_compare_without_regard_to_case()
    {
        EngineRig rig = NewRig().Activity<int>("Double", number => 2 * number).Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<int>() + 1))
            .Orchestrator("Parent", async context => await context.CallActivityAsync<int>("dOUBLE", await context.CallSubOrchestratorAsync<int>("cHILD", 2)));
        Assert.Equal(6, (await rig.LiveAsync("pARENT")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_replay_safe_logger_says_everything_once()
    {
        var log = new HostLog();
        EngineRig rig = NewRig().Activity<string>("a", _ => null).Orchestrator("o", async context =>
        {
            ILogger logger = context.CreateReplaySafeLogger("test");
            logger.LogInformation("code begins");
            await context.CallActivityAsync("a", "");
            context.ReplaySafeLoggerFactory.CreateLogger("test").LogInformation("code ends");
            return null;
        });
        using ILoggerFactory loggers = LoggerFactory.Create(log.Listen);
        rig.Loggers = loggers;
        await rig.LiveAsync("o");
        Assert.Equal(["Information code begins", "Information code ends"], log.Lines.Where(line => line.Contains("code", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fan_out_waits_for_all()
    {
        EngineRig rig = NewRig()
            .Activity<int>("square", x => x * x)
            .Orchestrator("o", async context =>
            {
                int[] squares = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => context.CallActivityAsync<int>("square", i)));
                return squares.Sum();
            });
        Assert.Equal(2870, (await rig.LiveAsync("o")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Two_runs_of_the_same_work_do_the_same_in_the_same_order()
    {
        Assert.Equal(await Trace(), await Trace());

        async Task<List<string>> Trace()
        {
            List<string> trace = [];
            EngineRig rig = NewRig();
            rig.Activity<string>("note", note => Note(trace, $"{rig.Now:O} {note}"));
            rig.Orchestrator("o", async context =>
            {
                for (int i = 0; i < 3; i++)
                {
                    await context.CallActivityAsync("note", $"{context.InstanceId} {i} {context.NewGuid()}");
                    await context.CreateTimer(TimeSpan.FromHours(context.GetInput<int>() % 3), CancellationToken.None);
                }

                return null;
            });
            for (int i = 0; i < 10; i++)
                await rig.StartAsync("o", i);
            await rig.PassAsync(TimeSpan.FromDays(1));
            Assert.Equal(30, trace.Count);
            return trace;
        }
    }
}
