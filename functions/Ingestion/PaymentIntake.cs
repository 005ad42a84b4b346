using System.Globalization;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Puts payments on their accounts' cases, whether they come by file or by bus. The command id is a hash of the payment's number, so it counts once
/// however often and on whichever way it comes. A payment that belongs to no case goes into suspense.
/// </summary>
public sealed class PaymentIntake(Accounts accounts, CaseCommands commands, ICaseStreams streams, RecordedFacts recorded, Tables tables, KeyRing keys)
{
    public const string Suspense = "Suspense";

    private const string By = "system";

    /// <param name="source">Import id, or <c>bus</c>.</param>
    /// <returns>Updated: recorded from this source; Unchanged: it was known; Unclear: in suspense.</returns>
    public async Task<ImportOutcome> TakeAsync(string institution, PaymentRow row, string source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(row);
        var account = keys.Account(institution, row.AccountNumber);
        var payment = PaymentKey(institution, row.PaymentId);
        var current = await accounts.FindAsync(account, cancellation);
        var outcome = current is null ? (ImportOutcome?)null
            : row.Reverses is { } reversed ? await ReverseAsync(institution, row, payment, PaymentKey(institution, reversed), current, source, cancellation)
            : await RecordAsync(institution, row, payment, current, source, cancellation);
        if (outcome is { } known) return known;
        await SuspendAsync(institution, account, payment, row, source, cancellation);
        return ImportOutcome.Unclear;
    }

    private string PaymentKey(string institution, string id) => keys.Derive("payment", institution, id);

    private static string Command(string payment) => $"payment-{payment}";

    private async Task<ImportOutcome?> RecordAsync(
        string institution, PaymentRow row, string payment, AccountCase current, string source, CancellationToken cancellation)
    {
        // The same payment may have come while the account was in its spell before.
        if (current.Spell > 1 && await streams.IsRecordedAsync(keys.Case(institution, row.AccountNumber, current.Spell - 1), Command(payment), cancellation))
            return ImportOutcome.Unchanged;

        var fits = true;
        var result = await commands.ExecuteAsync(current.Case, Command(payment), By, state =>
        {
            fits = state.Balance.Currency == row.Amount.Currency;
            return fits ? [new PaymentReceived(payment, row.Amount, row.PaidOn, row.Method, source)] : [];
        }, cancellation);
        if (!fits) return null;
        if (result.Recorded) return ImportOutcome.Updated;
        var before = await recorded.FindAsync<PaymentReceived>(result.State, Command(payment), cancellation);
        return before?.Source == source ? ImportOutcome.Updated : ImportOutcome.Unchanged;
    }

    /// <summary>Goes to the case that has the payment, which may be one of an earlier spell; null if none has it.</summary>
    private async Task<ImportOutcome?> ReverseAsync(
        string institution, PaymentRow row, string payment, string reversed, AccountCase current, string source, CancellationToken cancellation)
    {
        for (var spell = current.Spell; spell >= 1; spell--)
        {
            var key = keys.Case(institution, row.AccountNumber, spell);
            if (!await streams.IsRecordedAsync(key, Command(reversed), cancellation)) continue;
            var result = await commands.ExecuteAsync(key, Command(payment), By, _ => [new PaymentReversed(reversed, source)], cancellation);
            if (result.Recorded) return ImportOutcome.Updated;
            var before = await recorded.FindAsync<PaymentReversed>(result.State, Command(payment), cancellation);
            return before?.Source == source ? ImportOutcome.Updated : ImportOutcome.Unchanged;
        }

        return null;
    }

    private async Task SuspendAsync(string institution, AccountKey account, string payment, PaymentRow row, string source, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Suspense, cancellation);
        var entity = new TableEntity(account.Value, $"{account}|{payment}")
        {
            ["Institution"] = institution,
            ["Amount"] = row.Amount.ToString(),
            ["PaidOn"] = row.PaidOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["Method"] = row.Method,
            ["Source"] = source,
        };
        if (row.Reverses is { } reversed) entity["Reverses"] = PaymentKey(institution, reversed);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }
}
