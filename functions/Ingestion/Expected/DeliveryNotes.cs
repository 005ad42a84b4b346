using System.Globalization;
using Collections.Functions.Contact;

namespace Collections.Functions.Ingestion.Expected;

/// <summary>What is odd about a file that was taken, seen beside those before it: days without a snapshot, sequence numbers that were left out or came late.</summary>
public sealed class DeliveryNotes(InstitutionState institutions, InstitutionProfiles profiles, ImportReports reports, WorkingCalendar calendar)
{
    /// <summary>More days are counted, not named.</summary>
    private const int Named = 10;

    public async Task<IReadOnlyList<ImportReason>> OfAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        List<ImportReason> notes = [];
        if (file.Manifest is { Kind: ExportKind.Delinquency, Complete: true }) await HasComeAsync(file, cancellation);
        if (await MissingAsync(file, cancellation) is { } missing) notes.Add(missing);
        if (await SequenceAsync(file, cancellation) is { } odd) notes.Add(odd);
        return notes;
    }

    /// <summary>A file that was missing is here.</summary>
    private async Task HasComeAsync(QueuedFile file, CancellationToken cancellation)
    {
        var profile = await profiles.GetAsync(file.Institution, cancellation);
        var id = ImportReports.MissingId(file.Institution, ExpectedDays.Named(file.Manifest.BusinessDate, profile.ExpectEvery));
        if (await reports.FindAsync(id, cancellation) is { Status: ImportStatus.Missing }) await reports.DeleteAsync(id, cancellation);
    }

    private async Task<ImportReason?> MissingAsync(QueuedFile file, CancellationToken cancellation)
    {
        if (file.Manifest is not { Kind: ExportKind.Delinquency, Complete: true, BusinessDate: var day }) return null;
        if (await institutions.SnapshotBeforeAsync(file.Institution, day, cancellation) is not { } before) return null;
        var profile = await profiles.GetAsync(file.Institution, cancellation);
        var days = ExpectedDays.Between(before, day, profile.ExpectEvery, calendar);
        if (days.Count == 0) return null;
        var names = string.Join(", ", days.Take(Named).Select(missing => missing.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return new ImportReason("missing-day", days.Count <= Named ? $"No complete snapshot was taken for {names}." : $"No complete snapshot was taken for {days.Count} days: {names} and later.");
    }

    private async Task<ImportReason?> SequenceAsync(QueuedFile file, CancellationToken cancellation)
    {
        var (kind, day, sequence) = (file.Manifest.Kind, file.Manifest.BusinessDate, file.Manifest.Sequence);
        var others = (await reports.OfDayAsync(file.Institution, day, cancellation))
            .Where(report => report.Kind == kind && report.Status == ImportStatus.Completed && report.Id != file.Import)
            .Select(report => report.Sequence ?? 0)
            .ToHashSet();
        if (others.Where(other => other > sequence).Order().FirstOrDefault() is var later and > 0)
            return new ImportReason("sequence-late", $"A file of the same day with sequence {later} was taken before this one with {sequence}.");
        var left = Enumerable.Range(1, Math.Max(0, sequence - 1)).Where(number => !others.Contains(number)).Take(Named).ToList();
        return left.Count == 0 ? null : new ImportReason("sequence-gap", $"Sequence {sequence} came without {string.Join(", ", left)} of the same day.");
    }
}
