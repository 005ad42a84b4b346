using Collections.Functions.Contact;
using Collections.Functions.Contact.Quarantine;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Holds the messages that speak of several accounts against the streams of all of them: none covered unlawfully, none told of a message that never was. (R5.2, R9.1)</summary>
internal static class CoverAudit
{
    public static IEnumerable<Violation> Differences(IReadOnlyDictionary<CaseKey, CaseTrail> trails, IEnumerable<ContactRecord> contacts)
    {
        var covering = contacts.Where(contact => contact.Covers is not null).ToDictionary(contact => contact.Contact, StringComparer.Ordinal);
        foreach (var violation in covering.Values.SelectMany(record => Spoken(record, trails))) yield return violation;
        foreach (var trail in trails.Values)
        {
            foreach (var (contact, at) in trail.Messages.Covered)
            {
                if (!covering.TryGetValue(contact, out var record) || record.Covers!.All(covered => covered.Case != trail.Opened.Key))
                    yield return new Violation("cover-without-message", trail.Opened.Key, at, $"The case counts message {contact}, which does not speak of it.");
                else if (record.State is ContactState.Reserved or ContactState.Deferred or ContactState.Forbidden || (record.State == ContactState.Released && record.StoppedBy != QuarantineRules.NeverLeft))
                    yield return new Violation("cover-without-message", trail.Opened.Key, at, $"The case counts message {contact}, which is {record.State}.");
            }
        }
    }

    /// <summary>What is wrong with the cases that a message spoke of.</summary>
    private static IEnumerable<Violation> Spoken(ContactRecord record, IReadOnlyDictionary<CaseKey, CaseTrail> trails)
    {
        if (record.State is not (ContactState.Sending or ContactState.Sent or ContactState.Unknown or ContactState.Shadow)) yield break;
        foreach (var covered in record.Covers!)
        {
            if (!trails.TryGetValue(covered.Case, out var trail) || trail.Opened.Debtor != record.Debtor)
            {
                yield return new Violation("cover-of-another", covered.Case, covered.At, $"Message {record.Contact} speaks of a case that is not its debtor's.");
                continue;
            }

            if (trail.Before(covered.At).Stops(record.Purpose, covered.At) is { } stop)
                yield return new Violation("contact-after-stop", covered.Case, covered.At, $"Message {record.Contact} speaks of the case although {stop}.");
            if (trails.TryGetValue(record.Case, out var sender) && sender.Messages.Ended.Contains(record.Contact) && !trail.Messages.Covered.ContainsKey(record.Contact))
                yield return new Violation("cover-untold", covered.Case, covered.At, $"Message {record.Contact} speaks of the case, which does not know.");
        }
    }
}
