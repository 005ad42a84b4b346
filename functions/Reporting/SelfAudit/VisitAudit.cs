using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Visits to one debtor, over all his accounts: not too often, not where he does not live, and none while they are stopped for safety. (R3.3, R9.1)</summary>
internal static class VisitAudit
{
    /// <param name="earlier">The debtor's contacts before it, oldest first.</param>
    public static IEnumerable<(string Rule, string Why)> Judge(MadeContact visit, VisitTerms terms, IReadOnlyList<MadeContact> earlier)
    {
        List<MadeContact> visits = [.. earlier.Where(other => other.Channel == Channel.Visit && other.At < visit.At)];
        if (visits.Count > 0 && visit.At - visits[^1].At < TimeSpan.FromDays(terms.BetweenDays))
            yield return (ContactGate.VisitLimits, string.Create(CultureInfo.InvariantCulture, $"A visit {(visit.At - visits[^1].At).Days} days after another."));
        else if (visits.Count(other => visit.At - other.At < TimeSpan.FromDays(terms.WithinDays)) >= terms.Most)
            yield return (ContactGate.VisitLimits, string.Create(CultureInfo.InvariantCulture, $"More than {terms.Most} visits in {terms.WithinDays} days."));
        if (visit.VisitStops.Any(stop => stop.From < visit.At && !(stop.Until <= visit.At))) yield return (ContactGate.VisitsStopped, "A visit although one was broken off for safety, and nobody had cleared it.");
        if (visit.Phone is not null && visits.Any(other => other.IsWrongAddress && other.Phone == visit.Phone)) yield return (ContactGate.InvalidAddress, "A visit to an address where the debtor had turned out not to live.");
    }
}
