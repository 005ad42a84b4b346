using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>
/// Has everything that is stored judged again, each contact by the law of its verdict. It goes by debtors, a share of them at a time: what it holds in memory is
/// the trails of a share, and each share costs one walk over the streams. (R9)
/// </summary>
public sealed class SelfAuditor(Tables tables, ILawBook laws, IStrategyBook strategies, WorkingCalendar calendar, TimeProvider clock, ITrialHistory? trials = null)
{
    /// <param name="shares">1 to 256: the more, the less memory and the more walks.</param>
    /// <param name="watch">Sees what is read on the way; null: nobody.</param>
    public async Task<AuditFindings> RunAsync(int shares, IAuditWatch? watch, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shares, 256);
        var (cases, facts, contacts, found) = (0L, 0L, 0L, new List<Violation>());
        for (var share = 0; share < shares; share++)
        {
            var (from, to) = (Bound(share * 256 / shares), share + 1 == shares ? null : Bound((share + 1) * 256 / shares));
            var audit = new SelfAudit(strategies, calendar, clock.GetUtcNow());
            var stored = new StoredStreams(tables);
            await foreach (var stream in stored.StreamsAsync(shares == 1 ? null : debtor => IsWithin(debtor, from, to), cancellation))
            {
                var read = audit.Read(stream);
                foreach (var reference in SelfAudit.StrategiesOf(read)) await strategies.EnsureAsync(reference, cancellation);
                audit.Take(stream, read, trials is not null && read is [{ Fact: CaseOpened opened } first, ..] ? await trials.AtAsync(opened.Institution, first.At, cancellation) : null);
                watch?.Read(stream, read);
                (cases, facts) = (cases + 1, facts + read.Count);
            }

            DebtorKey? last = null;
            await foreach (var contact in stored.ContactsAsync(from, to, cancellation))
            {
                contacts++;
                audit.Take(contact, await laws.AsOfAsync(contact.Verdict.PackHash, contact.Verdict.Calendar, cancellation));
                watch?.Read(contact);
                if (last == contact.Debtor) continue;
                last = contact.Debtor;
                if (await stored.LedgerAsync(contact.Debtor, cancellation) is { } ledger) audit.Take(contact.Debtor, ledger);
            }

            foreach (var debtor in audit.Uncontacted)
            {
                if (await stored.LedgerAsync(debtor, cancellation) is { Entries.Count: > 0 } ledger) audit.Take(debtor, ledger);
            }

            found.AddRange(audit.Conclude());
        }

        return new AuditFindings(cases, facts, contacts, [.. found.Distinct().OrderBy(violation => violation.At)]);
    }

    private static string Bound(int prefix) => prefix == 0 ? "" : prefix.ToString("x2", CultureInfo.InvariantCulture);

    private static bool IsWithin(DebtorKey debtor, string from, string? to) =>
        string.CompareOrdinal(debtor.Value, from) >= 0 && (to is null || string.CompareOrdinal(debtor.Value, to) < 0);
}

/// <summary>Looks on while everything is read: for summaries and further checks.</summary>
public interface IAuditWatch
{
    void Read(AuditedStream stream, IReadOnlyList<StoredFact> facts);

    void Read(ContactRecord contact);
}

/// <param name="Violations">Oldest first.</param>
public sealed record AuditFindings(long Cases, long Facts, long Contacts, IReadOnlyList<Violation> Violations);
