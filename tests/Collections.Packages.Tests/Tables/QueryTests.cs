using Azure;
using Azure.Data.Tables;

namespace Collections.Packages.Tests.Tables;

public sealed class QueryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task More_rows_than_a_page_come_complete_and_in_order()
    {
        TableClient table = await azurite.NewTableAsync();
        for (int start = 0; start < 1100; start += 100)
        {
            await table.SubmitTransactionAsync(Enumerable.Range(start, 100).Select(
                n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("o'p p", $"{n:D5}|x") { ["N"] = n })));
        }

        List<Page<TableEntity>> pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'o''p p'").AsPages().ToListAsync();
        List<TableEntity> byHand = await table.QueryAsync<TableEntity>(maxPerPage: 400, select: ["N"]).ToListAsync();

        Assert.Equal([1000, 100], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, 1100), pages.SelectMany(page => page.Values).Select(row => row.GetInt32("N")!.Value));
        Assert.Equal(1100, byHand.Select(row => row.GetInt32("N")).Distinct().Count());

        Page<TableEntity> rest = Assert.Single(await table.QueryAsync<TableEntity>().AsPages(pages[0].ContinuationToken).ToListAsync());
        Assert.Equal(1000, rest.Values[0].GetInt32("N"));
    }

    [Fact]
    public async Task An_empty_page_is_not_the_end()
    {
        HttpResponseMessage empty = CannedHandler.Json("""{"odata.metadata":"x","value":[]}""");
        empty.Headers.Add("x-ms-continuation-NextPartitionKey", "1!8!cA--");
        empty.Headers.Add("x-ms-continuation-NextRowKey", "1!4!cg-+");
        HttpResponseMessage onlyPartition = CannedHandler.Json("""{"value":[]}""");
        onlyPartition.Headers.Add("x-ms-continuation-NextPartitionKey", "1!8!cB--");
        using var handler = new CannedHandler(empty, onlyPartition, CannedHandler.Json("""{"value":[{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r"}]}"""));

        List<TableEntity> rows = await handler.Table().QueryAsync<TableEntity>("A eq 'x y'", 10, ["PartitionKey", "RowKey"]).ToListAsync();

        Assert.Equal("r", Assert.Single(rows).RowKey);
        string[] queries = [.. handler.Requests.Select(request => request.Uri.Query)];
        const string asked = "?$filter=A%20eq%20%27x%20y%27&$top=10&$select=PartitionKey%2CRowKey";
        Assert.Equal(asked, queries[0]);
        Assert.Equal(asked + "&NextPartitionKey=1%218%21cA--&NextRowKey=1%214%21cg-%2B", queries[1]);
        Assert.Equal(asked + "&NextPartitionKey=1%218%21cB--", queries[2]);
    }

    [Fact]
    public async Task Conditions_in_the_language_find_the_same_rows_as_filters()
    {
        TableClient table = await azurite.NewTableAsync();
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int n = 0; n < 10; n++)
        {
            await table.AddEntityAsync(new TableEntity("p'q", $"r{n}")
            {
                ["Number"] = n,
                ["Wide"] = (long)n,
                ["Real"] = n + 0.5,
                ["Even"] = n % 2 == 0,
                ["At"] = start.AddDays(n),
                ["Id"] = new Guid(n, 0, 0, new byte[8]),
            });
        }

        string partition = "p'q";
        var id = new Guid(7, 0, 0, new byte[8]);
        await Finds([3], e => e.PartitionKey == partition && e.RowKey == "r3");
        await Finds([8, 9], e => e.PartitionKey == "p'q" && e.RowKey.CompareTo("r8") >= 0);
        await Finds([0, 1], e => e.RowKey.CompareTo("r2") < 0);
        await Finds([0, 9], e => e.GetInt32("Number") < 1 || e.GetInt32("Number") > 8);
        await Finds([5], e => e.GetInt64("Wide") == 5);
        await Finds([9], e => e.GetDouble("Real") > 9);
        await Finds([0, 2], e => e.GetBoolean("Even") == true && e.GetDateTimeOffset("At") <= start.AddDays(3));
        await Finds([7], e => e.GetGuid("Id") == id);
        await Finds([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], e => true);
        await Finds([6], e => (string)e["RowKey"] == "r6" && !(e.PartitionKey == "x"));

        string literal = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and At eq {start.AddDays(4)} and Wide eq {4L}");
        Assert.Equal("r4", Assert.Single(await table.QueryAsync<TableEntity>(literal).ToListAsync()).RowKey);

        async Task Finds(int[] numbers, System.Linq.Expressions.Expression<Func<TableEntity, bool>> condition) =>
            Assert.Equal(numbers, (await table.QueryAsync(condition).ToListAsync()).Select(e => e.GetInt32("Number")!.Value));
    }

    [Fact]
    public void Values_become_literals()
    {
        var at = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(8));
        Assert.Equal("A eq 'it''s' and B eq true", TableClient.CreateQueryFilter($"A eq {"it's"} and B eq {true}"));
        Assert.Equal("A eq 5 and B eq 5L and C eq 2.0 and D eq 2.5", TableClient.CreateQueryFilter($"A eq {5} and B eq {5L} and C eq {2.0} and D eq {2.5}"));
        Assert.Equal("A ge datetime'2026-03-03T21:06:07.0000000Z'", TableClient.CreateQueryFilter($"A ge {at}"));
        Assert.Equal(
            "A eq guid'0f8fad5b-d9cb-469f-a165-70867728950e' and B eq X'00ff'",
            TableClient.CreateQueryFilter($"A eq {Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")} and B eq {new byte[] { 0, 255 }}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<TableEntity>(e => e.RowKey.Contains("row", StringComparison.Ordinal)));
        Assert.Equal("(RowKey ge 'a') and (RowKey lt 'b')", TableClient.CreateQueryFilter<TableEntity>(e => e.RowKey.CompareTo("a") >= 0 && e.RowKey.CompareTo("b") < 0));
    }
}
