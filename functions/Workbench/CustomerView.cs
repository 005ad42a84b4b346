using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Workbench;

/// <summary>Puts together what is known of a debtor over all his accounts. (R2.5)</summary>
public sealed class CustomerView(
    DebtorCases cases, ICaseStreams streams, Casework casework, DebtorProfiles profiles, DebtorParties parties, PointCommands points, DebtorLedgerStore ledger, TimeProvider clock,
    [FromKeyedServices("technical")] TimeProvider technical)
{
    /// <summary>Throws <see cref="RefusedException"/> (404) for a debtor without a case.</summary>
    /// <param name="withPersonal">Whether the reader works with debtors, and may see masked personal data and kinds of suspensions.</param>
    public async Task<CustomerAnswer> ReadAsync(DebtorKey debtor, bool withPersonal, CancellationToken cancellation)
    {
        var states = new List<CaseState>();
        foreach (var key in await cases.OfAsync(debtor, cancellation))
        {
            if (await streams.LoadAsync(key, cancellation) is { } head) states.Add(head.State);
        }

        if (states.Count == 0) throw RefusedException.NotFound("debtor");
        var (known, now) = (await ledger.LoadAsync(debtor, cancellation), clock.GetUtcNow());
        var profile = withPersonal ? await profiles.LoadAsync(debtor, cancellation) : null;
        var owners = states.SelectMany(state => OwnersOf(state)).Distinct(StringComparer.Ordinal).ToList();
        var told = new List<CustomerCase>();
        foreach (var state in states.OrderByDescending(state => state.OpenedAt).ThenBy(state => state.Key.Value, StringComparer.Ordinal)) told.Add(await CaseAsync(state, cancellation));
        return new CustomerAnswer
        {
            Key = debtor,
            Debtor = profile is null ? null : DebtorCard.Of(profile),
            Owner = owners is [var one] ? one : null,
            Overdue = [.. states.Where(state => state.IsOpen).GroupBy(state => state.Balance.Currency, StringComparer.Ordinal).Select(group => new Money(group.Sum(state => state.Overdue.Amount), group.Key))],
            Cases = told,
            Parties = withPersonal ? [.. (await parties.ListAsync(debtor, cancellation)).Select(PartyCard.Of)] : null,
            ContactPoints = withPersonal ? await points.CardsAsync(debtor, profile, cancellation) : null,
            Contacts = [.. known.Entries.Reverse().Select(CustomerContact.Of)],
            OptOuts = known.OptOuts,
            Suspensions = [.. known.Suspensions.OrderByDescending(suspension => suspension.From).Select(suspension => SuspensionCard.Of(suspension, withPersonal, now))],
        };
    }

    private async Task<CustomerCase> CaseAsync(CaseState state, CancellationToken cancellation)
    {
        var view = casework.View(state);
        var facts = await streams.ReadAsync(state.Key, 1, state.Version, cancellation);
        return new CustomerCase(
            state.Key, state.Account, state.Product, state.Spell, state.OpenedAt, state.Closed, state.Stage, state.Line, OwnersOf(state).FirstOrDefault(), view.DaysPastDue, state.Overdue,
            state.Balance.Outstanding, state.Risk, state.RiskScore, state.Circumstances.Reason, view.Segment, state.Promises.Open, state.Promises.Kept, state.Promises.Broken.Count, state.Plans.Open,
            state.Plans.Offer, state.Plans.Kept, state.Plans.Broken,
            [.. facts.Where(stored => stored.Fact is RiskScored).Select(stored => Score(stored.At, (RiskScored)stored.Fact))]);
    }

    private static ScoreOn Score(DateTimeOffset at, RiskScored scored) => new(at, scored.Scorecard, scored.Score, scored.Level, scored.Rule);

    private IEnumerable<string> OwnersOf(CaseState state) => state.Tasks.Where(task => task.Claim?.HoldsAt(technical.GetUtcNow()) == true).Select(task => task.Claim!.Person);
}
