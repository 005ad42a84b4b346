using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Collections.Packages.Tests.Tables;

public sealed class ValueTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, object> Values = new()
    {
        ["Text"] = "繳款提醒 'quoted' \"double\" \\ / <>&+ \u2028 line\r\nnext {brace} 😀",
        ["Empty"] = "",
        ["Zero"] = 0,
        ["Lowest"] = int.MinValue,
        ["Wide"] = long.MaxValue,
        ["SmallWide"] = 5L,
        ["Yes"] = true,
        ["No"] = false,
        ["Half"] = 0.5,
        ["Whole"] = 3.0,
        ["Tiny"] = double.Epsilon,
        ["Huge"] = 1.7976931348623e308,
        ["NaN"] = double.NaN,
        ["Below"] = double.NegativeInfinity,
        ["Id"] = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        ["At"] = new DateTimeOffset(2026, 2, 28, 23, 59, 59, 999, TimeSpan.Zero).AddTicks(1234),
        ["Bytes"] = new byte[] { 0, 1, 127, 128, 255 },
        ["NoBytes"] = Array.Empty<byte>(),
    };

    public enum Channel
    {
        Letter,
        Sms,
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_type_comes_back_as_it_was_written(bool inTransaction)
    {
        TableClient table = await azurite.NewTableAsync();
        var entity = new TableEntity("合約 1|a", "o'Hara %25 + &=") { ["Nothing"] = null! };
        foreach ((string name, object value) in Values)
            entity[name] = value;

        if (inTransaction)
            await table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Add, entity)]);
        else
            await table.AddEntityAsync(entity);

        TableEntity read = await table.GetEntityAsync<TableEntity>(entity.PartitionKey, entity.RowKey);
        foreach ((string name, object value) in Values)
        {
            Assert.Equal(value.GetType(), read[name].GetType());
            Assert.Equal(value, read[name]);
        }

        Assert.False(read.ContainsKey("Nothing"));
        Assert.Equal("合約 1|a", read.PartitionKey);
        Assert.Equal("o'Hara %25 + &=", read.RowKey);
        Assert.NotEqual(default, read.ETag);
        Assert.InRange(read.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task An_own_type_comes_back_as_it_was_written()
    {
        TableClient table = await azurite.NewTableAsync();
        var visit = new Visit
        {
            PartitionKey = "p",
            RowKey = "r",
            Fee = 12.25,
            Distance = 2,
            Amount = 9_000_000_000,
            Channel = Channel.Sms,
            At = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Due = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)),
            Photo = BinaryData.FromString("photo"),
            Secret = "not stored",
            Renamed = "x",
        };

        Response added = await table.AddEntityAsync(visit);
        Visit read = await table.GetEntityAsync<Visit>("p", "r");

        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.Equal(visit.Fee, read.Fee);
        Assert.Equal(visit.Distance, read.Distance);
        Assert.Equal(visit.Amount, read.Amount);
        Assert.Equal(visit.Channel, read.Channel);
        Assert.Equal(visit.At, read.At);
        Assert.Equal(DateTimeKind.Utc, read.At.Kind);
        Assert.Equal(visit.Due, read.Due);
        Assert.Equal("photo", read.Photo!.ToString());
        Assert.Null(read.Missing);
        Assert.Null(read.Secret);
        TableEntity raw = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal("x", raw.GetString("stored_as"));
        Assert.Equal("Sms", raw.GetString("Channel"));
    }

    [Fact]
    public async Task A_read_can_be_limited_to_some_properties()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2L });

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r", ["B"]);

        Assert.Equal(2L, read.GetInt64("B"));
        Assert.False(read.ContainsKey("A"));
    }

    [Fact]
    public async Task A_value_asked_for_as_another_type_is_refused()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Count"] = 1 });

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(1, read.GetInt32("Count"));
        Assert.Null(read.GetInt32("Absent"));
        Assert.Throws<InvalidOperationException>(() => read.GetString("Count"));
        Assert.Throws<InvalidOperationException>(() => read["Count"] = "one");
        read["Count"] = 5L;
        Assert.Equal(5L, read.GetInt64("Count"));
    }

    [Fact]
    public async Task A_value_that_would_be_stored_as_something_else_is_refused()
    {
        using var handler = new CannedHandler();
        foreach (object value in new object[] { 1.5m, DateTime.Now, TimeSpan.Zero, new int[1] })
        {
            var entity = new TableEntity("p", "r") { ["V"] = value };
            await Assert.ThrowsAsync<NotSupportedException>(() => handler.Table().AddEntityAsync(entity));
        }
    }

    private sealed class Visit : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public double Fee { get; set; }

        public double? Distance { get; set; }

        public long Amount { get; set; }

        public Channel Channel { get; set; }

        public DateTime At { get; set; }

        public DateTimeOffset? Due { get; set; }

        public BinaryData? Photo { get; set; }

        public int? Missing { get; set; }

        [IgnoreDataMember]
        public string? Secret { get; set; }

        [DataMember(Name = "stored_as")]
        public string? Renamed { get; set; }
    }
}
