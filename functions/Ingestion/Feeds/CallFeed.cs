using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>
/// Contacts that others made. Each counts in its debtor's ledger as one of our own with the same outcome would, at its own time, and is recorded on the
/// account's case. The record's own number names it, so it counts once in however many files it stands. (R1.8)
/// </summary>
public sealed class CallFeed(Suspense suspense, DebtorLedgerStore ledger, DebtorProfiles debtors, Staging staging, KeyRing keys)
    : RowFeed<CallRow>(ExportKind.Calls, staging)
{
    protected override ExportField IdField => ExportField.RecordId;

    protected override string IdOf(CallRow row) => row.RecordId;

    protected override string PlaceOf(string institution, CallRow row) => keys.Account(institution, row.AccountNumber).Value;

    protected override async Task<ImportOutcome> TakeAsync(QueuedFile file, CallRow row, CancellationToken cancellation)
    {
        var account = keys.Account(file.Institution, row.AccountNumber);
        var contact = keys.Derive("call", file.Institution, row.RecordId);
        var phone = row.Phone.Length == 0 ? null : debtors.PhoneHash(row.Phone);

        // The ledger first: what the case knows of a contact counts already.
        var entry = new LedgerEntry(contact, row.StartedAt, row.Channel, Purpose.Collection, account, phone, row.Result);
        await ledger.CountAsync(file.Institution, keys.Debtor(file.Institution, row.DebtorNumber), entry, cancellation);
        var fact = new ContactTakenOver(contact, row.Channel, row.StartedAt, row.Result, row.DurationSeconds, file.Import);
        return await suspense.TakeAsync(new AccountNews(file.Institution, account, contact, BusinessTime.DayOf(row.StartedAt), fact), cancellation);
    }
}
