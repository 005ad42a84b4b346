namespace Azure.Data.Tables;

/// <summary>What every row of a table has: its two keys, and the time and ETag that the service keeps.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>The time of the last change; set by the service, ignored on writes.</summary>
    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
