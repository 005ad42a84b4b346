using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Events, timers, restarts, suspensions and turns in whatever order.</summary>
public abstract partial class EngineContract
{
    private const int StormEvents = 40;

    /// <summary>Takes numbers, one wait at a time, and gives each generation an hour.</summary>
    private EngineRig Taker() => NewRig().Activity<int>("same", number => number).Orchestrator("taker", async context =>
    {
        List<int> taken = context.GetInput<List<int>>()!;
        using var cancellation = new CancellationTokenSource();
        Task hour = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
        while (taken.Count < StormEvents)
        {
            Task<int> next = context.WaitForExternalEvent<int>(taken.Count % 2 == 0 ? "e" : "E");
            if (await Task.WhenAny(next, hour) == hour)
                break;
            taken.Add(taken.Count % 3 == 0 ? await context.CallActivityAsync<int>("same", next.Result) : next.Result);
            if (taken.Count % 5 == 0)
                break;
        }

        cancellation.Cancel();
        if (taken.Count < StormEvents)
            context.ContinueAsNew(taken);
        return taken;
    });

    [Fact]
    public async Task No_event_is_lost_or_doubled_or_out_of_order_whatever_comes_when()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            EngineRig rig = Taker();
            string id = await rig.StartAsync("taker", Array.Empty<int>());
            await StormAsync(rig, id, new Random(seed));
            await rig.SettleAsync();
            if ((await rig.StatusAsync(id)).RuntimeStatus == OrchestrationRuntimeStatus.Suspended)
                await rig.Client.ResumeInstanceAsync(id);
            await rig.SettleAsync();

            OrchestrationMetadata status = await rig.StatusAsync(id);
            Assert.True(status.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"Storm {seed}: {status}");
            Assert.Equal(Enumerable.Range(0, StormEvents), status.ReadOutputAs<int[]>()!);
        }
    }

    private static async Task StormAsync(EngineRig rig, string id, Random random)
    {
        for (int raised = 0; raised < StormEvents;)
        {
            switch (random.Next(6))
            {
                case 0 or 1:
                    await rig.Client.RaiseEventAsync(id, "e", raised++);
                    break;
                case 2 or 3:
                    await rig.Engine.RunOneAsync(CancellationToken.None);
                    break;
                case 4:
                    rig.Clock.AdvanceTo(rig.Clock.GetUtcNow().AddMinutes(random.Next(90)));
                    break;
                default:
                    await TryAsync(random.Next(2) == 0 ? () => rig.Client.SuspendInstanceAsync(id) : () => rig.Client.ResumeInstanceAsync(id));
                    break;
            }
        }
    }

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.FailedPrecondition)
        {
            // Not in this status: then something else happens first.
        }
    }
}
