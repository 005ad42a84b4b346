using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Contact;

/// <summary>
/// Carries a planned message from the case to the provider, at most once, through two partitions that know nothing of each other. Each line may be
/// the last before a crash: what comes again finds in the rows how far it got. (Invariant "Contact, across two partitions".)
/// </summary>
public sealed class ContactSender(
    ICaseStreams streams, CaseAdvance cases, DebtorLedgerStore ledger, DebtorProfiles profiles, ContactPoints points, MessageTexts texts, MessageCarriers carriers,
    Restraints restraints, ContactCoverage coverage, IStrategyBook strategies, WorkingCalendar calendar, TimeProvider clock)
{
    /// <summary>Stands in the place of the gate's rule when the provider puts a message off.</summary>
    public const string Throttled = "provider/throttled";

    /// <summary>The same when the institution has nobody who carries the channel: the rung is passed by, and the channel stays open for the day when it has.</summary>
    public const string NoCarrier = "no-carrier";

    private const int Attempts = 20;

    private const int SpreadSeconds = 300;

    private static readonly TimeSpan HeldAtLeast = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan HeldAtMost = TimeSpan.FromHours(1);

    private static readonly TimeSpan LeastPause = TimeSpan.FromMinutes(1);

    /// <summary>Resolves a contact and returns the case's next step; at once if it is resolved already.</summary>
    public async Task<CaseStep> SendAsync(CaseKey key, string contact, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
            if (head.State.Contacts.Open is not { } open || open.Contact != contact) return await cases.NextAsync(head, cancellation);
            try
            {
                return await CarryAsync(head, open, cancellation);
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // What came into the stream meanwhile may stop the contact: look at the case again.
            }
        }
    }

    private async Task<CaseStep> CarryAsync(CaseHead head, OpenContact open, CancellationToken cancellation)
    {
        var state = head.State;

        // A switch holds what has not started, and nothing is reserved meanwhile. What the case stops by itself is resolved all the same.
        var stop = ContactStops.Reason(state, strategies.Get(state.Strategy), open, calendar, clock.GetUtcNow());
        if (!open.Started && stop is null && await restraints.StoppedAsync(state, open.Purpose, agency: null, cancellation) is { } held) return await HeldAsync(head, open, held, cancellation);

        // A channel that nobody carries is told before anything is reserved; without SMS nothing goes.
        if (!open.Started && stop is null)
        {
            if (!carriers.Carries(open.Channel, state.Institution)) return await ResolveAsync(head, new ContactForbidden(open.Contact, NoCarrier), cancellation);
            if (open.Channel == Channel.Sms) carriers.For(Channel.Sms, state.Institution);
        }

        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        var request = points.RequestOf(state, profile, open.Contact, open.Channel, open.Purpose, "system");

        // Step 2. Once started, the row is there; without it nobody knows what happened.
        var hold = open.Started
            ? await ledger.FindAsync(state.Debtor, open.Contact, cancellation)
            : await ledger.ReserveAsync(request, cancellation);
        if (hold is null) return await ResolveAsync(head, new ContactCompleted(open.Contact, SendOutcome.Unknown), cancellation);
        if (!open.Started && hold.State == ContactState.Reserved && LedgerNews.For(state, hold.Record.Before, clock.GetUtcNow()).Count > 0)
            hold = await ledger.ReleaseAsync(hold, LedgerNews.Because, cancellation);
        if (hold.State != ContactState.Reserved) return await ConcludeAsync(head, hold, cancellation);

        // Step 3. The text is made first: nothing may fail between the start and the provider but the world.
        var point = points.PointOf(profile, hold.Record.Phone);
        var isOld = clock.GetUtcNow() - hold.Record.At > SendingChecks.Reservation;
        if ((stop ?? (isOld ? SendingChecks.ReservedLongAgo : point is null ? SendingChecks.NumberGone : null)) is { } because)
            return await ConcludeAsync(head, await ledger.ReleaseAsync(hold, because, cancellation), cancellation);
        var carrier = carriers.For(open.Channel, state.Institution);
        var (cover, text, sent) = await WordsAsync(state, open, hold, cancellation);
        if (carrier.Refusal(state.Institution, UseOf(text)) is { } refusal)
        {
            var times = state.Contacts.Refused.GetValueOrDefault(open.Channel) + 1;
            hold = await ledger.ReleaseAsync(hold, refusal, cancellation);
            return hold.State == ContactState.Released
                ? await ResolveAsync(head, new ContactDeferred(open.Contact, clock.GetUtcNow() + CarrierRefusals.Pause(times) + SpreadOf(open.Contact), refusal, Refused: times), cancellation)
                : await ConcludeAsync(head, hold, cancellation);
        }

        if (await restraints.IsShadowAsync(state, cancellation)) return await ConcludeAsync(head, await ledger.ShadowAsync(hold, sent, cancellation), cancellation);
        await profiles.ListAsync(state.Debtor, point!, state.Key, carrier.SenderOf(state.Institution), clock.GetUtcNow(), cancellation);
        if (!open.Started)
            head = await streams.AppendAsync(state.Key, head, $"{open.Contact}-started", "system", [new SendStarted(open.Contact, hold.Record.Verdict.PackReference)], cancellation);
        if (head.State.Contacts.Open?.Contact != open.Contact)
        {
            // Another worker started it, and has ended it too.
            return await cases.NextAsync(head, cancellation);
        }

        // Step 4. Only the winner goes on. A switch that was thrown since holds it still.
        if (await restraints.StoppedAsync(state, open.Purpose, agency: null, cancellation) is { } thrown)
            return await ConcludeAsync(head, await ledger.ReleaseAsync(hold, thrown, cancellation), cancellation);
        while (!await coverage.StandsAsync(cover, cancellation)) (cover, text, sent) = await WordsAsync(state, open, hold, cancellation);
        (hold, var won) = await ledger.StartSendingAsync(hold, request, sent, cancellation);
        if (!won) return await ConcludeAsync(head, hold, cancellation);
        var tag = new ContactTag(open.Contact, state.Key, state.Debtor);
        var answer = await carrier.SendAsync(new OutgoingMessage(tag.ToString(), open.Channel, state.Institution, point!, text.Text, text.Subject, UseOf(text)), cancellation);

        if (answer.Outcome == SendOutcome.Released)
        {
            hold = await ledger.GiveBackAsync(hold, CancellationToken.None);
            return hold.State == ContactState.Released
                ? await ResolveAsync(head, new ContactDeferred(open.Contact, LaterThan(answer, open.Contact), Throttled), cancellation)
                : await ConcludeAsync(head, hold, cancellation);
        }

        // Step 5. From here on nothing is given up: the message may be out.
        hold = await ledger.CompleteAsync(hold, answer.Outcome, answer.MessageId, CancellationToken.None);
        return await ConcludeAsync(head, hold, cancellation);
    }

    private static TemplateUse UseOf(MessageText text) => new(text.Template, text.Version, text.Variant, text.Language, text.Values);

    /// <summary>The text, of all accounts of the debtor on which it is due.</summary>
    private async Task<(Cover Cover, MessageText Text, SentText Sent)> WordsAsync(CaseState state, OpenContact open, ContactHold hold, CancellationToken cancellation)
    {
        var cover = await coverage.OfAsync(state, open, hold.Ledger?.Ledger ?? await ledger.LoadAsync(state.Debtor, cancellation), hold.Record.Phone, cancellation);
        IReadOnlyList<CaseState> covered = cover.Heads.Count == 0 ? [] : [state, .. cover.Heads.Select(head => head.State)];
        var text = await texts.RenderAsync(new TextWish(state, open.Template, open.Contact) { Covered = covered }, cancellation);
        var of = $"{text.Template}/{text.Variant}/{text.Language}@{text.Version}";
        return (cover, text, new SentText(text.Hash, of) { Covers = cover.Cases.Count == 0 ? null : cover.Cases, Closed = cover.Closed });
    }

    /// <summary>The case looks again in some minutes, and more patiently the longer it is held: nothing is recorded meanwhile but, once a day, a new plan.</summary>
    private async Task<CaseStep> HeldAsync(CaseHead head, OpenContact open, string because, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        // Reserved before the switch was thrown: it counts no longer.
        if (await ledger.FindAsync(head.State.Debtor, open.Contact, cancellation) is { } hold)
            return await ConcludeAsync(head, hold.State == ContactState.Reserved ? await ledger.ReleaseAsync(hold, because, cancellation) : hold, cancellation);

        // Of another day: the case plans anew, so that rungs that were missed merge into the latest.
        if (BusinessTime.DayOf(open.PlannedAt) < BusinessTime.DayOf(now)) return await ResolveAsync(head, new ContactCompleted(open.Contact, SendOutcome.Released, Because: because), cancellation);
        var patience = (now - open.PlannedAt) / 4;
        var pause = patience < HeldAtLeast ? HeldAtLeast : patience > HeldAtMost ? HeldAtMost : patience;
        var until = now + pause + SpreadOf(open.Contact);
        await streams.RearmAsync(head, until, cancellation);
        return new Wait(until, because, head.State.Version);
    }

    private static TimeSpan SpreadOf(string contact) =>
        TimeSpan.FromSeconds(ushort.Parse(contact.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % SpreadSeconds);

    /// <summary>Not all those that were turned away come again at the same moment: they are spread by their ids.</summary>
    private DateTimeOffset LaterThan(ProviderAnswer answer, string contact)
    {
        var asked = answer.RetryAfter is { } wait && wait > LeastPause ? wait : LeastPause;
        return clock.GetUtcNow() + asked + SpreadOf(contact);
    }

    /// <summary>Tells the case how a contact stands that is no longer reserved.</summary>
    private async Task<CaseStep> ConcludeAsync(CaseHead head, ContactHold hold, CancellationToken cancellation)
    {
        if (hold.State == ContactState.Sending)
        {
            // Another worker may be at it. When its lease is over, nobody knows whether the message left, and it is never sent again.
            if (!ledger.IsAbandoned(hold.Record)) return new Wait(clock.GetUtcNow().AddMinutes(1), "contact-sending", head.State.Version);
            hold = await ledger.CompleteAsync(hold, SendOutcome.Unknown, null, cancellation);
        }

        // The covered cases are told first: as long as this one is not resolved, its row says whom to tell.
        if (hold.State is ContactState.Sent or ContactState.Unknown or ContactState.Shadow) await coverage.TellAsync(hold.Record, cancellation);
        var (contact, verdict) = (hold.Record.Contact, hold.Record.Verdict);
        return await ResolveAsync(
            head,
            hold.State switch
            {
                ContactState.Deferred => new ContactDeferred(contact, verdict.Until!.Value, verdict.Rule!, verdict.PackReference),
                ContactState.Forbidden => new ContactForbidden(contact, verdict.Rule!, verdict.PackReference),
                ContactState.Released => new ContactCompleted(contact, SendOutcome.Released, Because: hold.Record.StoppedBy),
                ContactState.Sent => new ContactCompleted(contact, SendOutcome.Sent, hold.Record.ProviderMessage),
                ContactState.Failed => new ContactCompleted(contact, SendOutcome.Failed, hold.Record.ProviderMessage),
                ContactState.Unknown => new ContactCompleted(contact, SendOutcome.Unknown),
                ContactState.Shadow => new ContactCompleted(contact, SendOutcome.Shadow),
                ContactState.Reserved or ContactState.Sending or ContactState.Reported =>
                    throw new InvalidOperationException($"Contact {contact} is {hold.State}, which resolves nothing."),
                _ => throw new InvalidOperationException($"Contact {contact} is in no known state."),
            },
            cancellation,
            hold.Record.Before);
    }

    /// <param name="before">The ledger that its verdict rests on; null: there is none.</param>
    private async Task<CaseStep> ResolveAsync(CaseHead head, Fact fact, CancellationToken cancellation, DebtorLedger? before = null)
    {
        var open = head.State.Contacts.Open!;

        // What the debtor's ledger says and this case has not heard yet is told with it.
        IReadOnlyList<Fact> news = open.Started || LedgerNews.For(head.State, before, clock.GetUtcNow()).Count == 0
            ? []
            : LedgerNews.For(head.State, await ledger.LoadAsync(head.State.Debtor, cancellation), clock.GetUtcNow());
        return await cases.NextAsync(await streams.AppendAsync(head.State.Key, head, $"{open.Contact}-resolved", "system", [fact, .. news], cancellation), cancellation);
    }
}
