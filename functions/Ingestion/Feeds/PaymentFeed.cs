using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Payments since the last file.</summary>
public sealed class PaymentFeed(PaymentIntake payments, Staging staging, KeyRing keys) : RowFeed<PaymentRow>(ExportKind.Payments, staging)
{
    protected override ExportField IdField => ExportField.PaymentId;

    protected override string IdOf(PaymentRow row) => row.PaymentId;

    protected override string PlaceOf(string institution, PaymentRow row) => keys.Account(institution, row.AccountNumber).Value;

    protected override Task<ImportOutcome> TakeAsync(QueuedFile file, PaymentRow row, CancellationToken cancellation) =>
        payments.TakeAsync(file.Institution, row, file.Import, cancellation);
}
