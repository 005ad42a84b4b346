using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;

namespace Collections.Functions.Agencies;

/// <summary>How an agency did, from the streams of the cases that it had: what came in, what it earns, and how it behaved. (R3.8)</summary>
/// <param name="Open">Placements in force.</param>
/// <param name="Ended">Those that ended, by reason.</param>
/// <param name="Money">What was recovered and the fee, by currency.</param>
/// <param name="Calls">Calls that it recorded.</param>
/// <param name="Refused">Contacts that it asked for and the gate refused.</param>
/// <param name="Complaints">Complaints on its cases meanwhile.</param>
public sealed record AgencyScorecard(
    string Agency, int Placements, int Open, IReadOnlyDictionary<string, int> Ended, IReadOnlyList<AgencyFees> Money, int Calls, int Conversations, int Promises, int Refused, int Complaints);

public sealed class AgencyScorecards(PlacementBoard board, ICaseStreams streams, Tables tables, TimeProvider clock)
{
    private readonly DebtorPartition debtors = new(tables);

    public async Task<AgencyScorecard> OfAsync(string institution, string agency, CancellationToken cancellation)
    {
        var rows = await board.ListAsync(institution, agency, cancellation);
        var today = BusinessTime.DayOf(clock.GetUtcNow());
        var (fees, calls, talks, promises, complaints) = (new List<AgencyFees>(), 0, 0, 0, 0);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (await streams.LoadAsync(row.Case, cancellation) is not { } head) continue;
            var facts = await streams.ReadAsync(row.Case, 1, head.State.Version, cancellation);
            fees.Add(AgencyFees.Of(facts.Select(stored => stored.Fact), row.From, row.Ended ?? today, row.Share, head.State.Balance.Currency));
            var own = Meanwhile(facts, row.Placement).ToList();
            calls += own.Count(stored => stored.Fact is CallRecorded && IsAgencys(stored));
            talks += own.Count(stored => stored.Fact is CallRecorded { IsConversation: true } && IsAgencys(stored));
            promises += own.Count(stored => stored.Fact is Negotiation.PromiseMade && IsAgencys(stored));
            complaints += ComplaintsOf([.. own.Select(stored => stored.Fact)]);
            var contacts = await debtors.ReadContactsAsync(head.State.Debtor, "", cancellation);
            refused.UnionWith(contacts.Where(contact => contact.Agency == agency && contact.Case == row.Case && contact.State is (ContactState.Deferred or ContactState.Forbidden)).Select(contact => contact.Contact));
        }

        var ended = rows.Where(row => row.Because is not null).GroupBy(row => row.Because!).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var money = fees.GroupBy(fee => fee.Fee.Currency).Select(group => new AgencyFees(Sum(group.Select(fee => fee.Recovered)), Sum(group.Select(fee => fee.Fee))));
        return new AgencyScorecard(agency, rows.Count, rows.Count(row => row.Ended is null), ended, [.. money], calls, talks, promises, refused.Count, complaints);
    }

    /// <summary>The facts of a placement: from its beginning to its end, the complaint that ends it among them.</summary>
    private static IEnumerable<StoredFact> Meanwhile(IReadOnlyList<StoredFact> facts, string placement) => facts
        .SkipWhile(stored => !(stored.Fact is PlacedWithAgency placed && placed.Placement == placement))
        .TakeWhile(stored => !(stored.Fact is PlacementRecalled recalled && recalled.Placement == placement));

    /// <summary>Those that were registered, and stops for one that was only told of; the stop of a registered one is no other.</summary>
    private static int ComplaintsOf(IReadOnlyList<Fact> facts)
    {
        var received = facts.OfType<ComplaintReceived>().Select(fact => fact.Complaint).ToList();
        var stops = received.SelectMany(id => Enum.GetValues<ComplaintScope>().Select(scope => ComplaintCommands.StopOf(id, scope))).ToHashSet(StringComparer.Ordinal);
        return received.Count + facts.OfType<SuspensionSet>().Count(set => set.Ground is nameof(SuspensionKind.Complaint) or nameof(SuspensionKind.Conduct) && !stops.Contains(set.Suspension));
    }

    private static bool IsAgencys(StoredFact stored) => stored.By.EndsWith($"/{Roles.Agency}", StringComparison.Ordinal);

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate((sum, amount) => sum + amount);
}
