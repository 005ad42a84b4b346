using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>
/// Judges again, in hindsight and from what is stored, every contact and every stage of every case: all streams first, then all contacts, then the
/// conclusion. It shares the packs', the calendars' and the strategy's figures with the program, and none of its decisions. Pure. (R9)
/// </summary>
/// <param name="calendar">The bank's own, which deadlines and the age of balances follow.</param>
/// <param name="now">Business time; null: whether cases still move is not looked at.</param>
public sealed class SelfAudit(IStrategyBook strategies, WorkingCalendar calendar, DateTimeOffset? now = null)
{
    /// <summary>So long after it was due the sweeper has helped every case that it can help.</summary>
    private static readonly TimeSpan Stalled = TimeSpan.FromDays(1);

    private readonly Dictionary<CaseKey, CaseTrail> trails = [];

    private readonly Dictionary<DebtorKey, List<AuditedContact>> contacts = [];

    private readonly Dictionary<DebtorKey, DebtorLedger> ledgers = [];

    private readonly List<Violation> found = [];

    private DebtorKey? reading;

    /// <summary>Judges a stream by itself.</summary>
    /// <returns>Its facts, as far as they can be read.</returns>
    public IReadOnlyList<StoredFact> Take(AuditedStream stream) => Take(stream, Read(stream));

    /// <param name="facts">The stream's, as <see cref="Read"/> gives them; the strategies that they name are in the book.</param>
    /// <param name="trials">That the case may have been put into when it was opened; null: its arm is not looked at.</param>
    public IReadOnlyList<StoredFact> Take(AuditedStream stream, IReadOnlyList<StoredFact> facts, IReadOnlyList<StrategyTrial?>? trials = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(facts);
        if (ChainAudit.Fault(stream) is { } fault) found.Add(new Violation("chain", stream.Key, default, fault));
        if (facts is not [{ Fact: CaseOpened opened }, ..] || opened.Key != stream.Key)
        {
            found.Add(new Violation("opening", stream.Key, facts.Count > 0 ? facts[0].At : default, "The stream does not begin with the opening of its case."));
            return facts;
        }

        if (trials is not null && PinTrail.Misplaced(opened, trials) is { } misplaced) found.Add(new Violation("arm", stream.Key, facts[0].At, misplaced));
        if (Unknown(facts) is { } unknown)
        {
            found.Add(new Violation("strategy-unknown", stream.Key, facts[0].At, $"Nobody can tell any more what strategy {unknown} was, by which the case went."));
            return facts;
        }

        var trail = trails[stream.Key] = new CaseTrail(opened, strategies, calendar, facts[0].At, found);
        for (var at = 1; at < facts.Count; at++)
        {
            if (facts[at].At < facts[at - 1].At) trail.Report("time", facts[at].At, $"Fact {facts[at].Sequence} is older than the one before it.");
            trail.Take(facts[at]);
        }

        if (now is { } today && !trail.IsClosed && !(stream.Due > today - Stalled))
            trail.Report("stalled", facts[^1].At, stream.Due is { } due ? FormattableString.Invariant($"The case was due at {due:yyyy-MM-dd HH:mm}Z, and nothing has happened since.") : "The case is open, and nothing will ever look at it again.");
        return facts;
    }

    /// <summary>Names and versions of the strategies that a stream went by.</summary>
    public static IEnumerable<string> StrategiesOf(IEnumerable<StoredFact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Select(stored => stored.Fact switch { CaseOpened opened => opened.Strategy, StrategyPinned pinned => pinned.Strategy, _ => null }).OfType<string>().Distinct();
    }

    private string? Unknown(IReadOnlyList<StoredFact> facts)
    {
        foreach (var reference in StrategiesOf(facts))
        {
            try
            {
                strategies.Get(reference);
            }
            catch (UnusableException)
            {
                return reference;
            }
        }

        return null;
    }

    /// <param name="law">The law of the contact's verdict; null when nobody knows it any more, which is a violation by itself.</param>
    public void Take(ContactRecord contact, Law? law)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (reading is { } last && last != contact.Debtor) Settle(last);
        reading = contact.Debtor;
        if (!contacts.TryGetValue(contact.Debtor, out var list)) contacts[contact.Debtor] = list = [];
        list.Add(new AuditedContact(contact, law));
    }

    /// <summary>All contacts of a debtor are read: the ledgers that their verdicts rest on are looked through, and let go.</summary>
    private void Settle(DebtorKey debtor)
    {
        var list = contacts[debtor];
        found.AddRange(LedgerAudit.Forgotten(list));
        for (var at = 0; at < list.Count; at++) list[at] = list[at] with { Record = list[at].Record with { Before = null } };
    }

    /// <summary>Debtors of whom no contact was read: nothing may be counted of them either.</summary>
    public IReadOnlyList<DebtorKey> Uncontacted => [.. trails.Values.Select(trail => trail.Opened.Debtor).Where(debtor => !contacts.ContainsKey(debtor)).Distinct()];

    public void Take(DebtorKey debtor, DebtorLedger ledger) => ledgers[debtor] = ledger;

    /// <summary>Judges the contacts of each debtor over all accounts, and says all that was found, oldest first.</summary>
    public IReadOnlyList<Violation> Conclude()
    {
        if (reading is { } last) Settle(last);
        new ContactAudit(trails, found).Judge(contacts.Values);
        found.AddRange(CoverAudit.Differences(trails, contacts.Values.SelectMany(list => list).Select(contact => contact.Record)));
        var outside = trails.Values.SelectMany(trail => trail.Outside).Select(told => told.Fact.Contact).ToHashSet(StringComparer.Ordinal);
        var open = trails.Values.Where(trail => !trail.IsClosed).ToLookup(trail => trail.Opened.Debtor);
        foreach (var (debtor, ledger) in ledgers)
        {
            var accounts = open[debtor].DistinctBy(trail => trail.Opened.Account).ToDictionary(trail => trail.Opened.Account, trail => trail.Opened.Key);
            found.AddRange(LedgerAudit.Differences(ledger, contacts.GetValueOrDefault(debtor) ?? [], accounts, outside));
        }

        return [.. found.OrderBy(violation => violation.At).ThenBy(violation => violation.Case.Value, StringComparer.Ordinal).ThenBy(violation => violation.Rule, StringComparer.Ordinal)];
    }

    /// <summary>The facts up to the first that cannot be read.</summary>
    public IReadOnlyList<StoredFact> Read(AuditedStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var facts = new List<StoredFact>(stream.Rows.Count);
        try
        {
            foreach (var row in stream.Rows) facts.Add(JsonSerializer.Deserialize<StoredFact>(row.Body, CollectionsJson.Options)!);
        }
        catch (JsonException)
        {
            found.Add(new Violation("unreadable", stream.Key, facts is [.., var last] ? last.At : default, $"Fact {facts.Count + 1} cannot be read."));
        }

        return facts;
    }
}

/// <summary>A contact's row, and the law under which it was judged.</summary>
public sealed record AuditedContact(ContactRecord Record, Law? Law);
