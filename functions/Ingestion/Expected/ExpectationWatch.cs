using System.Globalization;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Ingestion.Expected;

/// <summary>
/// Warns when a snapshot that should be there is not: once, in the log, on the bus and as a report of status Missing, which goes when the file comes. A file
/// that is there and waits or is held is not missing.
/// </summary>
public sealed class ExpectationWatch(
    InstitutionState institutions, InstitutionProfiles profiles, ImportReports reports, ImportEvents events, WorkingCalendar calendar, TimeProvider clock,
    ILogger<ExpectationWatch> log)
{
    /// <summary>Of a bank that has stopped sending, the latest days are enough to know.</summary>
    private const int Most = 10;

    [Function(nameof(WatchExpectations))]
    public async Task WatchExpectations([TimerTrigger("0 5 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var (institution, through) in await institutions.SnapshotsAsync(cancellation))
        {
            // Without a profile nothing is taken, and every file that comes says so.
            if ((await profiles.FindAsync(institution, cancellation)).Profile is not { } profile) continue;
            var bankTime = clock.GetUtcNow().ToOffset(BusinessTime.Offset).DateTime;
            foreach (var day in ExpectedDays.Overdue(through, bankTime, profile.ExpectedBy, profile.ExpectEvery, calendar).TakeLast(Most))
                await WarnAsync(institution, day, profile, cancellation);
        }
    }

    private async Task WarnAsync(string institution, DateOnly day, InstitutionProfile profile, CancellationToken cancellation)
    {
        var id = ImportReports.MissingId(institution, day);
        if (await reports.FindAsync(id, cancellation) is not null) return;
        var others = profile.ExpectEvery == ExpectedEvery.MonthEnd
            ? await reports.OfMonthAsync(institution, day, cancellation)
            : await reports.OfDayAsync(institution, day, cancellation);
        if (others.Any(report => report is { Kind: ExportKind.Delinquency, Status: ImportStatus.Waiting or ImportStatus.Running or ImportStatus.Held })) return;

        var detail = string.Create(CultureInfo.InvariantCulture, $"The snapshot of {day:yyyy-MM-dd} was expected by {profile.ExpectedBy:HH:mm} of the next business day and is not there.");
        var now = clock.GetUtcNow();
        var report = new ImportReport
        {
            Id = id,
            Institution = institution,
            Name = "",
            Status = ImportStatus.Missing,
            Kind = ExportKind.Delinquency,
            BusinessDate = day,
            Reasons = [new ImportReason("missing", detail)],
            ReceivedAt = now,
        };

        // Told before it is kept: a crash between tells it twice, as one message, and never not at all.
        await events.PublishAsync(report, cancellation);
        log.LogWarning("{Institution}: {Detail}", institution, detail);
        await reports.SaveAsync(report, cancellation);
    }
}
