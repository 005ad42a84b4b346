using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Puts payments on their accounts' cases, whether they come by file or by bus. The command id is a hash of the payment's number, so it counts once
/// however often and on whichever way it comes. A payment that belongs to no case, and a reversal whose payment is not known, go into suspense.
/// </summary>
public sealed class PaymentIntake(Suspense suspense, KeyRing keys)
{
    /// <param name="source">Import id, or <c>bus</c>.</param>
    /// <returns>Updated: recorded from this source; Unchanged: it was known; Unclear: in suspense.</returns>
    public Task<ImportOutcome> TakeAsync(string institution, PaymentRow row, string source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(row);
        var payment = PaymentKey(institution, row.PaymentId);
        var news = new AccountNews(
            institution,
            keys.Account(institution, row.AccountNumber),
            payment,
            row.PaidOn,
            row.Reverses is { } reversed
                ? new PaymentReversed(PaymentKey(institution, reversed), source)
                : new PaymentReceived(payment, row.Amount, row.PaidOn, row.Method, source),
            row.Amount);
        return suspense.TakeAsync(news, cancellation);
    }

    private string PaymentKey(string institution, string id) => keys.Derive("payment", institution, id);
}
