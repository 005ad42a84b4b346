using System.Net;
using Collections.Local.Host;
using Collections.LocalHost.Tests.Hosting;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.LocalHost.Tests.Inside;

public sealed class InsideActionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_raised_with_its_payload_as_it_was_typed()
    {
        await using var inside = await InsideHost.StartAsync();
        await inside.StartCaseAsync("one");
        await inside.SettleAsync();
        await Done(inside.PostAsync("instance/event?id=one", new { name = "DECIDE", payload = """{ "amount": 100.50 }""" }));
        await inside.SettleAsync();
        Assert.Contains("100.50", (await inside.Host.Durable.GetInstanceAsync("one", getInputsAndOutputs: true, Cancellation))!.SerializedOutput!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_in_words()
    {
        await using var inside = await InsideHost.StartAsync();
        await inside.StartCaseAsync("one");
        await inside.StartCaseAsync("bad", -1);
        await inside.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((404, "No instance with ID 'none' was found."), await inside.RefusalAsync("instance/event?id=none", new { name = "decide" }));
        Assert.Equal(
            (409, "The orchestration instance with the provided instance id is not running."),
            await inside.RefusalAsync("instance/event?id=bad", new { name = "decide" }));
        Assert.Equal(400, (await inside.RefusalAsync("instance/event?id=one", new { name = " " })).Status);
        var (status, detail) = await inside.RefusalAsync("instance/event?id=one", new { name = "decide", payload = "{ \"a\": }" });
        Assert.Equal(400, status);
        Assert.StartsWith("That is not JSON", detail, StringComparison.Ordinal);
        Assert.Equal((409, "Only an instance that has ended is purged. Terminate it first."), await inside.RefusalAsync("instance/purge?id=one"));
        Assert.Equal(409, (await inside.RefusalAsync("instance/restart?id=one")).Status);
        Assert.Equal(400, (await inside.RefusalAsync("instance/suspend")).Status);
    }

    [Fact]
    public async Task An_instance_is_suspended_resumed_terminated_restarted_and_purged()
    {
        await using var inside = await InsideHost.StartAsync();
        await inside.StartCaseAsync("one", 42);
        await inside.SettleAsync();

        await Done(inside.PostAsync("instance/suspend?id=one", new { text = "looking" }));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await StatusAsync(inside));
        await Done(inside.PostAsync("instance/resume?id=one", new { text = "" }));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await StatusAsync(inside));
        await Done(inside.PostAsync("instance/terminate?id=one", new { output = "\"enough\"", recursive = true }));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await StatusAsync(inside));

        await Done(inside.PostAsync("instance/restart?id=one"));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await StatusAsync(inside));
        var again = await inside.Host.Durable.GetInstanceAsync("one", getInputsAndOutputs: true, Cancellation);
        Assert.Equal(("CaseFlow", new SampleCases.Case("a-1", 42)), (again!.Name, again.ReadInputAs<SampleCases.Case>()));

        await Done(inside.PostAsync("instance/terminate?id=one"));
        await inside.SettleAsync();
        await Done(inside.PostAsync("instance/purge?id=one"));
        Assert.Null(await inside.Host.Durable.GetInstanceAsync("one", Cancellation));
    }

    [Fact]
    public async Task In_real_time_a_restart_ends_the_instance_first()
    {
        await using var inside = await InsideHost.StartAsync(HostClock.Real);
        await inside.StartCaseAsync("one");
        await inside.Host.Durable.WaitForInstanceStartAsync("one", Cancellation);
        var before = (await inside.GetAsync("instance?id=one"))["execution"]!.ToString();
        await Done(inside.PostAsync("instance/restart?id=one"));
        var after = await inside.GetAsync("instance?id=one");
        Assert.NotEqual(before, after["execution"]!.ToString());
        Assert.False((bool)after["isFinished"]!);
    }

    [Fact]
    public async Task A_change_takes_its_turn_with_work_and_reading_does_not()
    {
        var door = new Door();
        await using var inside = await InsideHost.StartAsync(change: options =>
        {
            options.FunctionTypes.Add(typeof(SampleWaiting));
            options.Configure = (builder, _) => builder.Services.AddSingleton(door).AddSingleton<Log>();
        });
        await inside.StartCaseAsync("one");
        await inside.SendAsync("waiting", "x");
        var run = inside.SettleAsync();
        await door.Entered;

        var change = inside.PostAsync("instance/terminate?id=one");
        for (var i = 0; i < 5; i++)
            Assert.Equal("one", (string?)(await inside.GetAsync("instance?id=one"))["instance"]!["id"]);
        Assert.False(change.IsCompleted);

        door.Open();
        await run;
        await Done(change);
    }

    [Fact]
    public async Task Messages_are_looked_at_and_a_dead_letter_is_sent_again()
    {
        await using var inside = await InsideHost.StartAsync();
        await inside.SendAsync("payments", """{"amount":1.10}""", message =>
        {
            message.Subject = "Paid";
            message.ApplicationProperties["case"] = 7L;
        });
        await inside.SettleAsync();
        await inside.SendAsync("payments", "later", message => message.ScheduledEnqueueTime = InsideHost.Monday.AddDays(2));

        var entity = (await inside.GetAsync("bus")).AsArray().Single(row => (string?)row!["path"] == "payments")!;
        Assert.Equal((1, 0, 2, 1), ((int)entity["waiting"]!, (int)entity["locked"]!, (int)entity["sent"]!, (int)entity["deadLetters"]!));
        Assert.Equal(["Payments"], entity["readers"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("topic", (string?)(await inside.GetAsync("bus")).AsArray().Single(row => (string?)row!["path"] == "events")!["kind"]);

        var scheduled = (await inside.GetAsync("bus/messages?entity=payments"))["messages"]![0]!;
        Assert.Equal(InsideHost.Monday.AddDays(2), (DateTimeOffset)scheduled["scheduledFor"]!);
        var path = Uri.EscapeDataString((string)entity["deadLetterPath"]!);
        var letter = (await inside.GetAsync("bus/messages?entity=" + path))["messages"]![0]!;
        Assert.Equal(("Paid", 10, "MaxDeliveryCountExceeded"), ((string?)letter["subject"], (int)letter["deliveries"]!, (string?)letter["reason"]));
        Assert.Equal("""{"amount":1.10}""", (string?)letter["body"]!["text"]);
        Assert.Equal("""{"case":"7"}""", letter["properties"]!.ToJsonString());

        await Done(inside.PostAsync($"bus/resend?entity={path}&sequence={letter["sequence"]}"));
        Assert.Equal(2, (await inside.GetAsync("bus/messages?entity=payments"))["messages"]!.AsArray().Count);
        Assert.Equal(409, (await inside.RefusalAsync($"bus/resend?entity={path}&sequence={letter["sequence"]}")).Status);
        await inside.SettleAsync();
        Assert.Single((await inside.GetAsync("bus/messages?entity=" + path))["messages"]!.AsArray());
    }

    [Fact]
    public async Task A_blob_that_was_given_up_is_shown_first_and_tried_again()
    {
        await using var inside = await InsideHost.StartAsync();
        var files = inside.Host.Storage.Blobs.GetBlobContainerClient("files");
        await files.CreateAsync(cancellationToken: Cancellation);
        foreach (var name in new[] { "bad.csv", "a-good.csv" })
            await files.UploadBlobAsync(name, BinaryData.FromString("x"), Cancellation);
        await inside.PassAsync(TimeSpan.FromMinutes(5));

        var list = await inside.GetAsync("blobs");
        Assert.Equal("""{"Poison":1,"Done":1}""", $$"""{"Poison":{{list["counts"]!["Poison"]}},"Done":{{list["counts"]!["Done"]}}}""");
        Assert.Equal(["files/bad.csv Files 5 Poison", "files/a-good.csv Files 1 Done"], list["blobs"]!.AsArray().Select(
            blob => $"{blob!["container"]}/{blob["name"]} {blob["function"]} {blob["tries"]} {blob["state"]}"));
        Assert.Equal(1, (int)(await inside.GetAsync("blobs?state=done&name=GOOD"))["matching"]!);

        await Done(inside.PostAsync("blobs/retry?function=Files&container=files&name=bad.csv"));
        Assert.Equal(0, (int)(await inside.GetAsync("blobs?state=Poison"))["matching"]!);
        Assert.Equal(
            (404, "Function Files has not given up files/bad.csv, or it has changed since."),
            await inside.RefusalAsync("blobs/retry?function=Files&container=files&name=bad.csv"));
        await inside.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (int)(await inside.GetAsync("blobs?state=Poison"))["matching"]!);
    }

    private static async Task Done(Task<HttpResponseMessage> call) => Assert.Equal(HttpStatusCode.NoContent, (await call).StatusCode);

    private static async Task<OrchestrationRuntimeStatus> StatusAsync(InsideHost inside)
    {
        await inside.SettleAsync();
        return (await inside.Host.Durable.GetInstanceAsync("one", Cancellation))!.RuntimeStatus;
    }
}
