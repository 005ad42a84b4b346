using Azure.Data.Tables;

namespace Collections.LocalHost.Tests.Storage;

public abstract partial class TableContractTests
{
    [Theory]
    [InlineData("PartitionKey eq 'b'", "b1 b2 b3")]
    [InlineData("PartitionKey eq 'b' and RowKey ge '2'", "b2 b3")]
    [InlineData("PartitionKey eq 'b' and RowKey gt '1' and RowKey lt '3'", "b2")]
    [InlineData("PartitionKey ge 'b' and PartitionKey lt 'd'", "b1 b2 b3 c1")]
    [InlineData("PartitionKey gt 'a' and PartitionKey le 'c' and RowKey le '1'", "b1 c1")]
    [InlineData("PartitionKey ne 'b'", "a1 a2 c1 d1")]
    [InlineData("N gt 2 and N le 5", "b1 b2 b3")]
    [InlineData("Long ge 6000000000L", "c1 d1")]
    [InlineData("Amount lt 21.5", "a1 a2")]
    [InlineData("Text eq 'o''hara'", "a1")]
    [InlineData("Even eq true and not (PartitionKey eq 'b')", "a2 c1")]
    [InlineData("PartitionKey eq 'a' or PartitionKey eq 'd'", "a1 a2 d1")]
    [InlineData("(PartitionKey eq 'a' or PartitionKey eq 'b') and Even eq false", "a1 b1 b3")]
    [InlineData("At ge datetime'2026-01-05T00:00:00Z'", "b3 c1 d1")]
    [InlineData("Id eq guid'00000000-0000-0000-0000-000000000004'", "b2")]
    [InlineData("Missing eq 'x'", "")]
    [InlineData(null, "a1 a2 b1 b2 b3 c1 d1")]
    public async Task Filters_find_rows_in_the_order_of_their_keys(string? filter, string expected)
    {
        var table = await CreateTable();
        var n = 0;
        foreach (var key in new[] { "a1", "a2", "b1", "b2", "b3", "c1", "d1" })
        {
            n++;
            await table.AddEntityAsync(new TableEntity(key[..1], key[1..])
            {
                ["N"] = n,
                ["Long"] = n * 1_000_000_000L,
                ["Amount"] = n * 10.25,
                ["Text"] = n == 1 ? "o'hara" : "other",
                ["Even"] = n % 2 == 0,
                ["At"] = new DateTimeOffset(2026, 1, n, 0, 0, 0, TimeSpan.Zero),
                ["Id"] = new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)n),
            }, Cancellation);
        }
        Assert.Equal(expected, string.Join(' ', (await All(table, filter)).Select(row => row.PartitionKey + row.RowKey)));
    }

    [Fact]
    public async Task A_query_walks_all_pages()
    {
        var table = await CreateTable();
        for (var partition = 0; partition < 3; partition++)
            await table.SubmitTransactionAsync(Enumerable.Range(0, 40).Select(row => Add($"p{partition}", $"r{row:D2}")), Cancellation);
        var keys = new List<string>();
        await foreach (var page in table.QueryAsync<TableEntity>("RowKey ge 'r10'", maxPerPage: 7, cancellationToken: Cancellation).AsPages())
        {
            Assert.True(page.Values.Count <= 7);
            keys.AddRange(page.Values.Select(row => row.PartitionKey + row.RowKey));
        }
        Assert.Equal(Enumerable.Range(0, 3).SelectMany(partition => Enumerable.Range(10, 30).Select(row => $"p{partition}r{row:D2}")), keys);
    }

    [Fact]
    public async Task A_page_holds_a_thousand_rows()
    {
        var table = await CreateTable();
        for (var batch = 0; batch < 11; batch++)
            await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(row => Add("p", $"{batch:D2}{row:D2}")), Cancellation);
        var sizes = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'", cancellationToken: Cancellation).AsPages())
            sizes.Add(page.Values.Count);
        Assert.Equal([1000, 100], sizes);
    }

    [Fact]
    public async Task Select_leaves_out_what_is_not_named()
    {
        var table = await CreateTable();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1L, ["B"] = "b" }, Cancellation);
        var point = (await table.GetEntityAsync<TableEntity>("p", "r", ["A"], Cancellation)).Value;
        Assert.Equal((1L, false), (point.GetInt64("A")!.Value, point.ContainsKey("B")));
        var found = Assert.Single(await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", select: ["RowKey", "B"], cancellationToken: Cancellation).ToListAsync(Cancellation));
        Assert.Equal(("r", "b", false), (found.RowKey, found.GetString("B"), found.ContainsKey("A")));
    }
}
