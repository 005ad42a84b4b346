using Azure;
using Azure.Data.Tables;

namespace Collections.LocalHost.Tests.Storage;

/// <summary>What the product relies on in the Table service; every implementation must agree.</summary>
public abstract partial class TableContractTests(TableServiceClient service)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_comes_back_with_all_its_types()
    {
        var table = await CreateTable();
        var at = new DateTimeOffset(2026, 3, 1, 2, 3, 4, 567, TimeSpan.Zero);
        var id = Guid.NewGuid();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "逾期 “quoted” \"and\" \\ 'plain'",
            ["Int"] = 7,
            ["Long"] = 9_007_199_254_740_993L,
            ["Double"] = 0.1,
            ["Yes"] = true,
            ["Id"] = id,
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
            ["At"] = at,
        }, Cancellation);
        var row = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        Assert.Equal("逾期 “quoted” \"and\" \\ 'plain'", row.GetString("Text"));
        Assert.Equal(7, row.GetInt32("Int"));
        Assert.Equal(9_007_199_254_740_993L, row.GetInt64("Long"));
        Assert.Equal(0.1, row.GetDouble("Double"));
        Assert.True(row.GetBoolean("Yes"));
        Assert.Equal(id, row.GetGuid("Id"));
        Assert.Equal(new byte[] { 0, 1, 254, 255 }, row.GetBinary("Bytes"));
        Assert.Equal(at, row.GetDateTimeOffset("At"));
        Assert.NotNull(row.Timestamp);
        Assert.NotEqual(default, row.ETag);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("o'hara", "it''s")]
    [InlineData("a|b c+d", "h|0000000001")]
    [InlineData("銀行 ü", "100% \"sure\" & <more>")]
    public async Task Keys_may_hold_what_the_service_allows(string partitionKey, string rowKey)
    {
        var table = await CreateTable();
        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["N"] = 1 }, Cancellation);
        var row = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Cancellation)).Value;
        Assert.Equal((partitionKey, rowKey), (row.PartitionKey, row.RowKey));
        await table.UpsertEntityAsync(new TableEntity(partitionKey, rowKey) { ["N"] = 2 }, TableUpdateMode.Replace, Cancellation);
        var found = await All(table, TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}"));
        Assert.Equal(2, Assert.Single(found).GetInt32("N"));
        await table.DeleteEntityAsync(partitionKey, rowKey, ETag.All, Cancellation);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task A_row_can_be_added_once()
    {
        var table = await CreateTable();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);
        await Refused(409, "EntityAlreadyExists", () => table.AddEntityAsync(new TableEntity("p", "r"), Cancellation));
    }

    [Fact]
    public async Task A_missing_row_or_table_is_told_apart()
    {
        var table = await CreateTable();
        await Refused(404, "ResourceNotFound", () => table.GetEntityAsync<TableEntity>("p", "none", cancellationToken: Cancellation));
        await Refused(404, "ResourceNotFound", () => table.UpdateEntityAsync(new TableEntity("p", "none"), ETag.All, TableUpdateMode.Replace, Cancellation));
        var missing = service.GetTableClient("missing" + Guid.NewGuid().ToString("N"));
        await Refused(404, "TableNotFound", () => missing.AddEntityAsync(new TableEntity("p", "r"), Cancellation));
        await Refused(404, "TableNotFound", () => missing.SubmitTransactionAsync([Add("p", "r")], Cancellation));
    }

    [Fact]
    public async Task An_update_needs_the_version_that_was_read()
    {
        var table = await CreateTable();
        var first = (await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Cancellation)).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, first, TableUpdateMode.Replace, Cancellation)).Headers.ETag!.Value;
        Assert.NotEqual(first, second);
        await Refused(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, first, TableUpdateMode.Replace, Cancellation));
        await Refused(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, first, TableUpdateMode.Merge, Cancellation));
        await Refused(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", first, Cancellation));
        var row = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        Assert.Equal((2, second), (row.GetInt32("N")!.Value, row.ETag));
        await table.DeleteEntityAsync("p", "r", second, Cancellation);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task Writers_that_respect_versions_lose_no_update()
    {
        const int writers = 4, increments = 10;
        var table = await CreateTable();
        await table.AddEntityAsync(new TableEntity("p", "counter") { ["N"] = 0 }, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < increments;)
            {
                var row = (await table.GetEntityAsync<TableEntity>("p", "counter", cancellationToken: Cancellation)).Value;
                row["N"] = row.GetInt32("N")!.Value + 1;
                try
                {
                    await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
                    done++;
                }
                catch (RequestFailedException conflict) when (conflict.Status == 412)
                {
                    // Somebody was faster: read again.
                }
            }
        }, Cancellation)));
        Assert.Equal(writers * increments, (await table.GetEntityAsync<TableEntity>("p", "counter", cancellationToken: Cancellation)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_answered_and_not_thrown()
    {
        var table = await CreateTable();
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "none", cancellationToken: Cancellation)).Status);
    }

    [Fact]
    public async Task Merge_keeps_what_it_does_not_name_and_replace_does_not()
    {
        var table = await CreateTable();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Kept"] = "k", ["Changed"] = 5L }, TableUpdateMode.Merge, Cancellation);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Changed"] = "now text", ["New"] = 1.5 }, TableUpdateMode.Merge, Cancellation);
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        Assert.Equal(("k", "now text", 1.5), (merged.GetString("Kept"), merged.GetString("Changed"), merged.GetDouble("New")!.Value));

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["New"] = 2.5 }, TableUpdateMode.Replace, Cancellation);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        Assert.Equal(2.5, replaced.GetDouble("New"));
        Assert.False(replaced.ContainsKey("Kept"));
    }

    [Fact]
    public async Task A_batch_does_all_of_its_changes()
    {
        var table = await CreateTable();
        var replaced = (await table.AddEntityAsync(new TableEntity("p", "replaced") { ["Old"] = 1 }, Cancellation)).Headers.ETag!.Value;
        await table.AddEntityAsync(new TableEntity("p", "merged") { ["Old"] = 1 }, Cancellation);
        await table.AddEntityAsync(new TableEntity("p", "deleted"), Cancellation);
        var answers = (await table.SubmitTransactionAsync(
        [
            Add("p", "added"),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replaced") { ["New"] = 2 }, replaced),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged") { ["New"] = 2 }, ETag.All),
            new(TableTransactionActionType.Delete, new TableEntity("p", "deleted"), ETag.All),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upserted") { ["New"] = 2 }),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upmerged") { ["New"] = 2 }),
        ], Cancellation)).Value;
        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        var rows = (await All(table, null)).ToDictionary(row => row.RowKey);
        Assert.Equal(["added", "merged", "replaced", "upmerged", "upserted"], rows.Keys.Order());
        Assert.False(rows["replaced"].ContainsKey("Old"));
        Assert.True(rows["merged"].ContainsKey("Old"));
        Assert.Equal(rows["replaced"].ETag, answers[1].Headers.ETag);
    }

    [Fact]
    public async Task A_batch_that_fails_changes_nothing_and_names_the_operation()
    {
        var table = await CreateTable();
        await table.AddEntityAsync(new TableEntity("p", "first") { ["N"] = 1 }, Cancellation);
        await table.AddEntityAsync(new TableEntity("p", "second") { ["N"] = 1 }, Cancellation);
        var before = await All(table, null);
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "first") { ["N"] = 2 }, ETag.All),
            Add("p", "third"),
            new(TableTransactionActionType.Delete, new TableEntity("p", "second"), ETag.All),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "missing"), ETag.All),
        ], Cancellation));
        Assert.Equal((404, "ResourceNotFound", 3), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex!.Value));
        var after = await All(table, null);
        Assert.Equal(before.Select(row => (row.RowKey, row.ETag)), after.Select(row => (row.RowKey, row.ETag)));
        Assert.Equal(1, after[0].GetInt32("N"));
    }

    [Fact]
    public async Task A_batch_tells_a_conflict_from_a_stale_version()
    {
        var table = await CreateTable();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation)).Headers.ETag!.Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, stale, TableUpdateMode.Replace, Cancellation);
        var conflict = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([Add("p", "x"), Add("p", "r")], Cancellation));
        Assert.Equal((409, "EntityAlreadyExists", 1), (conflict.Status, conflict.ErrorCode, conflict.FailedTransactionActionIndex!.Value));
        var old = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "r"), stale), Add("p", "y")], Cancellation));
        Assert.Equal((412, "UpdateConditionNotSatisfied", 0), (old.Status, old.ErrorCode, old.FailedTransactionActionIndex!.Value));
    }

    [Fact]
    public async Task Tables_are_created_once_listed_and_deleted()
    {
        var name = "T" + Guid.NewGuid().ToString("N");
        await service.CreateTableIfNotExistsAsync(name, Cancellation);
        await service.CreateTableIfNotExistsAsync(name, Cancellation);
        await Refused(409, "TableAlreadyExists", () => service.GetTableClient(name).CreateAsync(Cancellation));
        Assert.Equal(name, Assert.Single(await service.QueryAsync($"TableName eq '{name}'", cancellationToken: Cancellation).ToListAsync(Cancellation)).Name);
        await service.DeleteTableAsync(name, Cancellation);
        Assert.Empty(await service.QueryAsync($"TableName eq '{name}'", cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    protected async Task<TableClient> CreateTable()
    {
        var table = service.GetTableClient("t" + Guid.NewGuid().ToString("N"));
        await table.CreateAsync(Cancellation);
        return table;
    }

    protected static TableTransactionAction Add(string partitionKey, string rowKey) =>
        new(TableTransactionActionType.Add, new TableEntity(partitionKey, rowKey) { ["Text"] = $"{partitionKey} {rowKey}" });

    protected static async Task<List<TableEntity>> All(TableClient table, string? filter) =>
        await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).ToListAsync(Cancellation);

    protected static async Task Refused(int status, string code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }
}
