using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Collections.LocalHost.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Faults;

/// <summary>Faults under the app's table and blob clients, the same over every storage.</summary>
public abstract class StorageFaultContract(HostStorage storage)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly string name = $"t{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("storage.busy=1", 503, "ServerBusy", false)]
    [InlineData("storage.error=1", 500, "InternalError", false)]
    [InlineData("storage.throttle=1,retry-after=0", 429, "TooManyRequests", false)]
    [InlineData("storage.reset=1", 0, null, false)]
    [InlineData("storage.after=1", 500, "OperationTimedOut", true)]
    [InlineData("storage.lost=1", 0, null, true)]
    public async Task A_call_fails_as_its_kind_says_and_is_done_or_not(string faults, int status, string? code, bool isDone)
    {
        await using var host = await StartAsync(faults);
        var table = host.Services.GetRequiredService<TableServiceClient>().GetTableClient(name);
        var container = host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(name);
        var blob = container.GetBlobClient("b");
        host.Faults.IsOn = false;
        await table.CreateIfNotExistsAsync(Cancellation);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        host.Faults.IsOn = true;

        await AssertFails(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancellation), status, code, tries: 4);
        await AssertFails(() => blob.UploadAsync(new BinaryData("x"), Cancellation), status, code, tries: 6);
        Assert.Equal(4 + 6, Assert.Single(host.Faults.Counts).Value);

        host.Faults.IsOn = false;
        Assert.Equal(isDone, (await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
        Assert.Equal(isDone, (await blob.ExistsAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task Tries_that_fail_now_and_then_are_made_good_by_the_clients_own_retries()
    {
        await using var host = await StartAsync("seed=2,storage=0.2,retry-after=0,slow=0");
        var table = host.Services.GetRequiredService<TableServiceClient>().GetTableClient(name);
        await table.CreateIfNotExistsAsync(Cancellation);
        for (var i = 0; i < 40; i++)
            await table.UpsertEntityAsync(new TableEntity("p", $"{i}"), cancellationToken: Cancellation);
        Assert.True(host.Faults.Counts.Count > 3);
        host.Faults.IsOn = false;
        Assert.Equal(40, await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_throttled_caller_is_told_how_long_to_wait()
    {
        await using var host = await StartAsync("storage.throttle=1,retry-after=2");
        var table = host.Services.GetRequiredService<TableServiceClient>().GetTableClient(name);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var call = table.CreateIfNotExistsAsync(patience.Token);

        // It waits two seconds before its second try; nobody here does.
        Assert.False(call.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, host.Faults.Counts[FaultKind.StorageThrottle]);
    }

    [Fact]
    public async Task The_hosts_own_polling_and_a_host_without_a_plan_are_spared()
    {
        await using var host = await StartAsync("storage.busy=1");
        await host.Storage.Unbilled.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: Cancellation);
        Assert.Empty(host.Faults.Counts);
        await using var calm = await StartAsync("none");
        await calm.Storage.Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: Cancellation);
        Assert.Empty(calm.Faults.Counts);
    }

    private Task<Host> StartAsync(string faults) => Host.StartAsync(
        options =>
        {
            options.Clock = HostClock.Virtual(Start);
            options.Storage = storage;
            options.Settings["Faults"] = faults;
            options.LogLevel = LogLevel.None;
        },
        Cancellation);

    private static async Task AssertFails(Func<Task> call, int status, string? code, int tries)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(call);

        // Where no answer came at all, the client gathers what happened to each of its tries.
        var each = failure is AggregateException all ? all.InnerExceptions : [failure];
        Assert.Equal(status == 0 ? tries : 1, each.Count);
        Assert.All(each, e => Assert.Equal((status, code), (((RequestFailedException)e).Status, ((RequestFailedException)e).ErrorCode)));
    }
}

public sealed class InMemoryStorageFaultTests() : StorageFaultContract(HostStorage.InMemory);

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteStorageFaultTests(AzuriteFixture azurite) : StorageFaultContract(HostStorage.Account(azurite.ConnectionString));
