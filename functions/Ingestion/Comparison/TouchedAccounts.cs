using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// Accounts of which something became known between two snapshots: a payment, an exit. The next snapshot is held against their cases themselves, even if
/// it says the same as the one before: the bank may not have seen what the case has acted on. (R1.6)
/// </summary>
public sealed class TouchedAccounts(Tables tables, TimeProvider clock)
{
    private const string Table = "Touched";

    private const string At = "At";

    /// <summary>What was noted so shortly before a file was planned may not have been seen by the plan.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Before the case is told: a crash in between costs a look too many.</summary>
    /// <param name="date">When it happened: a snapshot of an earlier business date cannot know of it.</param>
    public async Task TouchAsync(string institution, AccountKey account, DateOnly date, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = string.Create(CultureInfo.InvariantCulture, $"{account}|{date:yyyyMMdd}");
        await table.UpsertEntityAsync(new TableEntity(institution, row) { [At] = clock.GetUtcNow() }, TableUpdateMode.Replace, cancellation);
    }

    public async Task<HashSet<UInt128>> AllAsync(string institution, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var touched = new HashSet<UInt128>();
        await foreach (var row in table.QueryAsync<TableEntity>(Of(institution), select: ["RowKey"], cancellationToken: cancellation)) touched.Add(Hexadecimal.Parse(row.RowKey[..(2 * Hexadecimal.Size)]));
        return touched;
    }

    /// <summary>A snapshot was taken: what it was planned with is done. What was touched again since stays.</summary>
    /// <param name="businessDate">Of the snapshot: what happened after it stays too.</param>
    /// <param name="planned">Business time of the plan.</param>
    public async Task ForgetAsync(string institution, DateOnly businessDate, DateTimeOffset planned, CancellationToken cancellation)
    {
        var through = businessDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        const int Most = 99;
        var table = await tables.GetAsync(Table, cancellation);
        var before = planned - Margin;
        var done = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(Of(institution), cancellationToken: cancellation))
        {
            if (row.GetDateTimeOffset(At) < before && string.CompareOrdinal(row.RowKey, 2 * Hexadecimal.Size + 1, through, 0, through.Length) <= 0) done.Add(row);
        }

        foreach (var some in done.Chunk(Most))
        {
            try
            {
                await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)), cancellation);
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // One of them was touched again, or another try was faster: the next snapshot takes these away.
            }
        }
    }

    private static string Of(string institution) => TableClient.CreateQueryFilter($"PartitionKey eq {institution}");
}
