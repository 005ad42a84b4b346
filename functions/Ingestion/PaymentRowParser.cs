using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Rows of a payments file.</summary>
internal sealed class PaymentRowParser(RowFields fields, RowChecks checks)
{
    public PaymentRow? Parse()
    {
        var reverses = fields.Code(ExportField.Reverses, 64, required: false);
        var amount = fields.Amount(ExportField.Amount, negative: reverses.Length > 0);
        var row = new PaymentRow(
            fields.Code(ExportField.AccountNumber, 40),
            fields.Code(ExportField.PaymentId, 64),
            fields.Date(ExportField.PaidOn),
            new Money(amount, AccountRowParser.Currency(fields, checks.Profile)),
            fields.Code(ExportField.Method, 40, required: false),
            reverses.Length == 0 ? null : reverses);
        if (fields.Fault is not null) return null;
        if (amount == 0m) fields.Reject(ExportField.Amount, "zero", "A payment of nothing.");
        if (row.PaidOn > checks.Manifest.BusinessDate) fields.Reject(ExportField.PaidOn, "in-the-future", "The payment is after the business date.");
        if (row.Reverses == row.PaymentId) fields.Reject(ExportField.Reverses, "reverses-itself", "A payment cannot reverse itself.");
        return fields.Fault is null ? row : null;
    }
}
