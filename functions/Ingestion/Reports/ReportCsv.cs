using System.Globalization;
using CsvHelper;

namespace Collections.Functions.Ingestion.Reports;

/// <summary>Import reports as CSV, a row each. Safe to open in a spreadsheet: nothing in it runs as a formula. (R1.7)</summary>
public static class ReportCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly (string Name, Func<ImportReport, string?> Value)[] Columns =
    [
        ("id", report => report.Id),
        ("institution", report => report.Institution),
        ("name", report => report.Name),
        ("kind", report => report.Kind?.ToString()),
        ("business_date", report => report.BusinessDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("sequence", report => Text(report.Sequence)),
        ("complete", report => report.Complete is { } complete ? complete ? "yes" : "no" : null),
        ("status", report => report.Status.ToString()),
        ("reasons", report => string.Join("; ", report.Reasons.Select(reason => $"{reason.Code}: {reason.Detail}"))),
        ("rows", report => Text(report.Rows)),
        ("accepted", report => Text(report.Accepted)),
        ("rejected", report => Text(report.Rejected)),
        ("rejected_by", report => string.Join("; ", report.RejectedBy.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Text(pair.Value)}"))),
        ("amount", report => report.Amount),
        ("rejected_amount", report => report.RejectedAmount),
        ("opened", report => Text(report.Opened)),
        ("updated", report => Text(report.Updated)),
        ("unchanged", report => Text(report.Unchanged)),
        ("cured", report => Text(report.Cured)),
        ("unclear", report => Text(report.Unclear)),
        ("received_at", report => Text(report.ReceivedAt)),
        ("finished_at", report => report.FinishedAt is { } at ? Text(at) : null),
        ("duration_ms", report => Text(report.DurationMilliseconds)),
        ("duplicate_of", report => report.DuplicateOf),
        ("decisions", report => string.Join("; ", report.Decisions.Select(decision =>
            $"{decision.Verdict} by {decision.By} at {Text(decision.At)}{(decision.Waived.Count == 0 ? "" : $" without {string.Join(", ", decision.Waived)}")}: {decision.Reason}"))),
    ];

    public static async Task<byte[]> OfAsync(IAsyncEnumerable<ImportReport> reports, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reports);
        using var stream = new MemoryStream();
        await using (var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true, ValidateFieldCount = true }, leaveOpen: true))
        {
            csv.WriteRecord([.. Columns.Select(column => column.Name)]);
            await foreach (var report in reports.WithCancellation(cancellation)) csv.WriteRecord([.. Columns.Select(column => column.Value(report) ?? "")]);
            csv.Flush();
        }

        return stream.ToArray();
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
