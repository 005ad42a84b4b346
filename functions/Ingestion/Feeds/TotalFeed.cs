using Collections.Functions.Ingestion.Reconciliation;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>The bank's totals of its whole portfolio: kept, as denominators, and held against the snapshot of the same date. (R1.1)</summary>
public sealed class TotalFeed(Portfolio portfolio, Staging staging, KeyRing keys) : RowFeed<TotalRow>(ExportKind.Totals, staging)
{
    protected override ExportField IdField => ExportField.Bucket;

    protected override string IdOf(TotalRow row) => $"{row.Product}|{row.Bucket}";

    protected override string PlaceOf(string institution, TotalRow row) => keys.Derive("total", IdOf(row));

    protected override async Task<ImportOutcome> TakeAsync(QueuedFile file, TotalRow row, CancellationToken cancellation)
    {
        await portfolio.SaveTotalAsync(file.Institution, file.Manifest.BusinessDate, row, cancellation);
        return ImportOutcome.Updated;
    }
}
