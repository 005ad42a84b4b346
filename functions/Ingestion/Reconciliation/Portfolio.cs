using System.Globalization;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Reconciliation;

/// <summary>
/// Table <c>Portfolio</c>: per business date, product and bucket what the bank's totals say and what its complete snapshot adds up to. Either may come first.
/// </summary>
public sealed class Portfolio(Tables tables)
{
    private const string Table = "Portfolio";

    public async Task SaveTotalAsync(string institution, DateOnly date, TotalRow total, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(total);
        await MergeAsync(institution, Row(date, total.Product, total.Bucket), total.Accounts, total.Balance.Amount, "Accounts", "Balance", cancellation);
    }

    /// <summary>The latest complete snapshot of a date replaces what an earlier one of that date added up to.</summary>
    public async Task SaveSnapshotAsync(string institution, DateOnly date, OverdueTally tally, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var figures = tally.Figures.ToDictionary(figure => Row(date, figure.Product, OverdueFigure.Name(figure.Bucket)));
        foreach (var row in await RowsAsync(institution, date, cancellation))
        {
            if (!figures.ContainsKey(row.RowKey)) await MergeAsync(institution, row.RowKey, 0, 0m, "InSnapshot", "BalanceInSnapshot", cancellation);
        }

        foreach (var (key, figure) in figures) await MergeAsync(institution, key, figure.Accounts, figure.Balance / 100m, "InSnapshot", "BalanceInSnapshot", cancellation);
    }

    /// <summary>Overdue buckets of which totals and snapshot of a date say different things; none while one of them is missing.</summary>
    public async Task<IReadOnlyList<TotalDifference>> DifferencesAsync(string institution, DateOnly date, CancellationToken cancellation)
    {
        var rows = await RowsAsync(institution, date, cancellation);
        if (!rows.Exists(row => row.ContainsKey("Accounts")) || !rows.Exists(row => row.ContainsKey("InSnapshot"))) return [];
        return [.. rows.Select(Read).Where(row => row.Bucket != "M0" && (row.Accounts != row.InSnapshot || row.Balance != row.BalanceInSnapshot))];
    }

    private async Task MergeAsync(string institution, string key, long accounts, decimal balance, string accountsName, string balanceName, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = new TableEntity(institution, key) { [accountsName] = accounts, [balanceName] = balance.ToString("0.00", CultureInfo.InvariantCulture) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellation);
    }

    private async Task<List<TableEntity>> RowsAsync(string institution, DateOnly date, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var day = date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {institution} and RowKey ge {day + "|"} and RowKey lt {day + "}"}");
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(row);
        return rows;
    }

    private static string Row(DateOnly date, Product product, string bucket) => string.Create(CultureInfo.InvariantCulture, $"{date:yyyyMMdd}|{product}|{bucket}");

    private static TotalDifference Read(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        return new TotalDifference(
            Enum.Parse<Product>(key[1]), key[2], row.GetInt64("Accounts") ?? 0, row.GetString("Balance") ?? "0.00", row.GetInt64("InSnapshot") ?? 0,
            row.GetString("BalanceInSnapshot") ?? "0.00");
    }
}
