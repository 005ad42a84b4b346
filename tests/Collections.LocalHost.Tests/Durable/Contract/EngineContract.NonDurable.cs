using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Durable.Contract;

/// <summary>Orchestrators that wait for what the engine does not know of.</summary>
public abstract partial class EngineContract
{
    public enum Foreign
    {
        Delay,
        Run,
        Http,
        DurableWithoutContext,
        DelayWithoutContext,
        Lock,
    }

    [Theory]
    [InlineData(Foreign.Delay)]
    [InlineData(Foreign.Run)]
    [InlineData(Foreign.Http)]
    [InlineData(Foreign.DurableWithoutContext)]
    [InlineData(Foreign.DelayWithoutContext)]
    [InlineData(Foreign.Lock)]
    public async Task Awaiting_what_is_not_durable_fails_with_advice_and_does_not_hang(Foreign kind)
    {
        using var never = new ManualResetEventSlim();
        using var client = new HttpClient(new Silence());
        using var taken = new SemaphoreSlim(0);
        EngineRig rig = NewRig().Activity<string>("a", _ => null).Orchestrator("o", async context =>
        {
            await (kind switch
            {
                Foreign.Delay => Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken),
                Foreign.Run => Task.Run(never.Wait),
                Foreign.Http => client.GetStringAsync("http://localhost/"),
                Foreign.Lock => taken.WaitAsync(),
                Foreign.DelayWithoutContext => WithoutContext(Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)),
                _ => WithoutContext(context.CallActivityAsync("a", "")),
            });
            return "gone on";
        });
        OrchestrationMetadata status = await rig.LiveAsync("o");
        never.Set();
        AssertAdvice(status);
    }

    [Fact]
    public async Task Going_on_from_a_foreign_thread_behind_a_durable_wait_is_found_out_too()
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task;
            return null;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        Assert.True((await rig.StatusAsync(id)).IsRunning);
        await Task.Run(foreign.SetResult);
        AssertAdvice(await rig.EndAsync(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Code_that_ends_on_a_foreign_thread_has_not_ended(bool throws)
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task.ConfigureAwait(false);
            return throws ? throw new TimeoutException("astray") : "astray";
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await Task.Run(foreign.SetResult);
        AssertAdvice(await rig.EndAsync(id));
    }

    [Fact]
    public async Task Going_astray_is_found_out_behind_a_restart_in_the_same_turn()
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(1);
                return null;
            }

            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task;
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.SettleAsync();
        await Task.Run(foreign.SetResult);
        AssertAdvice(await rig.EndAsync(id));
    }

    [Fact]
    public async Task What_a_former_generation_left_behind_harms_nobody()
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            if (context.GetInput<int>() == 1)
                return await context.WaitForExternalEvent<string>("e");
            _ = Forget(foreign.Task);
            context.ContinueAsNew(1);
            return null;
        });
        rig.Orchestrator("astray", async context =>
        {
            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task;
            return null;
        });
        string id = await rig.StartAsync("o", 0);
        await rig.SettleAsync();

        // What is told of the first is told before the second is.
        string second = await rig.StartAsync("astray");
        await rig.SettleAsync();
        await Task.Run(foreign.SetResult);
        AssertAdvice(await rig.EndAsync(second));
        Assert.True((await rig.StatusAsync(id)).IsRunning);

        static async Task Forget(Task task) => await task;
    }

    [Fact]
    public async Task Going_astray_between_the_end_of_a_turn_and_its_commit_is_found_out_too()
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            // A custom status is written when the turn's code has come to rest.
            context.SetCustomStatus(new { When = Enumerable.Range(0, 1).Select(_ => Task.Run(foreign.TrySetResult).Result) });
            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task;
            return null;
        });
        AssertAdvice(await rig.EndAsync(await rig.StartAsync("o")));
    }

    [Fact]
    public async Task Going_astray_ends_a_suspended_instance_too()
    {
        var foreign = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            _ = context.WaitForExternalEvent<int>("covers it");
            await foreign.Task;
            return null;
        });
        string id = await rig.StartAsync("o");
        await rig.SettleAsync();
        await rig.Client.SuspendInstanceAsync(id);
        await rig.SettleAsync();
        await Task.Run(foreign.SetResult);
        AssertAdvice(await rig.EndAsync(id));
    }

    [Fact]
    public async Task A_wait_that_was_given_up_is_nothing_to_wait_for()
    {
        var never = new TaskCompletionSource();
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            await GiveUpAsync(context, "e");
            await never.Task;
            return null;
        });
        AssertAdvice(await rig.LiveAsync("o"));
    }

    [Fact]
    public async Task The_context_cannot_be_used_from_a_foreign_thread()
    {
        Exception? refusal = null;
        EngineRig rig = NewRig().Orchestrator("o", async context =>
        {
            Task<int> wait = context.WaitForExternalEvent<int>("go");
            var foreign = new Thread(() => refusal = Record.Exception(() => context.SetCustomStatus("astray")));
            foreign.Start();
            foreign.Join();
            return await wait;
        });
        AssertAdvice(await rig.LiveAsync("o"));
        Assert.Contains("awaiting non-durable tasks", Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yielding_stays_on_the_orchestrators_thread_and_does_no_harm()
    {
        EngineRig rig = NewRig().Activity<int>("double", number => 2 * number).Orchestrator("o", async context =>
        {
            for (int i = 0; i < 100_000; i++)
                await Task.Yield();
            int four = await context.CallActivityAsync<int>("double", 2);
            await Task.Yield();
            return four + await context.CallActivityAsync<int>("double", four);
        });
        Assert.Equal(12, (await rig.LiveAsync("o")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task What_was_asked_for_in_a_turn_that_went_astray_does_not_happen()
    {
        int calls = 0;
        var never = new TaskCompletionSource();
        EngineRig rig = NewRig().Activity<string>("a", _ => ++calls).Orchestrator("o", async context =>
        {
            await context.CallActivityAsync("a", "");
            context.SendEvent("w", "e", "wrong");
            await never.Task;
            return null;
        });
        await Waiter(rig).StartAsync("waiter", id: "w");
        AssertAdvice(await rig.LiveAsync("o"));
        Assert.Equal(1, calls);
        Assert.True((await rig.StatusAsync("w")).IsRunning);
    }

    private static async Task WithoutContext(Task task) => await task.ConfigureAwait(false);

    private static void AssertAdvice(OrchestrationMetadata status)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Failed, status.RuntimeStatus);
        Assert.Equal(typeof(InvalidOperationException).FullName, status.FailureDetails!.ErrorType);
        Assert.StartsWith(
            "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator function's"
            + " implementation or by middleware that invokes asynchronous code.",
            status.SerializedOutput,
            StringComparison.Ordinal);
        Assert.Contains("CreateTimer", status.SerializedOutput, StringComparison.Ordinal);
    }

    /// <summary>A server that never answers.</summary>
    private sealed class Silence : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken);
    }
}
