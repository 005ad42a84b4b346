using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Quarantine;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Holds what a debtor's ledger counts against the rows of the contacts themselves. (R9.1)</summary>
internal static class LedgerAudit
{
    /// <param name="open">The debtor's open cases by account.</param>
    /// <param name="outside">Ids of contacts that others made, as the debtor's cases tell.</param>
    public static IEnumerable<Violation> Differences(
        DebtorLedger ledger, IReadOnlyList<AuditedContact> contacts, IReadOnlyDictionary<AccountKey, CaseKey> open, IReadOnlySet<string> outside)
    {
        var rows = contacts.Select(contact => contact.Record.Contact).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in ledger.Entries.Where(entry => !rows.Contains(entry.Contact) && !outside.Contains(entry.Contact)))
        {
            // What others made on an account without a case is told nowhere but in the ledger.
            if (open.TryGetValue(entry.Account, out var key)) yield return new Violation("counted-unknown", key, entry.At, $"The ledger counts {entry.Channel} {entry.Contact}, of which there is no row.");
        }

        var counted = ledger.Entries.ToLookup(entry => entry.Contact, StringComparer.Ordinal);
        var newest = contacts.Select(contact => contact.Record.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Max();
        foreach (var (record, law) in contacts)
        {
            var isCounted = counted.Contains(record.Contact);
            if (isCounted && record.State is not ContactState.Reserved && record.Covers.Accounts().Any(account => !counted[record.Contact].First().IsAbout(account)))
                yield return new Violation("cover-uncounted", record.Case, record.At, $"Contact {record.Contact} speaks of accounts of which the ledger does not count it.");
            if (record.State is ContactState.Released or ContactState.Deferred or ContactState.Forbidden)
            {
                if (isCounted) yield return new Violation("counted-unmade", record.Case, record.At, $"Contact {record.Contact} is {record.State}, and the ledger counts it.");
            }
            else if (!isCounted && law is not null && record.At > newest - law.Pack.ReachOf(record.Channel))
            {
                // What the last reservation could still see must stand in the ledger.
                yield return new Violation("made-uncounted", record.Case, record.At, $"Contact {record.Contact} is {record.State}, and the ledger does not count it.");
            }
        }
    }

    /// <summary>What was made before a contact, and could still be seen by its rules, must stand in the ledger that its verdict rests on.</summary>
    public static IEnumerable<Violation> Forgotten(IReadOnlyList<AuditedContact> contacts) => contacts.SelectMany(contact => Forgotten(contact, contacts));

    private static IEnumerable<Violation> Forgotten(AuditedContact judged, IReadOnlyList<AuditedContact> contacts)
    {
        if (judged is not { Law: { } law, Record: { Before: { } before } record }) yield break;
        var counted = before.Entries.Select(entry => entry.Contact).ToHashSet(StringComparer.Ordinal);
        foreach (var (other, _) in contacts)
        {
            if (other.At >= record.At || other.At <= record.At - law.Pack.ReachOf(other.Channel) || counted.Contains(other.Contact)) continue;
            if (other.State is ContactState.Released or ContactState.Deferred or ContactState.Forbidden || other.StoppedBy == QuarantineRules.NeverLeft) continue;
            yield return new Violation("judged-without", record.Case, record.At, $"Contact {record.Contact} was judged without {other.Contact}, which was made before.");
        }
    }
}
