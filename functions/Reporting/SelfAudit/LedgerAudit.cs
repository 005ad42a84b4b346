using Collections.Functions.Contact;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Holds what a debtor's ledger counts against the rows of the contacts themselves. (R9.1)</summary>
internal static class LedgerAudit
{
    public static IEnumerable<Violation> Differences(DebtorLedger ledger, IReadOnlyList<AuditedContact> contacts)
    {
        var counted = ledger.Entries.Select(entry => entry.Contact).ToHashSet(StringComparer.Ordinal);
        var newest = contacts.Select(contact => contact.Record.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Max();
        foreach (var (record, law) in contacts)
        {
            var isCounted = counted.Contains(record.Contact);
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
}
