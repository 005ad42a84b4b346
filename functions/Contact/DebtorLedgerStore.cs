using System.Security.Cryptography;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Points;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact;

/// <summary>
/// The ledger of each debtor and the contacts counted in it. Judging, reserving and counting are one transaction, so contacts that race over any
/// number of accounts never pass a cap together. (Invariant "Contact, across two partitions".)
/// </summary>
public sealed class DebtorLedgerStore(
    Tables tables, ILawBook laws, TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technicalClock)
{
    /// <summary>Longer than a provider is given to answer, with what comes before and after.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>More than the contacts that could race for one debtor.</summary>
    private const int Attempts = 200;

    private readonly DebtorPartition partition = new(tables);

    public async Task<DebtorLedger> LoadAsync(DebtorKey debtor, CancellationToken cancellation) =>
        (await partition.ReadLedgerAsync(debtor, cancellation)).Ledger;

    public Task<ContactHold?> FindAsync(DebtorKey debtor, string contact, CancellationToken cancellation) =>
        partition.ReadContactAsync(debtor, contact, cancellation);

    /// <summary>The same by its id alone.</summary>
    public async Task<ContactHold?> FindAsync(string contact, CancellationToken cancellation) =>
        await partition.DebtorOfAsync(contact, cancellation) is { } debtor ? await partition.ReadContactAsync(debtor, contact, cancellation) : null;

    /// <summary>What else a message spoke of that left, or may have, found by the first digits of its id; none for one of another case.</summary>
    public async Task<IReadOnlyList<CoveredCase>> FindCoveringAsync(DebtorKey debtor, CaseKey sender, string beginning, CancellationToken cancellation) =>
        (await partition.ReadContactsAsync(debtor, beginning, cancellation))
            .FirstOrDefault(record => record.Case == sender && record is { Covers: not null, State: ContactState.Sending or ContactState.Sent or ContactState.Unknown })?.Covers ?? [];

    /// <summary>Judges the contact and stores the verdict; if it is allowed, reserves and counts it. A contact that is stored already is returned as it is.</summary>
    public async Task<ContactHold> ReserveAsync(ContactRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (pack, calendar) = await laws.ForAsync(request.Institution, cancellation);
        await partition.ListAsync(request, cancellation);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var read = await partition.ReadLedgerAsync(request.Debtor, cancellation);
            var now = clock.GetUtcNow();
            var intended = request.Choose(read.Ledger);
            var verdict = ContactGate.Judge(pack, calendar, read.Ledger, intended, now);
            var record = RecordOf(request, intended, verdict, read.Ledger, now);

            // Only what is reserved counts. Of a refusal the ledger notes which case asked: the next message may speak of it.
            var asked = read.Ledger.With(request.Case);
            var ledger = record.State == ContactState.Reserved ? asked.Pruned(pack, now).With(EntryOf(record, intended.Account)) : ReferenceEquals(asked, read.Ledger) ? null : asked;
            var hold = await partition.TryAddAsync(record, read, ledger, cancellation) ?? await partition.ReadContactAsync(request.Debtor, request.Contact, cancellation);
            if (hold is not null) return hold;
        }

        throw TooManyConflicts(request.Contact);
    }

    /// <summary>
    /// The step that only one can win: reserved → sending, with the gate asked again at this moment. Whoever gets it back as sending, with
    /// <c>Won</c>, calls the provider, once. When the gate says no by now, the contact is released.
    /// </summary>
    public async Task<(ContactHold Hold, bool Won)> StartSendingAsync(ContactHold hold, ContactRequest request, SentText text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hold);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(text);
        var (pack, calendar) = await laws.ForAsync(request.Institution, cancellation);
        var mark = RandomNumberGenerator.GetHexString(16, lowercase: true);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (hold.State != ContactState.Reserved) return (hold, hold.State == ContactState.Sending && hold.Record.Try == mark);
            hold = await WithLedgerAsync(hold, cancellation);
            var ledger = hold.Ledger!.Ledger;
            var now = clock.GetUtcNow();

            // For each account that the message speaks of: what one of them may not hear of now, none does.
            var verdict = text.Accounts.Prepend(request.Intended.Account)
                .Select(account => ContactGate.Judge(pack, calendar, ledger.Without(request.Contact), request.Intended with { Phone = hold.Record.Phone, Account = account }, now))
                .OrderBy(judged => judged.Outcome == VerdictOutcome.Allowed).First();
            var allowed = verdict.Outcome == VerdictOutcome.Allowed;
            var checkedNow = hold.Record with { CheckedAt = now, TextHash = text.Hash, TextOf = text.Of, Covers = text.Covers };
            var record = !allowed ? checkedNow with { State = ContactState.Released, StoppedBy = verdict.Rule }
                : checkedNow with { State = ContactState.Sending, Lease = technicalClock.GetUtcNow() + Lease, Try = mark };

            // The ledger is written along, with the same counts: so an opt-out either came before, and was seen, or comes after the start.
            try
            {
                if (await partition.TryMoveAsync(hold, record, (allowed ? ledger.Covering(request.Contact, text.Accounts) : ledger.Without(request.Contact)).Without(text.Closed), cancellation) is { } moved) return (moved, allowed);
            }
            catch (Exception failure) when (Outage.Is(failure))
            {
                // It may be done: the row tells, if it can be read.
            }

            hold = await AgainAsync(hold, cancellation);
        }

        throw TooManyConflicts(request.Contact);
    }

    /// <summary>Notes how a send ended. What is known for certain replaces unknown, and never the other way round.</summary>
    public Task<ContactHold> CompleteAsync(ContactHold hold, SendOutcome outcome, string? providerMessage, CancellationToken cancellation)
    {
        var state = outcome switch
        {
            SendOutcome.Sent => ContactState.Sent,
            SendOutcome.Failed => ContactState.Failed,
            SendOutcome.Unknown => ContactState.Unknown,
            SendOutcome.Released or SendOutcome.Shadow => throw new ArgumentException($"{outcome} is decided before a contact is sent.", nameof(outcome)),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        return MoveAsync(
            hold,
            record => record.State is ContactState.Sending || (record.State == ContactState.Unknown && state != ContactState.Unknown),
            record => record with { State = state, ProviderMessage = providerMessage ?? record.ProviderMessage, Lease = null, Try = null },
            state == ContactState.Failed ? ledger => ledger.With(hold.Record.Contact, EntryResult.Failed) : null,
            cancellation);
    }

    /// <summary>
    /// Notes what the network reported of a message that is being sent, or was: what reached the device was sent, whatever the provider's answer would have been.
    /// A report that is known already, or is worse than what is known, changes nothing. What a person said never left, and was delivered after all, counts again.
    /// </summary>
    /// <param name="invalid">Undelivered, since its number or address does not work: it is not used again.</param>
    /// <param name="bounced">Undelivered says something of the number or address at all.</param>
    public Task<ContactHold> ReportDeliveryAsync(ContactHold hold, bool delivered, string? providerMessage, bool invalid, CancellationToken cancellation, bool bounced = true)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return MoveAsync(
            hold,
            record => delivered
                ? record is { Delivered: not true, State: ContactState.Sending or ContactState.Sent or ContactState.Unknown or ContactState.Failed }
                    or { State: ContactState.Released, StoppedBy: Quarantine.QuarantineRules.NeverLeft }
                : record.Delivered is null && record.State is ContactState.Sending or ContactState.Sent or ContactState.Unknown,
            record => delivered
                ? record with { Delivered = true, State = ContactState.Sent, ProviderMessage = providerMessage ?? record.ProviderMessage, Lease = null, Try = null }
                : record with { Delivered = false },
            ledger => Reported(ledger, hold.Record, delivered, invalid, bounced, clock.GetUtcNow()),
            cancellation);
    }

    private static DebtorLedger Reported(DebtorLedger ledger, ContactRecord record, bool delivered, bool invalid, bool bounced, DateTimeOffset now)
    {
        if (delivered && record.Account is { } account && ledger.Entries.All(entry => entry.Contact != record.Contact))
            ledger = ledger.With(EntryOf(record, account)).Covering(record.Contact, record.Covers.Accounts());
        var reported = ledger.With(record.Contact, delivered ? EntryResult.Delivered : EntryResult.Undelivered);
        return record.Phone is not { } point ? reported
            : delivered ? reported.Reached(point, now)
            : invalid ? reported.Fails(point, PointStanding.Invalid, IsOwnNumber(record), now)
            : bounced ? reported.Bounced(point, IsOwnNumber(record), now) : reported;
    }

    /// <summary>Whether a contact was left while it was being sent: nobody knows whether it went out.</summary>
    public bool IsAbandoned(ContactRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.State == ContactState.Sending && record.Lease <= technicalClock.GetUtcNow();
    }

    /// <summary>A reservation that is not used counts no longer.</summary>
    /// <param name="because">The check that gave it up.</param>
    public Task<ContactHold> ReleaseAsync(ContactHold hold, string because, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return MoveAsync(
            hold, record => record.State == ContactState.Reserved, record => record with { State = ContactState.Released, StoppedBy = because, CheckedAt = clock.GetUtcNow() },
            ledger => ledger.Without(hold.Record.Contact), cancellation);
    }

    /// <summary>A person has found that a message of unknown outcome never left: it counts no longer. Whatever became certain meanwhile stays.</summary>
    public Task<ContactHold> NeverLeftAsync(ContactHold hold, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return MoveAsync(
            hold, record => record.State == ContactState.Unknown, record => record with { State = ContactState.Released, StoppedBy = Quarantine.QuarantineRules.NeverLeft },
            ledger => ledger.Without(hold.Record.Contact), cancellation);
    }

    /// <summary>In shadow mode a message ends here; it counts, so that what comes after is decided as it would be.</summary>
    public Task<ContactHold> ShadowAsync(ContactHold hold, SentText text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hold);
        ArgumentNullException.ThrowIfNull(text);
        return MoveAsync(
            hold, record => record.State == ContactState.Reserved,
            record => record with { State = ContactState.Shadow, TextHash = text.Hash, TextOf = text.Of, Covers = text.Covers, CheckedAt = clock.GetUtcNow() },
            ledger => ledger.With(hold.Record.Contact, EntryResult.Sent).Covering(hold.Record.Contact, text.Accounts).Without(text.Closed),
            cancellation);
    }

    /// <summary>A message that its provider certainly did not take counts no longer. Only for whoever has called the provider.</summary>
    public Task<ContactHold> GiveBackAsync(ContactHold hold, CancellationToken cancellation) => MoveAsync(
        hold, record => record.State == ContactState.Sending, record => record with { State = ContactState.Released, Lease = null, Try = null },
        ledger => ledger.Without(hold.Record.Contact), cancellation);

    /// <summary>What came of a person's contact. A contact is reported once; the same command again finds it reported.</summary>
    /// <param name="wrongNumber">The number is nobody's, or somebody else's: it is never used again.</param>
    public Task<ContactHold> ReportAsync(ContactHold hold, EntryResult result, bool wrongNumber, string command, CancellationToken cancellation) => MoveAsync(
        hold, record => record.State == ContactState.Reserved, record => record with { State = ContactState.Reported, ReportedBy = command },
        ledger => Told(ledger.With(hold.Record.Contact, result), hold.Record, result, wrongNumber, clock.GetUtcNow()),
        cancellation);

    /// <summary>Who answers a number himself makes it his; who is somebody else makes it wrong for ever.</summary>
    private static DebtorLedger Told(DebtorLedger ledger, ContactRecord record, EntryResult result, bool wrongNumber, DateTimeOffset now) => record.Phone is not { } point ? ledger
        : wrongNumber ? ledger.Fails(point, PointStanding.WrongParty, IsOwnNumber(record), now)
        : result == EntryResult.Conversation && record is { Party: Party.Debtor, Channel: not Channel.Visit } ? ledger.Reached(point, now) : ledger;

    private static bool IsOwnNumber(ContactRecord record) => record is { Party: Party.Debtor, Channel: not (Channel.Email or Channel.Visit) };

    /// <summary>The debtor has closed a channel.</summary>
    /// <param name="said">When he said so; null: now.</param>
    /// <returns>Whether it is closed now: not if he has opened it since.</returns>
    public async Task<bool> OptOutAsync(DebtorKey debtor, Channel channel, CancellationToken cancellation, DateTimeOffset? said = null) =>
        (await AmendAsync(debtor, ledger => ledger.WithOptOut(channel, said ?? clock.GetUtcNow()), cancellation)).OptOuts.Contains(channel);

    /// <summary>Changes what else stands in the ledger; a change that answers the same ledger writes nothing.</summary>
    public async Task<DebtorLedger> AmendAsync(DebtorKey debtor, Func<DebtorLedger, DebtorLedger> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var amended = DebtorLedger.Empty;
        await ChangeAsync(debtor, ledger => amended = change(ledger), cancellation);
        return amended;
    }

    /// <summary>Counts a contact that others made, at its own time and once. One that no rule can see any more is not kept.</summary>
    public async Task<bool> CountAsync(string institution, DebtorKey debtor, LedgerEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var reach = (await laws.ForAsync(institution, cancellation)).Pack.ReachOf(entry.Channel);
        return await ChangeAsync(debtor, ledger => entry.At > clock.GetUtcNow() - reach ? ledger.WithOutside(entry) : ledger, cancellation);
    }

    private async Task<bool> ChangeAsync(DebtorKey debtor, Func<DebtorLedger, DebtorLedger> change, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var read = await partition.ReadLedgerAsync(debtor, cancellation);
            var ledger = change(read.Ledger);
            if (ReferenceEquals(ledger, read.Ledger)) return false;
            if (await partition.TryWriteLedgerAsync(debtor, read, ledger, cancellation)) return true;
        }

        throw new InvalidOperationException($"The ledger of debtor {debtor} kept changing.");
    }

    /// <summary>Moves a contact that may be moved; one that has moved on meanwhile is returned as it is.</summary>
    private async Task<ContactHold> MoveAsync(
        ContactHold hold, Func<ContactRecord, bool> may, Func<ContactRecord, ContactRecord> to, Func<DebtorLedger, DebtorLedger>? count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hold);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (!may(hold.Record)) return hold;
            if (count is not null) hold = await WithLedgerAsync(hold, cancellation);
            var ledger = count?.Invoke(hold.Ledger!.Ledger);
            if (await partition.TryMoveAsync(hold, to(hold.Record), ledger, cancellation) is { } moved) return moved;
            hold = await AgainAsync(hold, cancellation);
        }

        throw TooManyConflicts(hold.Record.Contact);
    }

    private async Task<ContactHold> WithLedgerAsync(ContactHold hold, CancellationToken cancellation) =>
        hold.Ledger is null ? hold with { Ledger = await partition.ReadLedgerAsync(hold.Record.Debtor, cancellation) } : hold;

    private async Task<ContactHold> AgainAsync(ContactHold hold, CancellationToken cancellation) =>
        await partition.ReadContactAsync(hold.Record.Debtor, hold.Record.Contact, cancellation)
        ?? throw new InvalidOperationException($"Contact {hold.Record.Contact} is gone.");

    private static LedgerEntry EntryOf(ContactRecord record, AccountKey account) =>
        new(record.Contact, record.At, record.Channel, record.Purpose, account, record.Phone, Party: record.Party, Person: record.Person, Agency: record.Agency);

    private static ContactRecord RecordOf(ContactRequest request, IntendedContact intended, ContactVerdict verdict, DebtorLedger before, DateTimeOffset now) => new()
    {
        Contact = request.Contact,
        Debtor = request.Debtor,
        Case = request.Case,
        Account = intended.Account,
        Channel = intended.Channel,
        Purpose = intended.Purpose,
        Party = intended.Party,
        Person = intended.Person,
        Agency = intended.Agency,
        At = now,
        By = request.By,
        Phone = intended.Phone,
        Verdict = verdict,
        Before = before,
        State = verdict.Outcome switch
        {
            VerdictOutcome.Allowed => ContactState.Reserved,
            VerdictOutcome.Deferred => ContactState.Deferred,
            VerdictOutcome.Forbidden => ContactState.Forbidden,
            _ => throw new InvalidOperationException($"The gate answered {verdict.Outcome}."),
        },
    };

    private static InvalidOperationException TooManyConflicts(string contact) => new($"The ledger around contact {contact} kept changing.");
}
