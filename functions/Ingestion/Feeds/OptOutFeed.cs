using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Channels that debtors had closed before going live: they stand in the debtor's ledger at once, whether or not he has a case yet. (R1.8)</summary>
public sealed class OptOutFeed(DebtorLedgerStore ledger, Staging staging, KeyRing keys) : RowFeed<OptOutRow>(ExportKind.OptOuts, staging)
{
    protected override ExportField IdField => ExportField.DebtorNumber;

    protected override string IdOf(OptOutRow row) => $"{row.DebtorNumber}|{row.Channel}";

    protected override string PlaceOf(string institution, OptOutRow row) => keys.Debtor(institution, row.DebtorNumber).Value;

    protected override async Task<ImportOutcome> TakeAsync(QueuedFile file, OptOutRow row, CancellationToken cancellation)
    {
        await ledger.OptOutAsync(keys.Debtor(file.Institution, row.DebtorNumber), row.Channel, cancellation);
        return ImportOutcome.Updated;
    }
}
