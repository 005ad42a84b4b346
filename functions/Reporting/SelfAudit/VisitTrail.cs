using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The visits of a case: planned with their papers and at a decent hour, made by two who said themselves that they were there, and looked for when they did not come back. (R3.3, R9.4)</summary>
internal sealed class VisitTrail(CaseOpened opened, PinTrail pins)
{
    /// <summary>A sweep and a busy minute later the alarm is there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly Dictionary<string, VisitPlanned> plans = new(StringComparer.Ordinal);

    private readonly Dictionary<string, VisitConsent> consents = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Going> going = new(StringComparer.Ordinal);

    /// <summary>From and until when nobody may visit the debtor, since a visit was broken off.</summary>
    public List<(DateTimeOffset From, DateTimeOffset? Until)> Stops { get; } = [];

    public IEnumerable<(string Rule, string Why)> Take(StoredFact stored)
    {
        foreach (var missed in going.Values.Where(visit => !visit.Alarmed && visit.In.Any(arrival => !visit.Out.Contains(arrival.Key) && stored.At - arrival.Value > TimeSpan.FromMinutes(pins.Strategy.FieldVisit.Visits.CheckOutMinutes) + Patience)))
        {
            if (stored.Fact is VisitorsMissing alarm && alarm.Contact == missed.Contact) continue;
            missed.Alarmed = true;
            yield return ("visitor-forgotten", $"A visitor of {missed.Contact} did not come back, and nobody was called.");
        }

        switch (stored.Fact)
        {
            case VisitPlanned planned:
                plans[planned.Visit] = planned;
                foreach (var wrong in Planned(planned)) yield return wrong;
                break;
            case VisitStarted started:
                going[started.Contact] = new Going(started.Contact, plans.GetValueOrDefault(started.Visit));
                break;
            case VisitorCheckedIn arrived:
                if (!IsHimself(stored, arrived.Visitor)) yield return ("visitor-by-another", $"Somebody else said of {arrived.Visitor} that he was there.");
                if (going.TryGetValue(arrived.Contact, out var there)) there.In[arrived.Visitor] = stored.At;
                break;
            case VisitorCheckedOut left:
                if (!IsHimself(stored, left.Visitor)) yield return ("visitor-by-another", $"Somebody else said of {left.Visitor} that he had left.");
                if (going.TryGetValue(left.Contact, out var over)) over.Out.Add(left.Visitor);
                break;
            case VisitorsMissing missing:
                if (going.TryGetValue(missing.Contact, out var looked)) looked.Alarmed = true;
                break;
            case VisitReported visit:
                foreach (var wrong in Reported(visit)) yield return wrong;
                if (visit.Outcome == VisitOutcome.SafetyStop) Stops.Add((stored.At, null));
                break;
            case VisitConsentGiven given:
                consents[given.Evidence] = given.Consent;
                break;
            case VisitConsentWithdrawn withdrawn:
                consents.Remove(withdrawn.Evidence);
                break;
            case PhotoTaken photo when consents.GetValueOrDefault(photo.Consent, VisitConsent.Witness) != VisitConsent.Photos:
                yield return ("photo-without-consent", $"{photo.Photo} was taken without the debtor's consent.");
                break;
            case VisitsCleared:
                for (var at = 0; at < Stops.Count; at++) Stops[at] = (Stops[at].From, Stops[at].Until ?? stored.At);
                break;
            default:
                break;
        }
    }

    private IEnumerable<(string, string)> Planned(VisitPlanned planned)
    {
        if (planned.Place is VisitPlace.Workplace or VisitPlace.PublicPlace) yield return ("visit-elsewhere", $"{planned.Visit} goes to a {planned.Place}.");
        if (Enum.GetValues<VisitPaper>().Except(planned.Papers).Any()) yield return ("visit-papers", $"{planned.Visit} goes without all papers.");
        if (planned.Appointment is not null || planned.Person is not null || DebtorZones.Of(opened.Region) is not { } zones) yield break;
        foreach (var zone in zones.All)
        {
            var local = TimeZoneInfo.ConvertTime(planned.At, zone);
            var hours = pins.Strategy.FieldVisit.Visits.DecentHours[local.Month - 1];
            if (local.TimeOfDay < hours.Start || local.TimeOfDay >= hours.End)
                yield return ("visit-hour", string.Create(CultureInfo.InvariantCulture, $"{planned.Visit} is without an appointment at {local:HH:mm} in month {local.Month}."));
        }
    }

    private IEnumerable<(string, string)> Reported(VisitReported visit)
    {
        if (visit is { Outcome: VisitOutcome.ThirdPartyPresent, DebtNotMentioned: not true }) yield return ("third-party-told", $"Nobody says of visit {visit.Contact} that the third party was told nothing.");
        if (visit.Witness is { } evidence && consents.GetValueOrDefault(evidence, VisitConsent.Photos) != VisitConsent.Witness) yield return ("witness-without-consent", $"Visit {visit.Contact} had a witness without the debtor's consent.");
        if (!going.TryGetValue(visit.Contact, out var made) || made.Plan is not { } plan)
        {
            yield return ("visit-unplanned", $"Visit {visit.Contact} was made without a plan.");
            yield break;
        }

        var there = visit.Visitors.Distinct(StringComparer.Ordinal).Count(visitor => made.In.ContainsKey(visitor) && plan.Visitors.Contains(visitor));
        if (visit.Outcome != VisitOutcome.SafetyStop && there < 2)
            yield return ("visitors-not-there", string.Create(CultureInfo.InvariantCulture, $"Of visit {visit.Contact}, {there} of those whom the plan names said that they were there."));
    }

    private static bool IsHimself(StoredFact stored, string visitor) => stored.By.StartsWith($"{visitor}/", StringComparison.Ordinal);

    private sealed class Going(string contact, VisitPlanned? plan)
    {
        public string Contact { get; } = contact;

        public VisitPlanned? Plan { get; } = plan;

        public Dictionary<string, DateTimeOffset> In { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Out { get; } = new(StringComparer.Ordinal);

        public bool Alarmed { get; set; }
    }
}
