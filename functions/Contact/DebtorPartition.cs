using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>Reads and writes of a debtor's ledger and contacts, under their ETags. Says whether a write took place; rules are the caller's.</summary>
internal sealed class DebtorPartition(Tables tables)
{
    private const string State = "State";

    private const string Verdict = "Verdict";

    private const string Before = "Before";

    public async Task<LedgerVersion> ReadLedgerAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Ledger(debtor), cancellationToken: cancellation);
        return row.HasValue
            ? new LedgerVersion(JsonSerializer.Deserialize<DebtorLedger>(row.Value!.GetBinary(DebtorRows.Body), CollectionsJson.Options)!, row.Value.ETag)
            : new LedgerVersion(DebtorLedger.Empty, null);
    }

    public async Task<ContactHold?> ReadContactAsync(DebtorKey debtor, string contact, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Contact(debtor, contact), cancellationToken: cancellation);
        return row.HasValue ? new ContactHold(Read(row.Value!), row.Value!.ETag, null) : null;
    }

    /// <summary>The contacts whose ids begin so.</summary>
    /// <param name="beginning">Hexadecimal digits.</param>
    public async Task<IReadOnlyList<ContactRecord>> ReadContactsAsync(DebtorKey debtor, string beginning, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var (from, to) = (DebtorRows.Contact(debtor, beginning), DebtorRows.Contact(debtor, beginning + "g"));
        var found = new List<ContactRecord>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {debtor.Value} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellation))
            found.Add(Read(row));
        return found;
    }

    private static ContactRecord Read(TableEntity row) => JsonSerializer.Deserialize<ContactRecord>(row.GetString(DebtorRows.Body)!, CollectionsJson.Options)! with
    {
        Verdict = JsonSerializer.Deserialize<ContactVerdict>(row.GetString(Verdict)!, CollectionsJson.Options)!,
        Before = row.GetBinary(Before) is { } kept ? JsonSerializer.Deserialize<DebtorLedger>(kept, CollectionsJson.Options) : null,
    };

    /// <summary>Before a contact is judged: whoever has its id finds its debtor.</summary>
    public async Task ListAsync(ContactRequest request, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Contacts, cancellation);
        await table.UpsertEntityAsync(new TableEntity(request.Contact, request.Contact) { ["Debtor"] = request.Debtor.Value }, TableUpdateMode.Replace, cancellation);
    }

    public async Task<DebtorKey?> DebtorOfAsync(string contact, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Contacts, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(contact, contact, cancellationToken: cancellation);
        return row.HasValue ? new DebtorKey(row.Value!.GetString("Debtor")!) : null;
    }

    /// <summary>Adds a contact; with a ledger, both in one transaction under the ledger's ETag. Null when either was there or has changed.</summary>
    public async Task<ContactHold?> TryAddAsync(ContactRecord record, LedgerVersion read, DebtorLedger? ledger, CancellationToken cancellation)
    {
        var row = RowOf(record);
        row[Verdict] = JsonSerializer.Serialize(record.Verdict, CollectionsJson.Options);
        row[Before] = JsonSerializer.SerializeToUtf8Bytes(read.Ledger, CollectionsJson.Options);
        return await TryWriteAsync(record, new TableTransactionAction(TableTransactionActionType.Add, row), read, ledger, cancellation);
    }

    /// <summary>Moves a contact on; with a ledger, both in one transaction. Null when either has changed since it was read.</summary>
    public Task<ContactHold?> TryMoveAsync(ContactHold hold, ContactRecord to, DebtorLedger? ledger, CancellationToken cancellation) =>
        TryWriteAsync(to, new TableTransactionAction(TableTransactionActionType.UpdateMerge, RowOf(to), hold.Version), hold.Ledger, ledger, cancellation);

    /// <summary>False when it has changed since it was read.</summary>
    public async Task<bool> TryWriteLedgerAsync(DebtorKey debtor, LedgerVersion read, DebtorLedger ledger, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        return await TryAsync(table, [LedgerAction(debtor, read, ledger)], cancellation) is not null;
    }

    private async Task<ContactHold?> TryWriteAsync(
        ContactRecord record, TableTransactionAction contact, LedgerVersion? read, DebtorLedger? ledger, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var actions = new List<TableTransactionAction>(2) { contact };
        if (ledger is not null) actions.Add(LedgerAction(record.Debtor, read ?? throw new ArgumentException("The ledger was not read.", nameof(read)), ledger));
        if (await TryAsync(table, actions, cancellation) is not { } versions) return null;
        return new ContactHold(record, versions[0], ledger is null ? read : new LedgerVersion(ledger, versions[1]));
    }

    private static TableTransactionAction LedgerAction(DebtorKey debtor, LedgerVersion read, DebtorLedger ledger)
    {
        var row = new TableEntity(debtor.Value, DebtorRows.Ledger(debtor)) { [DebtorRows.Body] = JsonSerializer.SerializeToUtf8Bytes(ledger, CollectionsJson.Options) };
        return read.Version is { } version
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, version)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }

    private static TableEntity RowOf(ContactRecord record) => new(record.Debtor.Value, DebtorRows.Contact(record.Debtor, record.Contact))
    {
        [State] = record.State.ToString(),
        [DebtorRows.Body] = JsonSerializer.Serialize(record, CollectionsJson.Options),
    };

    private static async Task<ETag[]?> TryAsync(TableClient table, List<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            var response = await table.SubmitTransactionAsync(actions, cancellation);
            return [.. response.Value.Select(part => part.Headers.ETag ?? throw new InvalidDataException("Table storage answered a write without an ETag."))];
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }
}
