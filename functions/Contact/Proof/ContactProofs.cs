using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Proof;

/// <summary>Puts together everything that shows why a contact was allowed, or was not, from what was stored then. Keys and hashes, nothing personal. (R5.1, R8.1)</summary>
public sealed class ContactProofs(DebtorLedgerStore ledger, VerdictTeller teller, ICaseStreams streams)
{
    /// <summary>Throws <see cref="RefusedException"/> (404) for a contact that was never judged.</summary>
    public async Task<ContactProof> OfAsync(string contact, string language, CancellationToken cancellation)
    {
        var hold = await ledger.FindAsync(contact, cancellation) ?? throw RefusedException.NotFound("contact");
        var record = hold.Record;
        var head = await streams.LoadAsync(record.Case, cancellation) ?? throw RefusedException.NotFound("case");
        return new ContactProof
        {
            Contact = record.Contact,
            Case = record.Case,
            Debtor = record.Debtor,
            Channel = record.Channel,
            Purpose = record.Purpose,
            Party = record.Party,
            Person = record.Person,
            Agency = record.Agency,
            By = record.By,
            At = record.At,
            State = record.State,
            Verdict = await teller.TellAsync(record.Verdict, head.State.Region, language, cancellation),
            Ledger = record.Before is { } before ? ProvenLedger.Of(before, AfterOf(record, head.State, before)) : null,
            Sending = record.CheckedAt is { } at ? new ProvenSending(at, SendingChecks.All, record.StoppedBy) : null,
            Text = record.TextHash is { } hash ? new ProvenText(hash, record.TextOf) : null,
            ProviderMessage = record.ProviderMessage,
            Facts = await FactsAsync(record.Case, head.State.Version, contact, cancellation),
            Covered = record.Covers is { } covers ? await CoveredAsync(covers, contact, cancellation) : null,
            ChainEnd = Convert.ToHexStringLower(head.Hash),
        };
    }

    /// <summary>As it was counted then: with this contact if it was allowed.</summary>
    private static DebtorLedger AfterOf(ContactRecord record, CaseState state, DebtorLedger before) => record.Verdict.Outcome == VerdictOutcome.Allowed
        ? before.With(new LedgerEntry(record.Contact, record.At, record.Channel, record.Purpose, state.Account, record.Phone, Party: record.Party, Person: record.Person, Agency: record.Agency)
        {
            Covers = record.Covers is { } covers ? covers.Accounts() : null,
        })
        : before;

    private async Task<IReadOnlyList<ProvenCover>> CoveredAsync(IReadOnlyList<CoveredCase> covers, string contact, CancellationToken cancellation)
    {
        var proven = new List<ProvenCover>(covers.Count);
        foreach (var covered in covers)
        {
            var head = await streams.LoadAsync(covered.Case, cancellation) ?? throw RefusedException.NotFound("case");
            proven.Add(new ProvenCover(covered.Case, covered.Account, covered.At, covered.Rung, await FactsAsync(covered.Case, head.State.Version, contact, cancellation), Convert.ToHexStringLower(head.Hash)));
        }

        return proven;
    }

    private async Task<IReadOnlyList<ProvenFact>> FactsAsync(CaseKey key, long version, string contact, CancellationToken cancellation)
    {
        var found = new List<ProvenFact>();
        var rows = await streams.ReadRowsAsync(key, 1, version, cancellation);
        foreach (var stored in await streams.ReadAsync(key, 1, version, cancellation))
        {
            if (ContactOf(stored.Fact) == contact) found.Add(new ProvenFact(stored.Sequence, stored.At, stored.By, stored.Fact, Convert.ToHexStringLower(rows[(int)stored.Sequence - 1].Hash)));
        }

        return found;
    }

    internal static string? ContactOf(Fact fact) => fact switch
    {
        ContactPlanned planned => planned.Contact,
        ContactDeferred deferred => deferred.Contact,
        ContactForbidden forbidden => forbidden.Contact,
        SendStarted started => started.Contact,
        ContactCompleted completed => completed.Contact,
        ContactCovered covered => covered.Contact,
        CoverUndone undone => undone.Contact,
        UnknownSettled settled => settled.Contact,
        DeliveryReported reported => reported.Contact,
        CallRecorded call => call.Contact,
        FieldVisits.VisitReported visit => visit.Contact,
        Legal.LetterPosted letter => letter.Contact,
        Negotiation.LetterMailed letter => letter.Contact,
        Carriers.DeliveredOutsideWindow late => late.Contact,
        Parties.RulesOverridden overridden => overridden.Contact,
        _ => null,
    };
}
