using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Contact.Proof;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Texts;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Contact;

/// <summary>
/// Calls, visits and letters that people make: each is judged and counted before it is made, and reported once. What was reported is in the
/// debtor's ledger before the case tells of it, and a retry with the same command completes both.
/// </summary>
public sealed class PersonContacts(
    ICaseStreams streams, CaseCommands commands, CaseAdvance cases, DebtorLedgerStore ledger, ContactPoints points, DebtorTexts texts, Restraints restraints,
    WishRules wishes, PracticeGuard guard, ContactOutlook outlook, StopRequests stopRequests, IStrategyBook strategies, WorkingCalendar calendar, TimeProvider clock)
{
    /// <summary>
    /// Asks the gate for a contact now. Throws <see cref="RefusedException"/>: 404 for an unknown case or person; 409 <c>contact-stopped</c> when the case forbids
    /// it (<c>because</c> says why; <c>given-up</c>: it did when this very request was made), <c>shadow</c> where cases are only practised on, <c>no-task</c> for a visit or letter that nobody asked for,
    /// <c>party-stopped</c>, <c>contact-deferred</c> with <c>until</c>; 422 <c>contact-forbidden</c>, <c>prohibited-practice</c> and others of <see cref="PartyRules"/>.
    /// </summary>
    /// <param name="by">The person's id with the role acted in.</param>
    public async Task<ReservedContact> ReserveAsync(CaseKey key, ContactWish wish, string by, string idempotencyKey, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var contact = IdOf(key, idempotencyKey);
        var (state, party) = await AllowingAsync(key, wish, contact, by, cancellation);
        if (CareRoles.Refusal(state, wish, by) is { } untrained) throw untrained;
        var request = await RequestAsync(state, contact, AsPlanned(state, wish), party, by, cancellation);
        if (party is { Role: Party.ThirdParty }) await ledger.AmendAsync(state.Debtor, known => known.Standing(party.Id, party.Consented, party.Stopped), cancellation);
        var hold = await ledger.ReserveAsync(request, cancellation);
        var until = (await outlook.LookAsync(request, cancellation)).Until ?? hold.Record.At;
        if (hold.State == ContactState.Reserved) await StillAllowingAsync(hold, state, wish, cancellation);
        if (hold.State == ContactState.Reserved && wish.Channel == Channel.Visit) await StartedAsync(key, hold, by, cancellation);
        if (hold.State is ContactState.Reserved or ContactState.Reported && wish.Override is { } reason) await OverriddenAsync(key, hold, reason, by, cancellation);
        return hold.State switch
        {
            ContactState.Released => throw Stopped("given-up"),
            ContactState.Deferred => throw Deferred(contact, hold.Record.Verdict),
            ContactState.Forbidden => throw Forbidden(contact, hold.Record.Verdict),
            _ => new ReservedContact(contact, hold.Record.At, hold.Record.Verdict, hold.Record.Phone, party, hold.Record.Purpose, until),
        };
    }

    /// <summary>What would be said to this wish now, without counting or recording anything; stops of the case included.</summary>
    public async Task<MayContact> LookAsync(CaseKey key, ContactWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var state = await LoadAsync(key, cancellation);
        var judged = await wishes.LookAsync(state, wish, cancellation);
        if (judged.Practice is { } practice) return new MayContact(false, PracticeGuard.Code, practice);
        var refusal = judged.Refusal ?? await HeldAsync(state, wish, judged.Party, cancellation) ?? Refusal(state, wish, judged.Party);
        if (refusal is not null) return new MayContact(false, refusal.Code, (refusal.Extensions.GetValueOrDefault("because") ?? refusal.Extensions.GetValueOrDefault("rule")) as string);
        var (verdict, until) = await outlook.LookAsync(await RequestAsync(state, "", AsPlanned(state, wish), judged.Party, "", cancellation), cancellation);
        return new MayContact(verdict.Outcome == VerdictOutcome.Allowed, null, null, verdict, until);
    }

    /// <summary>Throws <see cref="RefusedException"/>: 404 for an unknown contact; 409 <c>contact-reported</c> when it was reported otherwise.</summary>
    public async Task<CommandResult> RecordCallAsync(
        CaseKey key, string contact, CallReport report, string by, string idempotencyKey, CancellationToken cancellation, string? agency = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.DurationSeconds is < 0 or > 86_400) throw new RefusedException(422, "duration", "The duration is in seconds, up to a day.");
        var hold = await FindAsync(key, contact, Channel.Call, cancellation);
        if (hold.Record.Agency != agency) throw RefusedException.NotFound("contact");
        RefuseHearsay(report, hold);
        if (report.Outcome is CallOutcome.PassedOn or CallOutcome.StopRequested && hold.Record.Party != Party.ThirdParty)
            throw new RefusedException(422, "outcome-of-third-party", "Only a third party passes something on, or is left alone by saying so; a debtor closes a channel.");
        hold = await ReportAsync(hold, ResultOf(report.Outcome, hold.Record.Party), report.Outcome == CallOutcome.WrongNumber, idempotencyKey, cancellation);
        if (report.Outcome == CallOutcome.StopRequested && hold.Record.Person is { } person) await stopRequests.StopAsync(hold.Record.Debtor, person, cancellation);
        var note = await NoteAsync(hold, "call", report.Note, by, cancellation);
        PointQuality? quality = report.Outcome == CallOutcome.WrongNumber && hold.Record.Person is null
            ? await points.QualityAsync(hold.Record.Debtor, await ledger.LoadAsync(hold.Record.Debtor, cancellation), cancellation) : null;
        return await commands.ExecuteAsync(
            key, Command(contact), by,
            state =>
            [
                new CallRecorded(
                    contact, hold.Record.Person is null ? state.Task(TaskKind.Call)?.Id : null, hold.Record.At, report.Outcome, report.DurationSeconds, note, hold.Record.Party, hold.Record.Person),
                .. CircumstanceCommands.Told(state, report.Reason ?? (hold.Record.Person is null && report.Outcome == CallOutcome.RightPartyDispute ? OverdueReason.Dispute : null), report.Employment, ReasonSource.Debtor, note),
                .. quality?.News(state) ?? [],
            ],
            cancellation);
    }

    /// <summary>Why a debtor does not pay is what he says himself; that he means not to is no note in passing.</summary>
    private static void RefuseHearsay(CallReport report, ContactHold hold)
    {
        if (report is { Reason: null, Employment: null }) return;
        if (report.Reason == OverdueReason.Malicious) throw new RefusedException(422, "malice-by-approval", "That a debtor means not to pay is alleged with evidence, as his circumstances, and approved by somebody else.");
        if (hold.Record.Person is not null || report.Outcome is not (CallOutcome.RightPartyNoResult or CallOutcome.RightPartyPromise or CallOutcome.RightPartyRefused or CallOutcome.RightPartyDispute))
            throw new RefusedException(422, "told-by-debtor", "Reason and employment are what the debtor told himself: they belong to a call in which he was reached.");
    }

    /// <summary>What would be said to a visit at a later instant, as far as is known now. Throws as <see cref="ReserveAsync"/> what would be refused then.</summary>
    internal async Task<ContactVerdict> ForeseeAsync(CaseKey key, ContactWish wish, DateTimeOffset at, string by, string command, CancellationToken cancellation)
    {
        var state = await LoadAsync(key, cancellation);
        var judged = await wishes.LookAsync(state, wish, cancellation);
        if (judged.Practice is { } practice) throw await guard.RefuseAsync(practice, EnforcementPoint.Wish, by, key, command, cancellation);
        if ((judged.Refusal ?? await HeldAsync(state, wish, judged.Party, cancellation) ?? Stop(state, wish, judged.Party)) is { } refusal) throw refusal;
        var verdict = await outlook.ForeseeAsync(await RequestAsync(state, state.Visits.Running?.Contact ?? "", wish, judged.Party, by, cancellation), at, cancellation);
        return verdict.Outcome switch
        {
            VerdictOutcome.Allowed => verdict,
            VerdictOutcome.Deferred => throw Deferred(null, verdict),
            VerdictOutcome.Forbidden => throw Forbidden(null, verdict),
            _ => throw new InvalidOperationException($"The gate answered {verdict.Outcome}."),
        };
    }

    /// <summary>A letter is posted; to the lawyer's letter the debtor has the strategy's time to answer, from today. Refusals as <see cref="RecordCallAsync"/>.</summary>
    public async Task<CommandResult> PostLetterAsync(CaseKey key, string contact, string by, string idempotencyKey, CancellationToken cancellation)
    {
        var hold = await FindAsync(key, contact, Channel.Letter, cancellation);
        hold = await ReportAsync(hold, EntryResult.Sent, wrongNumber: false, idempotencyKey, cancellation);
        return await commands.ExecuteAsync(key, Command(contact), by, state => [Posted(state, hold)], cancellation);
    }

    /// <summary>The case and the person, if nothing stops the contact.</summary>
    private async Task<(CaseState State, PartyRecord? Party)> AllowingAsync(CaseKey key, ContactWish wish, string contact, string by, CancellationToken cancellation)
    {
        var state = await LoadAsync(key, cancellation);
        var judged = await wishes.LookAsync(state, wish, cancellation);
        if (judged.Practice is { } practice) throw await guard.RefuseAsync(practice, EnforcementPoint.Wish, by, key, contact, cancellation);
        return (judged.Refusal ?? await HeldAsync(state, wish, judged.Party, cancellation) ?? Refusal(state, wish, judged.Party)) is { } refusal ? throw refusal : (state, judged.Party);
    }

    private async Task<CaseState> LoadAsync(CaseKey key, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        return (await cases.FreshAsync(head, cancellation)).State;
    }

    /// <summary>What a switch or shadow mode says against it.</summary>
    private async Task<RefusedException?> HeldAsync(CaseState state, ContactWish wish, PartyRecord? party, CancellationToken cancellation)
    {
        if (await restraints.StoppedAsync(state, StopsAs(wish, party), wish.Agency, cancellation) is { } held) return Stopped(held);
        return await restraints.IsShadowAsync(state, cancellation)
            ? new RefusedException(409, Restraints.Shadow, "The case is only practised on: everything is decided and recorded, and nobody is contacted.")
            : null;
    }

    /// <summary>Whoever asks a third party for the debtor collects: what stops collection stops that too.</summary>
    private static Purpose StopsAs(ContactWish wish, PartyRecord? party) => party?.Role == Party.ThirdParty ? Purpose.Collection : wish.For;

    /// <summary>What the case says against it.</summary>
    private RefusedException? Refusal(CaseState state, ContactWish wish, PartyRecord? party) => Stop(state, wish, party) ?? wish.Channel switch
    {
        Channel.Visit => VisitCommands.WhyNotNow(state, strategies.Get(state.Strategy).FieldVisit.Visits, wish.Person, clock.GetUtcNow()),
        Channel.Letter => LetterRefusal(state, wish.For, wish.Person),
        _ => null,
    };

    private RefusedException? Stop(CaseState state, ContactWish wish, PartyRecord? party) =>
        ContactStops.Reason(state, strategies.Get(state.Strategy), StopsAs(wish, party), calendar, clock.GetUtcNow(), party?.Role ?? Party.Debtor, wish.Agency) is { } stop && !(stop == AgencyRules.WithAgency && wish.Channel == Channel.Letter) ? Stopped(stop)
        : wish.Agency is { } agency && !AgencyAccess.Has(state, agency) ? RefusedException.NotFound("case")
        : party is { Role: Party.Guarantor } && wish.For == Purpose.Collection && GuaranteeRules.Closes(state, party.Id, BusinessTime.DayOf(clock.GetUtcNow())) is { } closed ? Stopped(closed)
        : null;

    /// <summary>A visit goes as it is planned.</summary>
    private static ContactWish AsPlanned(CaseState state, ContactWish wish) => wish.Channel == Channel.Visit && state.Visits.Plan is { } plan
        ? wish with { Visitors = plan.Visitors.Count, ElsewhereAgreed = plan.Place == VisitPlace.Agreed }
        : wish;

    /// <summary>The question to the gate; a visit's with how often the strategy lets the debtor be visited.</summary>
    private async Task<ContactRequest> RequestAsync(CaseState state, string contact, ContactWish wish, PartyRecord? party, string by, CancellationToken cancellation)
    {
        if (wish.Channel != Channel.Visit) return await points.RequestAsync(state, contact, wish, party, by, cancellation);
        var request = await points.RequestAsync(state, contact, wish, party, by, cancellation);
        var terms = strategies.Get(state.Strategy).FieldVisit.Visits;
        return request with { Intended = request.Intended with { VisitLimit = new VisitLimit(terms.BetweenDays, terms.Most, terms.WithinDays) } };
    }

    /// <summary>The case tells under which contact its planned visit goes, before anybody is told that it may; a plan that is gone by now gives the contact up.</summary>
    private async Task StartedAsync(CaseKey key, ContactHold hold, string by, CancellationToken cancellation)
    {
        var started = await commands.ExecuteAsync(
            key, $"{hold.Record.Contact}-started", by, state => state.Visits.Plan is { } plan && state.Visits.Running is null ? [new VisitStarted(plan.Visit, hold.Record.Contact)] : [], cancellation);
        if (started.State.Visits.Running?.Contact == hold.Record.Contact) return;
        await ledger.ReleaseAsync(hold, "visit-not-planned", cancellation);
        throw Stopped("visit-not-planned");
    }

    /// <summary>
    /// What came while the contact was being reserved stops it too: nobody has been told yet that it may be made. The case is read last, so that what it
    /// knows by then counts.
    /// </summary>
    private async Task StillAllowingAsync(ContactHold hold, CaseState before, ContactWish wish, CancellationToken cancellation)
    {
        var judged = await wishes.LookAsync(before, wish, cancellation);
        var refusal = judged.Refusal ?? await HeldAsync(before, wish, judged.Party, cancellation) ?? Refusal(await LoadAsync(before.Key, cancellation), wish, judged.Party);
        if (refusal is null) return;
        await ledger.ReleaseAsync(hold, refusal.Extensions.GetValueOrDefault("because") as string ?? refusal.Code, cancellation);
        throw refusal;
    }

    /// <summary>Told before the contact is granted; the same request again completes it.</summary>
    private async Task OverriddenAsync(CaseKey key, ContactHold hold, string reason, string by, CancellationToken cancellation)
    {
        var note = await texts.WriteAsync(hold.Record.Debtor, $"{hold.Record.Contact}o", "override", reason, by, cancellation);
        await commands.ExecuteAsync(key, $"{hold.Record.Contact}-override", by, _ => [new RulesOverridden(hold.Record.Contact, note)], cancellation);
    }

    private Fact Posted(CaseState state, ContactHold hold)
    {
        var task = LetterOf(state, hold.Record.Purpose, hold.Record.Person);
        var (strategy, day) = (strategies.Get(state.Strategy), BusinessTime.DayOf(hold.Record.At));
        if (task.Kind == TaskKind.CollateralNotice) return new LetterMailed(hold.Record.Contact, task.Id, CollateralRules.Notice, CollateralRules.NextBy(strategy, CollateralStep.Noticed, day));
        return task.Kind is TaskKind.Letter or TaskKind.EstateLetter
            ? new LetterMailed(hold.Record.Contact, task.Id, Letters.TemplateOf(task))
            : new LetterPosted(hold.Record.Contact, task.Id, BusinessTime.DayOf(hold.Record.At).AddDays(strategies.Get(state.Strategy).Legal.LetterDays));
    }

    /// <summary>The letter that is due, for the purpose that it has.</summary>
    private static OpenTask LetterOf(CaseState state, Purpose purpose, string? person)
    {
        if (LetterRefusal(state, purpose, person) is { } refusal) throw refusal;
        return Letters.Open(state, person)!;
    }

    private static RefusedException? LetterRefusal(CaseState state, Purpose purpose, string? person)
    {
        if (Letters.Open(state, person) is null) return NoTask(person is null ? TaskKind.LawyersLetter : TaskKind.EstateLetter);
        var due = person is null ? Letters.PurposeOf(state) : Purpose.LegalNotice;
        return due == purpose ? null : new RefusedException(422, "wrong-purpose", $"The letter that is due has the purpose {due}.");
    }

    internal async Task<ContactHold> FindAsync(CaseKey key, string contact, Channel channel, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        var hold = await ledger.FindAsync(head.State.Debtor, contact, cancellation);
        return hold is { } found && found.Record.Case == key && found.Record.Channel == channel ? found : throw RefusedException.NotFound("contact");
    }

    internal async Task<ContactHold> ReportAsync(ContactHold hold, EntryResult result, bool wrongNumber, string command, CancellationToken cancellation)
    {
        var reported = await ledger.ReportAsync(hold, result, wrongNumber, command, cancellation);
        return reported.State == ContactState.Reported && reported.Record.ReportedBy == command
            ? reported
            : throw new RefusedException(409, "contact-reported", "This contact has been reported already, or was never allowed.");
    }

    /// <summary>A note that speaks of a prohibited practice may describe what others did: it stands, and compliance sees that it does.</summary>
    internal async Task<string?> NoteAsync(ContactHold hold, string kind, string? note, string by, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(note)) return null;
        if (ForbiddenWords.Shipped.In(note) is { } word) await guard.FlagAsync(word.Practice, by, hold.Record.Case, hold.Record.Contact, cancellation);
        return await texts.WriteAsync(hold.Record.Debtor, hold.Record.Contact, kind, note, by, cancellation);
    }

    private static RefusedException NoTask(TaskKind kind) => new(409, "no-task", $"The case has no open task of kind {kind}: nothing of it is approved or due.");

    private static EntryResult ResultOf(CallOutcome outcome, Party party) => outcome switch
    {
        CallOutcome.PassedOn or CallOutcome.StopRequested => EntryResult.Answered,
        CallOutcome.NoAnswer or CallOutcome.Busy => EntryResult.Unanswered,
        CallOutcome.WrongNumber or CallOutcome.ThirdParty => EntryResult.Answered,
        CallOutcome.RightPartyNoResult or CallOutcome.RightPartyPromise or CallOutcome.RightPartyRefused or CallOutcome.RightPartyDispute =>
            party == Party.ThirdParty ? EntryResult.Answered : EntryResult.Conversation,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    internal static RefusedException Stopped(string because) => new(
        409, "contact-stopped", $"The case does not allow this contact: {because}.", new Dictionary<string, object?> { ["because"] = because });

    private static RefusedException Deferred(string? contact, ContactVerdict verdict) => new(
        409, "contact-deferred", FormattableString.Invariant($"Not before {verdict.Until:u}: rule {verdict.Rule}."),
        new Dictionary<string, object?> { ["contact"] = contact, ["until"] = verdict.Until, ["rule"] = verdict.Rule });

    private static RefusedException Forbidden(string? contact, ContactVerdict verdict) =>
        new(422, "contact-forbidden", $"This contact is forbidden: {verdict.Rule}.", new Dictionary<string, object?> { ["contact"] = contact, ["rule"] = verdict.Rule });

    private static string Command(string contact) => $"{contact}-reported";

    /// <summary>The same request again is the same contact.</summary>
    private static string IdOf(CaseKey key, string idempotencyKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Value}|person|{idempotencyKey}")).AsSpan(0, 16));
}

/// <summary>Whether a contact may be made now, and why not.</summary>
/// <param name="Code">What would refuse it besides the gate.</param>
/// <param name="Because">The reason of that: what stops the case, a rule, or a prohibited practice.</param>
/// <param name="Verdict">The gate's, with every rule's reason; missing when something else refuses it before.</param>
/// <param name="Until">Allowed: until then.</param>
/// <param name="Told">The verdict in words; made for whoever asks over HTTP.</param>
public sealed record MayContact(bool Allowed, string? Code, string? Because, ContactVerdict? Verdict = null, DateTimeOffset? Until = null, ToldVerdict? Told = null);
