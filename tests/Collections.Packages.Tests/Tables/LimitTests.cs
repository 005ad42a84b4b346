using Azure;
using Azure.Data.Tables;

namespace Collections.Packages.Tests.Tables;

/// <summary>What the service refuses is refused without asking it; an emulator would let some of it pass.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly CannedHandler _handler = new();

    public static TheoryData<string, Action<TableEntity>> TooMuch => new()
    {
        { "KeyValueTooLarge", entity => entity.RowKey = new string('k', 513) },
        { "OutOfRangeInput", entity => entity.RowKey = "a/b" },
        { "OutOfRangeInput", entity => entity.RowKey = "a\\b" },
        { "OutOfRangeInput", entity => entity.PartitionKey = "a#b" },
        { "OutOfRangeInput", entity => entity.PartitionKey = "a?b" },
        { "OutOfRangeInput", entity => entity.PartitionKey = "a\tb" },
        { "OutOfRangeInput", entity => entity.PartitionKey = "a\u0085b" },
        { "OutOfRangeInput", entity => entity["When"] = new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero) },
        { "PropertyValueTooLarge", entity => entity["V"] = new string('x', (32 * 1024) + 1) },
        { "PropertyValueTooLarge", entity => entity["V"] = new byte[(64 * 1024) + 1] },
        { "TooManyProperties", entity => Fill(entity, 253, 1) },
        { "EntityTooLarge", entity => Fill(entity, 17, 64 * 1024) },
        { "PropertyNameTooLong", entity => entity[new string('n', 256)] = 1 },
        { "PropertyNameInvalid", entity => entity["with-dash"] = 1 },
        { "PropertyNameInvalid", entity => entity["1st"] = 1 },
    };

    public void Dispose() => _handler.Dispose();

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task An_entity_beyond_a_limit_is_refused(string code, Action<TableEntity> overdo)
    {
        var entity = new TableEntity("p", "r");
        overdo(entity);

        foreach (RequestFailedException failure in new[]
        {
            await Assert.ThrowsAsync<RequestFailedException>(() => _handler.Table().AddEntityAsync(entity)),
            await Assert.ThrowsAsync<RequestFailedException>(() => _handler.Table().UpsertEntityAsync(entity)),
        })
        {
            Assert.Equal((400, code), (failure.Status, failure.ErrorCode));
        }

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _handler.Table().SubmitTransactionAsync(
            [Add(new TableEntity(entity.PartitionKey, "first") { ["V"] = 1 }), Add(entity)]));
        Assert.Equal(400, refused.Status);
        Assert.Equal(code, refused.ErrorCode);
        Assert.Equal(entity.PartitionKey == "p" ? 1 : 0, refused.FailedTransactionActionIndex);
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public async Task An_entity_at_the_limits_is_sent()
    {
        using var handler = new CannedHandler(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent));
        var entity = new TableEntity(new string('p', 512), new string('r', 512)) { ["Text"] = new string('x', 32 * 1024) };
        Fill(entity, 251, 1);
        await handler.Table().AddEntityAsync(entity);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_transaction_stays_in_one_partition()
    {
        var failure = await Refused([Row("p", "a"), Row("q", "b")]);
        Assert.Equal("CommandsInBatchActOnDifferentPartitions", failure.ErrorCode);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public async Task A_transaction_names_a_row_once(int rows)
    {
        var failure = await Refused(Enumerable.Range(0, rows).Select(n => Row("p", $"{n}")).Append(Row("p", "1")));
        Assert.Equal("InvalidDuplicateRow", failure.ErrorCode);
        Assert.Equal(rows, failure.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_has_at_most_a_hundred_actions()
    {
        var failure = await Refused(Enumerable.Range(0, 101).Select(n => Row("p", $"{n}")));
        Assert.Equal("InvalidInput", failure.ErrorCode);
        Assert.Equal(100, failure.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_has_at_most_four_MiB()
    {
        IEnumerable<TableEntity> rows = Enumerable.Range(0, 5).Select(n =>
        {
            TableEntity row = Row("p", $"{n}");
            Fill(row, 15, 48 * 1024);
            return row;
        });
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _handler.Table().SubmitTransactionAsync(rows.Select(Add)));
        Assert.Equal((413, "RequestBodyTooLarge"), (failure.Status, failure.ErrorCode));
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public async Task A_transaction_without_actions_is_a_mistake() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _handler.Table().SubmitTransactionAsync([]));

    private async Task<TableTransactionFailedException> Refused(IEnumerable<TableEntity> rows)
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _handler.Table().SubmitTransactionAsync(rows.Select(Add)));
        Assert.Equal(400, failure.Status);
        Assert.Empty(_handler.Requests);
        return failure;
    }

    private static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    private static TableEntity Row(string partition, string row) => new(partition, row) { ["V"] = 1 };

    private static void Fill(TableEntity entity, int properties, int bytesEach)
    {
        for (int n = 0; n < properties; n++)
            entity[$"P{n}"] = new byte[bytesEach];
    }
}
