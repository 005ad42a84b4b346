using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Parties;

/// <summary>The persons on each debtor's debts, in his partition.</summary>
public sealed class DebtorParties(Tables tables, KeyRing keys)
{
    private const int Attempts = 20;

    public async Task<PartyRecord?> FindAsync(DebtorKey debtor, string id, CancellationToken cancellation) => (await ReadAsync(debtor, id, cancellation))?.Party;

    public async Task<IReadOnlyList<PartyRecord>> ListAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var parties = new List<PartyRecord>();

        // Ids are hexadecimal: the profile's row, which begins alike, lies outside.
        var (from, to) = (DebtorRows.Party(debtor, "0"), DebtorRows.Party(debtor, "g"));
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {debtor.Value} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellation))
            parties.Add(Read(row));
        return parties;
    }

    /// <summary>Writes what a change answers on what is there; null from it changes nothing.</summary>
    /// <returns>The party afterwards; null when there is none.</returns>
    public async Task<PartyRecord?> ChangeAsync(DebtorKey debtor, string id, Func<PartyRecord?, PartyRecord?> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var read = await ReadAsync(debtor, id, cancellation);
            if (change(read?.Party) is not { } party || party == read?.Party) return read?.Party;
            var row = new TableEntity(debtor.Value, DebtorRows.Party(debtor, id)) { [DebtorRows.Body] = JsonSerializer.Serialize(party, CollectionsJson.Options) };
            try
            {
                if (read is { } known) await table.UpdateEntityAsync(row, known.Version, TableUpdateMode.Replace, cancellation);
                else await table.AddEntityAsync(row, cancellation);
                return party;
            }
            catch (RequestFailedException changed) when (changed.Status is 409 or 412 && attempt < Attempts)
            {
                // Somebody else was faster: on what is there now.
            }
        }
    }

    /// <summary>The emergency contact of the bank's file. What he himself said since stays said.</summary>
    public async Task TakeInAsync(DebtorKey debtor, EmergencyContact contact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var id = keys.Phone(PhoneNumbers.International(contact.Phone));
        await ChangeAsync(
            debtor, id,
            known => (known ?? new PartyRecord { Id = id, Role = Party.ThirdParty, Relation = PartyRelation.EmergencyContact, Name = "", Source = PartySource.LeftByDebtor }) with
            {
                Name = contact.Name,
                Phones = known is { Phones: [{ Kind: PhoneKind.Mobile } only] } && only.Number == contact.Phone ? known.Phones : [new DebtorPhone(contact.Phone, PhoneKind.Mobile)],
                Consented = contact.Consent,
            },
            cancellation);
    }

    private async Task<(PartyRecord Party, ETag Version)?> ReadAsync(DebtorKey debtor, string id, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Party(debtor, id), cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    private static PartyRecord Read(TableEntity row) => JsonSerializer.Deserialize<PartyRecord>(row.GetString(DebtorRows.Body)!, CollectionsJson.Options)!;
}
