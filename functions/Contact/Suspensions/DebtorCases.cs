using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>
/// The cases of a debtor on which a contact was ever wanted: those that what is said of all his accounts has to reach. The others have asked the ledger nothing yet,
/// and will when they want something.
/// </summary>
public sealed class DebtorCases(Tables tables)
{
    public async Task<IReadOnlyList<CaseKey>> OfAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);

        // A contact's id is hexadecimal.
        var (from, to) = (DebtorRows.Contact(debtor, "0"), DebtorRows.Contact(debtor, "g"));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {debtor.Value} and RowKey ge {from} and RowKey lt {to}");
        var cases = new HashSet<CaseKey>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [DebtorRows.Body], cancellationToken: cancellation))
            cases.Add(JsonSerializer.Deserialize<ContactRecord>(row.GetString(DebtorRows.Body)!, CollectionsJson.Options)!.Case);
        return [.. cases.OrderBy(key => key.Value, StringComparer.Ordinal)];
    }
}
