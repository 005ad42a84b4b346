using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Collections.Packages.Tests.Tables;

public sealed class ConflictTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Adding_a_row_twice_is_a_conflict()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Contains("already exists", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_a_stale_etag_changes_nothing(TableUpdateMode mode)
    {
        TableClient table = await azurite.NewTableAsync();
        Response first = await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1 });
        Response second = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 2 }, first.Headers.ETag!.Value, mode);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 3 }, first.Headers.ETag!.Value, mode));

        Assert.Equal(412, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied);
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal(2, read.GetInt32("V"));
        Assert.Equal(second.Headers.ETag, read.ETag);
    }

    [Fact]
    public async Task Merging_keeps_what_replacing_drops()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 });
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "r");
        Response replaced = await table.UpsertEntityAsync(new TableEntity("p", "r") { ["C"] = 3 }, TableUpdateMode.Replace);
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.False(read.ContainsKey("A"));
        Assert.Equal(3, read.GetInt32("C"));
        Assert.Equal(replaced.Headers.ETag, read.ETag);
    }

    [Fact]
    public async Task An_update_must_say_which_version_it_expects()
    {
        TableClient table = await azurite.NewTableAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        Assert.Equal(404, failure.Status);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_told_by_the_status()
    {
        TableClient table = await azurite.NewTableAsync();
        Response added = await table.AddEntityAsync(new TableEntity("p", "o'r"));
        await table.UpsertEntityAsync(new TableEntity("p", "o'r") { ["V"] = 1 });

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "o'r", added.Headers.ETag!.Value));
        Assert.Equal(412, stale.Status);
        Assert.Equal(204, (await table.DeleteEntityAsync(new TableEntity("p", "o'r"))).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "o'r")).Status);
    }

    [Fact]
    public async Task A_missing_row_is_an_error_or_no_value()
    {
        TableClient table = await azurite.NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        NullableResponse<TableEntity> none = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.ResourceNotFound);
        Assert.False(none.HasValue);
        Assert.Equal(404, none.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => none.Value);
    }

    [Fact]
    public void The_methods_without_tasks_do_the_same()
    {
        var table = new TableClient(azurite.ConnectionString, "WithoutTasks");
        table.CreateIfNotExists();
        table.CreateIfNotExists();
        table.AddEntity(new TableEntity("p", "r") { ["V"] = 1 });
        Assert.Equal(409, Assert.Throws<RequestFailedException>(() => table.AddEntity(new TableEntity("p", "r"))).Status);
        table.UpdateEntity(new TableEntity("p", "r") { ["V"] = 2 }, ETag.All);
        table.UpsertEntity(new TableEntity("p", "s"));
        Assert.Equal(2, table.GetEntity<TableEntity>("p", "r").Value.GetInt32("V"));
        Assert.True(table.GetEntityIfExists<TableEntity>("p", "s").HasValue);
        Assert.Equal(2, table.Query<TableEntity>("PartitionKey eq 'p'").Count());
        table.SubmitTransaction([new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity("p", "r"))]);
        Assert.Equal(204, table.DeleteEntity("p", "s").Status);
        Assert.Equal(204, table.Delete().Status);
    }

    [Fact]
    public async Task Writers_side_by_side_do_not_mix_their_rows()
    {
        TableClient table = await azurite.NewTableAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (n, cancellation) =>
        {
            var row = new TableEntity($"p{n}", "r") { ["V"] = n, ["Text"] = new string((char)('a' + (n % 26)), n * 10) };
            if (n % 2 == 0)
                await table.AddEntityAsync(row, cancellation);
            else
                await table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Add, row)], cancellation);
        });

        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(200, rows.Count);
        Assert.All(rows, row =>
        {
            int n = row.GetInt32("V")!.Value;
            Assert.Equal($"p{n}", row.PartitionKey);
            Assert.Equal(new string((char)('a' + (n % 26)), n * 10), row.GetString("Text"));
        });
    }

    [Fact]
    public async Task Tables_are_made_listed_and_removed()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        await service.CreateTableIfNotExistsAsync("Made");
        Assert.Equal("Made", (await service.CreateTableIfNotExistsAsync("Made")).Value.Name);
        var taken = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync("Made"));
        Assert.True(taken.ErrorCode == TableErrorCode.TableAlreadyExists);

        List<TableItem> found = await service.QueryAsync("TableName eq 'Made'").ToListAsync();
        Assert.Equal("Made", Assert.Single(found).Name);
        Assert.Equal(204, (await service.DeleteTableAsync("Made")).Status);
        Assert.Equal(404, (await service.DeleteTableAsync("Made")).Status);
        var gone = await Assert.ThrowsAsync<RequestFailedException>(() => service.GetTableClient("Made").AddEntityAsync(new TableEntity("p", "r")));
        Assert.True(gone.ErrorCode == TableErrorCode.TableNotFound);
    }
}
