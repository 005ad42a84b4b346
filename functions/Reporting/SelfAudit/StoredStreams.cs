using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Reads everything that is audited: scans, which belong to reports and audits alone.</summary>
public sealed class StoredStreams(Tables tables)
{
    /// <summary>Every case with its whole stream, by case key.</summary>
    public async IAsyncEnumerable<AuditedStream> StreamsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        CaseKey? current = null;
        TableEntity? head = null;
        var rows = new List<StoredRow>();

        await foreach (var row in table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey", "Version", "Hash", "Body"], cancellationToken: cancellation))
        {
            // Facts and heads have a hash; commands and the outbox have none.
            if (row.GetBinary("Hash") is null) continue;
            var key = new CaseKey(row.PartitionKey);
            if (current is { } before && before != key)
            {
                yield return Stream(before, head, rows);
                (head, rows) = (null, []);
            }

            current = key;
            if (row.RowKey == StreamRows.Head(key)) head = row;
            else rows.Add(StreamRows.ReadFactRow(long.Parse(row.RowKey.AsSpan(key.Value.Length + 2), System.Globalization.CultureInfo.InvariantCulture), row));
        }

        if (current is { } last) yield return Stream(last, head, rows);
    }

    /// <summary>Every contact that was ever judged, with how it stands.</summary>
    public async IAsyncEnumerable<ContactRecord> ContactsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        await foreach (var row in table.QueryAsync<TableEntity>("State ne ''", select: ["RowKey", "State", DebtorRows.Body], cancellationToken: cancellation))
            yield return JsonSerializer.Deserialize<ContactRecord>(row.GetString(DebtorRows.Body)!, CollectionsJson.Options)!;
    }

    private static AuditedStream Stream(CaseKey key, TableEntity? head, List<StoredRow> rows) =>
        new(key, head?.GetInt64("Version") ?? 0, head?.GetBinary("Hash") ?? [], rows);
}
