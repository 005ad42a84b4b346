using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>What names an account to the people who hold its contract: kept with the debtor's data, masked as the bank's file is.</summary>
/// <param name="Contract">Number of the contract.</param>
/// <param name="Card">Masked; null where there is none.</param>
/// <param name="OverdueReason">As the bank's file gives it.</param>
public sealed record AccountCard(string? Contract, string? Card, string? OverdueReason = null);

/// <summary>The accounts' cards, each in its debtor's partition.</summary>
public sealed class AccountCards(Tables tables)
{
    /// <summary>Writes the card as the latest file has it.</summary>
    public async Task SaveAsync(DebtorKey debtor, AccountKey account, AccountCard card, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = new TableEntity(debtor.Value, DebtorRows.Account(debtor, account)) { [DebtorRows.Body] = JsonSerializer.Serialize(card, CollectionsJson.Options) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    public async Task<AccountCard?> LoadAsync(DebtorKey debtor, AccountKey account, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Account(debtor, account), cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<AccountCard>(row.Value!.GetString(DebtorRows.Body)!, CollectionsJson.Options) : null;
    }
}
