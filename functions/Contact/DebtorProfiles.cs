using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The debtors' profiles, and who is behind a number.</summary>
public sealed class DebtorProfiles(Tables tables, KeyRing keys)
{
    /// <summary>Writes the profile as the latest file has it.</summary>
    public async Task SaveAsync(DebtorKey debtor, DebtorProfile profile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = new TableEntity(debtor.Value, DebtorRows.Profile(debtor)) { [DebtorRows.Body] = JsonSerializer.Serialize(profile, CollectionsJson.Options) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    public async Task<DebtorProfile?> LoadAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Profile(debtor), cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<DebtorProfile>(row.Value!.GetString(DebtorRows.Body)!, CollectionsJson.Options) : null;
    }

    /// <summary>Before a number is written to for a debtor: whatever comes back from it will find him.</summary>
    public async Task ListAsync(DebtorKey debtor, string number, CancellationToken cancellation)
    {
        var phone = PhoneHash(number);
        var phones = await tables.GetAsync(DebtorRows.Phones, cancellation);
        await phones.UpsertEntityAsync(new TableEntity(phone, $"{phone}|{debtor.Value}"), TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Debtors who were written to under a number.</summary>
    public async Task<IReadOnlyList<DebtorKey>> BehindAsync(string number, CancellationToken cancellation)
    {
        var phone = PhoneHash(number);
        var phones = await tables.GetAsync(DebtorRows.Phones, cancellation);
        var debtors = new List<DebtorKey>();
        await foreach (var row in phones.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {phone}"), cancellationToken: cancellation))
            debtors.Add(new DebtorKey(row.RowKey[(row.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..]));
        return debtors;
    }

    /// <summary>A number's stand-in in ledgers and lookups.</summary>
    public string PhoneHash(string number) => keys.Phone(PhoneNumbers.International(number));
}
