using System.Globalization;
using System.Text;

namespace Collections.Functions.Ingestion;

/// <summary>What a reader understands of its current row, field by field, masked: for trying a profile.</summary>
public static class ExportPreview
{
    /// <summary>Fields that hold something: name, column, what stands there, what it means.</summary>
    public static IEnumerable<(string Field, string Column, string Text)> Of(ExportReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        foreach (var field in Enum.GetValues<ExportField>())
        {
            var text = reader.Map.Source(field) is null ? "" : Encoding.UTF8.GetString(reader.Fields.Bytes(field));
            if (text.Length > 0) yield return ($"{field}", reader.Map.NameOf(field), Shown(reader, field, text));
        }
    }

    private static string Shown(ExportReader reader, ExportField field, string text)
    {
        var source = reader.Map.Source(field)!;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (IsDate(field)) return source.Dates.FirstOrDefault(form => form.TryRead(bytes, out _)) is { } form && form.TryRead(bytes, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
        if (IsAmount(field)) return source.Amounts.TryCents(bytes, out var cents) ? RowFields.OfCents(cents).ToString("0.00", CultureInfo.InvariantCulture) : Masking.Value(field, text);
        return Masking.Value(field, text);
    }

    private static bool IsDate(ExportField field) => field is ExportField.BusinessDate or ExportField.StatementDate or ExportField.DueDate or ExportField.LastPaymentDate or ExportField.PaidOn
        or ExportField.ExitedOn or ExportField.ChangedOn or ExportField.MadeOn or ExportField.DueOn or ExportField.AgreedOn or ExportField.OptedOutOn;

    private static bool IsAmount(ExportField field) => field is ExportField.CreditLimit or ExportField.Principal or ExportField.Interest or ExportField.PenaltyInterest or ExportField.Fees
        or ExportField.TotalOverdue or ExportField.MinimumPayment or ExportField.Balance or ExportField.LastPaymentAmount or ExportField.Amount or ExportField.PlanTotal;
}
