using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Reads everything that is audited: scans, which belong to reports and audits alone.</summary>
public sealed class StoredStreams(Tables tables)
{
    /// <summary>Every case with its whole stream, by case key.</summary>
    /// <param name="wanted">Of which debtors; null: of all.</param>
    public async IAsyncEnumerable<AuditedStream> StreamsAsync(Func<DebtorKey, bool>? wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        CaseKey? current = null;
        var isWanted = true;
        TableEntity? head = null;
        var rows = new List<StoredRow>();

        await foreach (var row in table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey", "Version", "Hash", "Body", "Due"], cancellationToken: cancellation))
        {
            // Facts and heads have a hash; commands and the outbox have none.
            if (row.GetBinary("Hash") is null) continue;
            var key = new CaseKey(row.PartitionKey);
            if (current != key)
            {
                if (isWanted && current is { } before) yield return Stream(before, head, rows);
                (current, head, rows) = (key, null, []);
                isWanted = wanted is null || OpenerOf(row) is not { } debtor || wanted(debtor);
            }

            if (!isWanted) continue;
            if (row.RowKey == StreamRows.Head(key)) head = row;
            else rows.Add(StreamRows.ReadFactRow(long.Parse(row.RowKey.AsSpan(key.Value.Length + 2), System.Globalization.CultureInfo.InvariantCulture), row));
        }

        if (isWanted && current is { } last) yield return Stream(last, head, rows);
    }

    /// <summary>Whose case it is, by the fact that opened it; null if that cannot be told.</summary>
    private static DebtorKey? OpenerOf(TableEntity row)
    {
        try
        {
            return row.GetBinary("Body") is { } body && JsonSerializer.Deserialize<StoredFact>(body, CollectionsJson.Options)?.Fact is CaseOpened opened ? opened.Debtor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Every contact that was ever judged, with how it stands and its verdict.</summary>
    /// <param name="from">Debtor keys from here on.</param>
    /// <param name="to">And before here; null: to the end.</param>
    public async IAsyncEnumerable<ContactRecord> ContactsAsync(string from, string? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from}") + (to is null ? "" : TableClient.CreateQueryFilter($" and PartitionKey lt {to}")) + " and State ne ''";
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey", "State", DebtorRows.Body, "Verdict", "Before"], cancellationToken: cancellation))
        {
            yield return JsonSerializer.Deserialize<ContactRecord>(row.GetString(DebtorRows.Body)!, CollectionsJson.Options)! with
            {
                Verdict = JsonSerializer.Deserialize<ContactVerdict>(row.GetString("Verdict")!, CollectionsJson.Options)!,
                Before = row.GetBinary("Before") is { } before ? JsonSerializer.Deserialize<DebtorLedger>(before, CollectionsJson.Options) : null,
            };
        }
    }

    /// <summary>The ledger of a debtor; null when there is none.</summary>
    public async Task<DebtorLedger?> LedgerAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Ledger(debtor), cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<DebtorLedger>(row.Value!.GetBinary(DebtorRows.Body), CollectionsJson.Options) : null;
    }

    private static AuditedStream Stream(CaseKey key, TableEntity? head, List<StoredRow> rows) =>
        new(key, head?.GetInt64("Version") ?? 0, head?.GetBinary("Hash") ?? [], rows) { Due = head is null ? null : StreamRows.DueOf(head) };
}
