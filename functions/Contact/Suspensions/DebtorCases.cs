using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>The cases of a debtor: those that files opened, and those on which a contact was ever wanted. What is said of all his accounts has to reach them.</summary>
public sealed class DebtorCases(Tables tables)
{
    /// <summary>Before a case opens, so that whoever looks at its debtor finds it.</summary>
    public async Task NoteAsync(DebtorKey debtor, CaseKey key, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        await table.UpsertEntityAsync(new TableEntity(debtor.Value, DebtorRows.Case(debtor, key.Value)), TableUpdateMode.Replace, cancellation);
    }

    public async Task<IReadOnlyList<CaseKey>> OfAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);

        // Ids of cases and contacts are hexadecimal, and their rows stand side by side.
        var (from, to) = (DebtorRows.Case(debtor, "0"), DebtorRows.Contact(debtor, "g"));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {debtor.Value} and RowKey ge {from} and RowKey lt {to}");
        var cases = new HashSet<CaseKey>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey", DebtorRows.Body], cancellationToken: cancellation))
        {
            cases.Add(row.RowKey.StartsWith(DebtorRows.Case(debtor, ""), StringComparison.Ordinal)
                ? new CaseKey(row.RowKey[DebtorRows.Case(debtor, "").Length..])
                : JsonSerializer.Deserialize<ContactRecord>(row.GetString(DebtorRows.Body)!, CollectionsJson.Options)!.Case);
        }

        return [.. cases.OrderBy(key => key.Value, StringComparer.Ordinal)];
    }
}
