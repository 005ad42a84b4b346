using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Table <c>Accounts</c>: which case an account has, or had last; whether it is open, its head tells. For payments and lookups.</summary>
public sealed class Accounts(Tables tables)
{
    public const string Table = "Accounts";

    public async Task<AccountCase?> FindAsync(AccountKey account, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(account.Value, account.Value, cancellationToken: cancellation);
        return row.HasValue ? new AccountCase(new CaseKey(row.Value!.GetString("Case")!), row.Value!.GetInt32("Spell")!.Value) : null;
    }

    public async Task SaveAsync(AccountKey account, string institution, AccountCase current, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(current);
        var table = await tables.GetAsync(Table, cancellation);
        var entity = new TableEntity(account.Value, account.Value) { ["Institution"] = institution, ["Case"] = current.Case.Value, ["Spell"] = current.Spell };
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }
}

/// <summary>An account's open or last case.</summary>
public sealed record AccountCase(CaseKey Case, int Spell);
