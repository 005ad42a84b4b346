using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class BlobHostTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_is_handled_once_per_version()
    {
        await using var host = await StartAsync();
        await host.RunDueAsync(Cancellation);
        await Put(host, "exports", "bank-a/day.csv", "one");
        await host.RunDueAsync(Cancellation);
        await host.RunDueAsync(Cancellation);
        await Put(host, "exports", "bank-a/day.csv", "two");
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);
        Assert.Equal(["01 06:00:00 import bank-a day.csv one retry 0", "01 06:00:00 import bank-a day.csv two retry 0"], Lines(host));
    }

    [Fact]
    public async Task Only_names_that_match_the_path_count()
    {
        await using var host = await StartAsync();
        await Put(host, "exports", "readme.txt", "no institution");
        await Put(host, "exports", "bank-a/2026/march.csv", "in a folder");
        await host.RunDueAsync(Cancellation);
        Assert.Equal(["01 06:00:00 import bank-a 2026/march.csv in a folder retry 0"], Lines(host));
    }

    [Fact]
    public async Task Failures_are_tried_again_after_growing_pauses()
    {
        await using var host = await StartAsync();
        await Put(host, "exports", "bank-a/day.csv", "flaky");
        await host.RunUntilAsync(Start.AddMinutes(1), Cancellation);
        Assert.Equal(
            [
                "01 06:00:00 import bank-a day.csv flaky retry 0",
                "01 06:00:01 import bank-a day.csv flaky retry 1",
                "01 06:00:03 import bank-a day.csv flaky retry 2",
            ],
            Lines(host));
        Assert.Empty(host.PoisonBlobs);
    }

    [Fact]
    public async Task After_five_failures_a_blob_is_poison_until_it_changes()
    {
        await using var host = await StartAsync();
        await Put(host, "exports", "bank-a/day.csv", "bad");
        await host.RunUntilAsync(Start.AddDays(1), Cancellation);
        Assert.Equal(5, Lines(host).Count);
        Assert.Equal(["exports/bank-a/day.csv"], host.PoisonBlobs.Select(blob => blob.Path));

        await Put(host, "exports", "bank-a/day.csv", "mended");
        await host.RunDueAsync(Cancellation);
        Assert.Equal("02 06:00:00 import bank-a day.csv mended retry 0", Lines(host)[^1]);
        Assert.Empty(host.PoisonBlobs);
    }

    [Fact]
    public async Task Content_and_further_blobs_are_bound_by_the_paths_tokens()
    {
        await using var host = await StartAsync();
        await Put(host, "names", "ana", "Ana Lima");
        await Put(host, "letters", "ana.txt", "hello");
        await Put(host, "letters", "ana.pdf", "no");
        await host.RunDueAsync(Cancellation);
        Assert.Equal(["01 06:00:00 letter ana hello Ana Lima"], Lines(host));
        Assert.Equal("ana: hello", await host.Http.GetStringAsync("api/letters/ana", Cancellation));
    }

    [Fact]
    public async Task In_real_time_the_container_is_watched()
    {
        await using var host = await StartAsync(HostClock.Real);
        var done = host.Services.GetRequiredService<Log>().Next("import bank-a day.csv one retry 0");
        await Put(host, "exports", "bank-a/day.csv", "one");
        await done.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task In_real_time_a_blob_overwritten_while_its_function_works_is_handled_again()
    {
        await using var host = await Host.StartAsync(
            options =>
            {
                options.FunctionTypes.Add(typeof(SampleScript));
                options.LogLevel = LogLevel.None;
                options.Configure = (builder, _) => builder.Services.AddSingleton<Log>().AddSingleton(new SampleScript.Plan
                {
                    Run = (blob, content, _) => content == "one" ? blob.UploadAsync(BinaryData.FromString("two"), overwrite: true, Cancellation) : Task.CompletedTask,
                });
            },
            Cancellation);
        var again = host.Services.GetRequiredService<Log>().Next("day.csv two retry 0");
        await Put(host, "work", "day.csv", "one");
        await again.WaitAsync(Cancellation);
        Assert.Equal(2, Lines(host).Count);
    }

    private static Task<Host> StartAsync(HostClock? clock = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleFiles));
            options.Clock = clock ?? HostClock.Virtual(Start);
            options.LogLevel = LogLevel.None;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>();
        },
        Cancellation);

    private static IReadOnlyList<string> Lines(Host host) => host.Services.GetRequiredService<Log>().Lines;

    private static async Task Put(Host host, string container, string name, string content)
    {
        var client = host.Storage.Blobs.GetBlobContainerClient(container);
        await client.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await client.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true, Cancellation);
    }
}
