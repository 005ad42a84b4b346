using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Collections.Local.Host;
using Collections.LocalHost.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

[Collection(AzuriteCollection.Name)]
public sealed class BlobVersionTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly HostLog hostLog = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_overwritten_while_its_function_works_is_handled_again()
    {
        await using var host = await StartAsync((blob, content, _) => content == "one" ? Put(blob, "two") : Task.CompletedTask);
        await Put(host, "a", "one");
        await host.RunDueAsync(Cancellation);
        var first = Assert.Single(host.BlobReceipts);
        await host.RunDueAsync(Cancellation);
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);

        Assert.Equal(["01 06:00:00 a one retry 0", "01 06:00:00 a two retry 0"], Lines(host));
        var second = Assert.Single(host.BlobReceipts);
        Assert.Equal((BlobState.Done, 1, BlobState.Done, 1), (first.State, first.Tries, second.State, second.Tries));
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [Fact]
    public async Task A_retry_after_an_overwrite_takes_the_new_version_with_fresh_tries()
    {
        await using var host = await StartAsync(async (blob, content, retry) =>
        {
            if (content == "one" && retry == 3)
                await Put(blob, "two");
            throw new InvalidDataException(content);
        });
        await Put(host, "a", "one");
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);

        Assert.Equal(
            [.. Enumerable.Range(0, 4).Select(n => $"a one retry {n}"), .. Enumerable.Range(0, 5).Select(n => $"a two retry {n}")],
            Lines(host).Select(line => line[12..]));
        Assert.Equal(5, Assert.Single(host.PoisonBlobs).Tries);
    }

    [Fact]
    public async Task A_blob_deleted_before_its_turn_is_dropped_quietly()
    {
        await using var host = await StartAsync(async (blob, content, _) =>
        {
            await blob.GetParentBlobContainerClient().GetBlobClient("b").DeleteIfExistsAsync(cancellationToken: Cancellation);
            if (content == "bad")
            {
                await blob.DeleteAsync(cancellationToken: Cancellation);
                throw new InvalidDataException(content);
            }
        });
        await Put(host, "a", "one");
        await Put(host, "b", "never seen");
        await Put(host, "c", "bad");
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);

        Assert.Equal(["01 06:00:00 a one retry 0", "01 06:00:00 c bad retry 0"], Lines(host));
        Assert.Equal("work/a", Assert.Single(host.BlobReceipts).Path);
        Assert.Contains("Information Blob work/b is gone before its turn with function Work", hostLog.Lines);
        Assert.Contains("Information Blob work/c is gone before its turn with function Work", hostLog.Lines);
    }

    [Fact]
    public async Task A_container_may_come_and_go()
    {
        await using var host = await StartAsync((_, content, _) => content == "bad" ? throw new InvalidDataException() : Task.CompletedTask);
        await host.RunDueAsync(Cancellation);
        await Put(host, "a", "bad");
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);
        Assert.Single(host.PoisonBlobs);

        await host.Storage.Blobs.GetBlobContainerClient("work").DeleteAsync(cancellationToken: Cancellation);
        await host.RunDueAsync(Cancellation);
        Assert.Empty(host.BlobReceipts);

        await Put(host, "a", "two");
        await host.RunDueAsync(Cancellation);
        Assert.Equal("01 07:00:00 a two retry 0", Lines(host)[^1]);
    }

    [Fact]
    public async Task A_poison_blob_is_tried_again_when_somebody_asks()
    {
        var isMended = false;
        await using var host = await StartAsync((_, _, _) => isMended ? Task.CompletedTask : throw new InvalidDataException());
        await Put(host, "a", "one");
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);
        var poison = Assert.Single(host.PoisonBlobs);
        Assert.Equal(("Work", "work", "a", 5), (poison.Function, poison.Container, poison.Name, poison.Tries));

        isMended = true;
        Assert.False(await host.RetryBlobAsync("Work", "work", "b"));
        Assert.False(await host.RetryBlobAsync("Other", "work", "a"));
        Assert.True(await host.RetryBlobAsync("Work", "work", "a"));
        await host.RunDueAsync(Cancellation);
        Assert.Equal("01 07:00:00 a one retry 0", Lines(host)[^1]);
        Assert.Equal(BlobState.Done, Assert.Single(host.BlobReceipts).State);
        Assert.False(await host.RetryBlobAsync("Work", "work", "a"));
    }

    [Fact]
    public async Task Blobs_on_further_pages_of_the_list_are_found()
    {
        await using var host = await StartAsync();
        await host.Storage.Blobs.GetBlobContainerClient("work").CreateIfNotExistsAsync(cancellationToken: Cancellation);
        for (var i = 0; i < 1_001; i++)
            await host.Storage.Blobs.GetBlobContainerClient("work").GetBlobClient($"{i:D4}").UploadAsync(BinaryData.Empty, Cancellation);
        await host.RunDueAsync(Cancellation);
        Assert.Equal(1_001, Lines(host).Distinct().Count());
    }

    [Fact]
    public async Task A_crash_before_the_receipt_is_written_repeats_the_call()
    {
        var folder = Directory.CreateTempSubdirectory("host-tests-");
        var crashed = folder.CreateSubdirectory("crashed");
        var storage = HostStorage.Account(azurite.ConnectionString);
        try
        {
            await using (var host = await StartAsync(Crash, storage, folder))
            {
                await Put(host, "a", "one");
                await host.RunDueAsync(Cancellation);
                Assert.Equal(BlobState.Done, Assert.Single(host.BlobReceipts).State);
            }

            await using var after = await StartAsync(storage: storage, folder: crashed);
            await after.RunDueAsync(Cancellation);
            Assert.Equal(["01 06:00:00 a one retry 0"], Lines(after));
            await using var undisturbed = await StartAsync(storage: storage, folder: folder);
            await undisturbed.RunDueAsync(Cancellation);
            Assert.Empty(Lines(undisturbed));
        }
        finally
        {
            await new BlobContainerClient(azurite.ConnectionString, "work").DeleteIfExistsAsync(cancellationToken: Cancellation);
            folder.Delete(recursive: true);
        }

        // What is on the disk at the function's end is what a kill would leave.
        Task Crash(BlobClient blob, string content, int retry)
        {
            foreach (var file in folder.EnumerateFiles("host.db*").Where(file => file.Extension != ".lock"))
                file.CopyTo(Path.Combine(crashed.FullName, file.Name));
            return Task.CompletedTask;
        }
    }

    private Task<Host> StartAsync(Func<BlobClient, string, int, Task>? plan = null, HostStorage? storage = null, DirectoryInfo? folder = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleScript));
            options.Clock = HostClock.Virtual(Start);
            options.Storage = storage ?? HostStorage.InMemory;
            options.DataFolder = folder?.FullName;
            options.LogLevel = LogLevel.Information;
            options.ConfigureLogging = hostLog.Listen;
            options.Configure = (builder, _) =>
            {
                builder.Services.AddSingleton<Log>();
                builder.Services.AddSingleton(new SampleScript.Plan { Run = plan ?? ((_, _, _) => Task.CompletedTask) });
            };
        },
        Cancellation);

    private static IReadOnlyList<string> Lines(Host host) => host.Services.GetRequiredService<Log>().Lines;

    private static async Task Put(Host host, string name, string content)
    {
        var container = host.Storage.Blobs.GetBlobContainerClient("work");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await Put(container.GetBlobClient(name), content);
    }

    private static Task Put(BlobClient blob, string content) => blob.UploadAsync(BinaryData.FromString(content), overwrite: true, Cancellation);
}
