using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Store;

/// <summary>
/// What is due when: partition = five-minute bucket and shard, row = case key. A row is written before the append that makes its case due and
/// deleted only after the case has moved on, so a case that is due always has one. (Invariant "Wakes".)
/// </summary>
public sealed class Wakes(Tables tables)
{
    private const string Table = "Wakes";

    private static readonly long BucketTicks = TimeSpan.FromMinutes(5).Ticks;

    /// <summary>The bucket that holds an instant, with the case's shard.</summary>
    public static string PartitionOf(CaseKey key, DateTimeOffset due)
    {
        var start = new DateTime(due.UtcTicks - (due.UtcTicks % BucketTicks), DateTimeKind.Utc);
        return string.Create(CultureInfo.InvariantCulture, $"{start:yyyyMMddHHmm}-{key.Value[^1]}");
    }

    /// <summary>Whether one partition's bucket is not later than another's.</summary>
    public static bool IsNotAfter(string partition, string other) => string.CompareOrdinal(partition, 0, other, 0, 12) <= 0;

    public async Task WriteAsync(CaseKey key, string partition, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        await table.UpsertEntityAsync(new TableEntity(partition, key.Value), TableUpdateMode.Replace, cancellation);
    }

    public async Task DeleteAsync(CaseKey key, string partition, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        await table.DeleteEntityAsync(partition, key.Value, ETag.All, cancellation);
    }

    /// <summary>Rows of the buckets that began before an instant, oldest first.</summary>
    public async IAsyncEnumerable<(string Partition, CaseKey Case)> DueAsync(
        DateTimeOffset before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var end = new DateTime(before.UtcTicks - (before.UtcTicks % BucketTicks), DateTimeKind.Utc).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey lt '{end}'", cancellationToken: cancellation)) yield return (row.PartitionKey, new CaseKey(row.RowKey));
    }
}
