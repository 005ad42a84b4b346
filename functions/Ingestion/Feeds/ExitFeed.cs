using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>Accounts that left the bank's books: their cases close with the reason, and collection stops at once. One without a case has nothing to end. (R1.6)</summary>
public sealed class ExitFeed(Suspense suspense, Staging staging, KeyRing keys) : RowFeed<ExitRow>(ExportKind.Exits, staging)
{
    protected override ExportField IdField => ExportField.AccountNumber;

    protected override string IdOf(ExitRow row) => row.AccountNumber;

    protected override string PlaceOf(string institution, ExitRow row) => keys.Account(institution, row.AccountNumber).Value;

    protected override Task<ImportOutcome> TakeAsync(QueuedFile file, ExitRow row, CancellationToken cancellation)
    {
        var id = keys.Derive("exit", file.Institution, row.AccountNumber, $"{row.Reason}", row.ExitedOn.ToString("O", CultureInfo.InvariantCulture));
        var news = new AccountNews(
            file.Institution, keys.Account(file.Institution, row.AccountNumber), id, row.ExitedOn, new CaseClosed(row.Reason, file.Import, row.ExitedOn));
        return suspense.TellAsync(news, cancellation);
    }
}
