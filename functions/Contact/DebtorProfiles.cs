using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The debtors' profiles, and who is behind a number.</summary>
public sealed class DebtorProfiles(Tables tables, KeyRing keys)
{
    /// <summary>Writes the profile as the latest file has it. Numbers become findable first, so that a reply to any message finds its debtor.</summary>
    public async Task SaveAsync(DebtorKey debtor, DebtorProfile profile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var phones = await tables.GetAsync(DebtorRows.Phones, cancellation);
        foreach (var phone in profile.Phones.Select(phone => PhoneHash(phone.Number)).Distinct())
            await phones.UpsertEntityAsync(new TableEntity(phone, $"{phone}|{debtor.Value}"), TableUpdateMode.Replace, cancellation);
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

    /// <summary>Debtors on whose file a number is.</summary>
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
