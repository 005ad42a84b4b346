using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Collections.Local.Host.Storage;

namespace Collections.LocalHost.Tests.Storage;

/// <summary>What Azure does and Azurite does not, and what only the storage in memory promises.</summary>
public sealed class InMemoryStorageTests
{
    private readonly InMemoryStorage _storage = InMemoryStorage.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Calls_complete_before_they_return()
    {
        var table = _storage.Tables.GetTableClient("Rows");
        Assert.True(table.CreateAsync(Cancellation).IsCompletedSuccessfully);
        Assert.True(table.AddEntityAsync(new TableEntity("p", "r"), Cancellation).IsCompletedSuccessfully);
        Assert.True(table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation).IsCompletedSuccessfully);
        Assert.True(table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, new TableEntity("p", "r"))], Cancellation).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rows_stay_in_order_whatever_is_written_and_deleted(int seed)
    {
        var table = await CreateTable();
        var random = new Random(seed);
        var model = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var step = 0; step < 8_000; step++)
        {
            // Most land in one partition, so that its rows fill many blocks.
            var (partition, row) = (random.Next(10) == 0 ? $"p{random.Next(300):D3}" : "p150", $"r{random.Next(3_000):D4}");
            var key = partition + row;
            if (random.Next(3) == 0)
            {
                var status = (await table.DeleteEntityAsync(partition, row, ETag.All, Cancellation)).Status;
                Assert.Equal(model.Remove(key) ? 204 : 404, status);
            }
            else
            {
                await table.UpsertEntityAsync(new TableEntity(partition, row) { ["N"] = step }, TableUpdateMode.Replace, Cancellation);
                model[key] = step;
            }
        }
        var rows = await Find(table, null);
        Assert.Equal(model.Select(entry => (entry.Key, entry.Value)), rows.Select(row => (row.PartitionKey + row.RowKey, row.GetInt32("N")!.Value)));

        var some = await Find(table, "PartitionKey ge 'p100' and PartitionKey lt 'p200' and RowKey gt 'r1000' and RowKey le 'r2000'");
        Assert.Equal(
            model.Keys.Where(key => string.CompareOrdinal(key[..4], "p100") >= 0 && string.CompareOrdinal(key[..4], "p200") < 0
                && string.CompareOrdinal(key[4..], "r1000") > 0 && string.CompareOrdinal(key[4..], "r2000") <= 0),
            some.Select(row => row.PartitionKey + row.RowKey));
    }

    [Fact]
    public async Task Rising_keys_fill_and_empty_a_table()
    {
        var table = await CreateTable();
        for (var row = 0; row < 2_000; row++)
            await table.AddEntityAsync(new TableEntity("p", $"{row:D5}"), Cancellation);
        for (var row = 0; row < 2_000; row++)
            Assert.Equal(204, (await table.DeleteEntityAsync("p", $"{row:D5}", ETag.All, Cancellation)).Status);
        Assert.Empty(await Find(table, null));
        await table.AddEntityAsync(new TableEntity("p", "again"), Cancellation);
        Assert.Single(await Find(table, "PartitionKey eq 'p'"));
    }

    [Fact]
    public async Task A_scan_may_answer_an_empty_page_that_goes_on()
    {
        var table = await CreateTable();
        for (var row = 0; row < 3; row++)
            await table.AddEntityAsync(new TableEntity("p", $"r{row}") { ["Wanted"] = row == 0 }, Cancellation);
        var sizes = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>("Wanted eq true", maxPerPage: 1, cancellationToken: Cancellation).AsPages())
            sizes.Add(page.Values.Count);
        Assert.Equal([1, 0], sizes);
    }

    [Fact]
    public async Task A_transaction_that_empties_its_partition_can_still_fail_without_a_trace()
    {
        var table = await CreateTable();
        await table.AddEntityAsync(new TableEntity("p", "only") { ["N"] = 1 }, Cancellation);
        await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Delete, new TableEntity("p", "only")),
            new(TableTransactionActionType.Add, new TableEntity("p", "new")),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "missing"), ETag.All),
        ], Cancellation));
        Assert.Equal(("only", 1), (await Find(table, null)).Select(row => (row.RowKey, row.GetInt32("N")!.Value)).Single());
    }

    [Fact]
    public async Task A_version_is_never_used_twice_even_if_the_clock_stands_still()
    {
        var storage = InMemoryStorage.Create(new StoppedClock());
        var table = storage.Tables.GetTableClient("Rows");
        await table.CreateAsync(Cancellation);
        var versions = new HashSet<ETag?>();
        for (var write = 0; write < 10; write++)
            Assert.True(versions.Add((await table.UpsertEntityAsync(new TableEntity("p", "r"), TableUpdateMode.Replace, Cancellation)).Headers.ETag));
    }

    [Fact]
    public async Task A_range_behind_the_end_is_refused()
    {
        var container = _storage.Blobs.GetBlobContainerClient("files");
        await container.CreateAsync(cancellationToken: Cancellation);
        var blob = container.GetBlobClient("three");
        await blob.UploadAsync(BinaryData.FromString("abc"), Cancellation);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() =>
            blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(3, 1) }, Cancellation));
        Assert.Equal((416, "InvalidRange"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Transactions_are_counted_one_per_call()
    {
        var counter = new StorageTransactionCounter();
        var options = _storage.Configure(new TableClientOptions());
        counter.AddTo(options);
        var blobOptions = _storage.Configure(new BlobClientOptions());
        counter.AddTo(blobOptions);
        var table = new TableServiceClient(InMemoryStorage.ConnectionString, options).GetTableClient("Rows");
        await table.CreateAsync(Cancellation);
        await table.SubmitTransactionAsync(Enumerable.Range(0, 50).Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{row}"))), Cancellation);
        await table.GetEntityIfExistsAsync<TableEntity>("p", "none", cancellationToken: Cancellation);
        await new BlobServiceClient(InMemoryStorage.ConnectionString, blobOptions).GetBlobContainerClient("files").CreateAsync(cancellationToken: Cancellation);
        Assert.Equal((4, 4), (counter.Transactions, _storage.Transactions));
    }

    private async Task<TableClient> CreateTable()
    {
        var table = _storage.Tables.GetTableClient("Rows");
        await table.CreateAsync(Cancellation);
        return table;
    }

    private static async Task<List<TableEntity>> Find(TableClient table, string? filter) =>
        await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).ToListAsync(Cancellation);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);
    }
}
