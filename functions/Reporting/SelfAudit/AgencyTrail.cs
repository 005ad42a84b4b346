using System.Globalization;
using Collections.Functions.Agencies;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Placements of a case: approved by two, told to the debtor before, and which agency had it when. (R3.8, R9.4)</summary>
internal sealed class AgencyTrail
{
    private readonly Dictionary<string, PlacementOffered> offers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> notices = new(StringComparer.Ordinal);

    private readonly Dictionary<string, DateOnly> told = new(StringComparer.Ordinal);

    private readonly List<(string Placement, string Agency, DateTimeOffset From, DateTimeOffset? Until)> placements = [];

    /// <param name="material">Sequence of the last material fact before it.</param>
    public IEnumerable<(string Rule, string Why)> Take(StoredFact stored, ApprovalTrail approvals, long material)
    {
        switch (stored.Fact)
        {
            case PlacementOffered offered:
                offers[offered.Placement] = offered;
                break;
            case ContactPlanned { Template: AgencyRules.Notice } planned:
                notices[planned.Contact] = planned.Rung;
                break;
            case ContactCompleted { Outcome: SendOutcome.Sent } sent when notices.TryGetValue(sent.Contact, out var rung):
                told[rung] = BusinessTime.DayOf(stored.At);
                break;
            case PlacedWithAgency placed:
                if (approvals.Missing(placed.Approval, material, ApprovalSubject.AgencyPlacement) is { } missing) yield return ("placement-without-approval", $"{placed.Placement} began, but {missing}.");
                if (!offers.TryGetValue(placed.Placement, out var offer) || offer.Agency != placed.Agency || offer.FeeShare != placed.FeeShare || offer.Approval != placed.Approval)
                    yield return ("placement-without-approval", $"{placed.Placement} began on other terms than were approved.");
                else if (!told.TryGetValue(AgencyRules.RungOf(offer), out var day) || day.AddDays(offer.NoticeDays) > BusinessTime.DayOf(stored.At))
                    yield return ("placement-without-notice", string.Create(CultureInfo.InvariantCulture, $"{placed.Placement} began without {offer.NoticeDays} days' notice to the debtor."));
                placements.Add((placed.Placement, placed.Agency, stored.At, null));
                break;
            case PlacementRecalled recalled:
                var index = placements.FindIndex(known => known.Placement == recalled.Placement && known.Until is null);
                if (index >= 0) placements[index] = placements[index] with { Until = stored.At };
                break;
            default:
                break;
        }
    }

    /// <summary>What is wrong with a contact, by who had the case when it was made; null if nothing is.</summary>
    public (string Rule, string Why)? Judge(ContactRecord record)
    {
        if (record.Agency is { } agency)
        {
            return placements.Any(known => known.Agency == agency && known.From <= record.At && !(known.Until < record.At))
                ? null
                : ("agency-without-placement", $"{record.Channel} {record.Contact} was made by agency {agency}, which did not have the case.");
        }

        var pressed = record is { Purpose: Purpose.Collection, Channel: not Channel.Letter } && placements.Any(known => known.From < record.At && !(known.Until <= record.At));
        return pressed ? ("contact-while-placed", $"{record.Channel} {record.Contact} was made while an agency had the case.") : null;
    }
}
