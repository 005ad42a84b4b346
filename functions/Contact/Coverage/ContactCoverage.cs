using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Coverage;

/// <summary>
/// One message speaks of all accounts of a debtor on which the same message is due, so that the caps, which count over all of them, starve none. A covered case takes
/// it for its own. Cases are found in the debtor's ledger: each that ever asked it stands there. (R2.5, R5.2)
/// </summary>
public sealed class ContactCoverage(ICaseStreams streams, CaseAdvance cases, CaseRules rules, Restraints restraints, ILawBook laws, IStrategyBook strategies, WorkingCalendar calendar, TimeProvider clock)
{
    private const int Attempts = 20;

    /// <summary>More decisions in a row than any case makes before its message.</summary>
    private const int Decisions = 10;

    /// <summary>By noon every case's turn of the day has come.</summary>
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>The other cases of the sender's debtor that want this very message today, and about whose account it may be, each with its newest balance.</summary>
    /// <param name="ledger">With the message itself.</param>
    /// <param name="phone">Keyed hash of the number that it goes to.</param>
    public async Task<Cover> OfAsync(CaseState sender, OpenContact open, DebtorLedger ledger, string? phone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(ledger);
        if (open.Purpose != Purpose.Collection) return Cover.None;
        var (covered, heads, closed) = (new List<CoveredCase>(), new List<CaseHead>(), new List<CaseKey>());
        var at = clock.GetUtcNow();
        var law = await laws.ForAsync(sender.Institution, cancellation);
        var before = ledger.Without(open.Contact);
        foreach (var key in ledger.Cases.Where(key => key != sender.Key))
        {
            if (await streams.LoadAsync(key, cancellation) is not { State.IsOpen: true } head)
            {
                closed.Add(key);
                continue;
            }

            if (!IsAlike(sender, head.State)) continue;
            head = await cases.FreshAsync(head, cancellation);
            if (RungOf(head.State, sender.Stage, open, at) is not { } rung || !await MaySpeakOfAsync(sender, head.State, open, cancellation)) continue;
            if (!IsLawful(law, before, head.State, open, phone, at)) continue;
            covered.Add(new CoveredCase(key, rung, open.Template, at, head.State.Account));
            heads.Add(head);
        }

        return new Cover(covered, heads, closed);
    }

    /// <summary>Whether the covered cases still are as they were read.</summary>
    public async Task<bool> StandsAsync(Cover cover, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cover);
        foreach (var head in cover.Heads)
        {
            if ((await streams.LoadAsync(head.State.Key, cancellation))?.State.Version != head.State.Version) return false;
        }

        return true;
    }

    /// <summary>Tells the covered cases of a message that went out, or may have; each once, however often it is told.</summary>
    public async Task TellAsync(ContactRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        foreach (var covered in record.Covers ?? [])
            await AppendAsync(covered.Case, $"{record.Contact}-covers", new ContactCovered(record.Contact, record.Case, record.Channel, covered.Rung, covered.Template), cancellation);
    }

    /// <summary>A message of unknown outcome never left: what it covered is due again.</summary>
    public async Task UndoAsync(ContactRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        foreach (var covered in record.Covers ?? [])
            await AppendAsync(covered.Case, $"{record.Contact}-uncovers", new CoverUndone(record.Contact, covered.Rung), cancellation);
    }

    private async Task AppendAsync(CaseKey key, string command, Fact fact, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var head = await streams.LoadAsync(key, cancellation) ?? throw new InvalidOperationException($"Case {key} is gone.");
            try
            {
                await streams.AppendAsync(key, head, command, "system", [fact], cancellation);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // It is true whatever else has happened to the case.
            }
        }
    }

    /// <summary>Whether one text, with one sum, can speak of both.</summary>
    private static bool IsAlike(CaseState sender, CaseState other) =>
        (other.Debtor, other.Institution, other.Language, other.Overdue.Currency) == (sender.Debtor, sender.Institution, sender.Language, sender.Overdue.Currency);

    /// <summary>What the gate says of the account that is spoken of: counters of an account count it too.</summary>
    private static bool IsLawful(Law law, DebtorLedger before, CaseState other, OpenContact open, string? phone, DateTimeOffset now)
    {
        var intended = new IntendedContact
        {
            Channel = open.Channel,
            Purpose = open.Purpose,
            Party = Party.Debtor,
            Stage = other.Stage,
            Account = other.Account,
            Phone = phone,
            Zones = DebtorZones.Of(other.Region),
        };
        return ContactGate.Judge(law.Pack, law.Calendar, before, intended, now).Outcome == VerdictOutcome.Allowed;
    }

    /// <summary>What would hold back the case's own message holds this one back from speaking of it.</summary>
    private async Task<bool> MaySpeakOfAsync(CaseState sender, CaseState other, OpenContact open, CancellationToken cancellation) =>
        await restraints.StoppedAsync(other, open.Purpose, agency: null, cancellation) is null
        && await restraints.IsShadowAsync(other, cancellation) == await restraints.IsShadowAsync(sender, cancellation);

    /// <summary>The rung of this very message that the case itself would plan today if the gate had put nothing off; null if it would not. A stage's words are for that stage alone.</summary>
    private string? RungOf(CaseState state, Stage stage, OpenContact open, DateTimeOffset now)
    {
        if (state.Contacts.Open is not null) return null;
        if (ContactStops.Reason(state, strategies.Get(state.Strategy), open.Purpose, calendar, now) is not null) return null;
        var noon = BusinessTime.At(BusinessTime.DayOf(now), Noon);
        var at = noon > now ? noon : now;
        state = state with { Contacts = state.Contacts.Freed() };
        for (var decision = 0; decision < Decisions; decision++)
        {
            if (rules.Decide(state, at) is not Record { Facts: var facts }) return null;
            if (facts.OfType<ContactPlanned>().FirstOrDefault() is { } planned)
                return (state.Stage, planned.Channel, planned.Purpose, planned.Template) == (stage, open.Channel, open.Purpose, open.Template) ? planned.Rung : null;
            foreach (var fact in facts) state = state.Evolve(new StoredFact(state.Version + 1, at, "system", "", fact));
        }

        return null;
    }
}
