using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Promises that were open before going live. (R1.8)</summary>
public sealed class PromiseFeed(Suspense suspense, Staging staging, KeyRing keys) : RowFeed<PromiseRow>(ExportKind.Promises, staging)
{
    protected override ExportField IdField => ExportField.PromiseId;

    protected override string IdOf(PromiseRow row) => row.PromiseId;

    protected override string PlaceOf(string institution, PromiseRow row) => keys.Account(institution, row.AccountNumber).Value;

    protected override Task<ImportOutcome> TakeAsync(QueuedFile file, PromiseRow row, CancellationToken cancellation)
    {
        // Until when it is waited for, the case's strategy says when it takes the promise.
        var id = keys.Derive("promise", file.Institution, row.PromiseId);
        var fact = new PromiseTakenOver(id, row.Amount, row.DueOn, row.MadeOn, row.DueOn, row.Method, file.Import);
        return suspense.TakeAsync(
            new AccountNews(file.Institution, keys.Account(file.Institution, row.AccountNumber), id, row.MadeOn, fact, row.Amount), cancellation);
    }
}
