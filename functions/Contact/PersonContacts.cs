using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Stops;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>
/// Calls, visits and letters that people make: each is judged and counted before it is made, and reported once. What was reported is in the
/// debtor's ledger before the case tells of it, and a retry with the same command completes both.
/// </summary>
public sealed class PersonContacts(
    ICaseStreams streams, CaseCommands commands, CaseAdvance cases, DebtorLedgerStore ledger, ContactPoints points, DebtorTexts texts, Restraints restraints,
    StrategyCatalog strategies, WorkingCalendar calendar, TimeProvider clock)
{
    /// <summary>
    /// Asks the gate for a contact now. Throws <see cref="RefusedException"/>: 404 for an unknown case; 409 <c>contact-stopped</c> when the case forbids
    /// it (<c>because</c> says why; <c>given-up</c>: it did when this very request was made), <c>shadow</c> where cases are only practised on, <c>no-task</c> for a visit or letter that nobody asked for, <c>contact-deferred</c> with <c>until</c>; 422 <c>contact-forbidden</c>.
    /// </summary>
    public async Task<ReservedContact> ReserveAsync(
        CaseKey key, Channel channel, Purpose purpose, string by, string idempotencyKey, CancellationToken cancellation)
    {
        var state = await AllowingAsync(key, channel, purpose, cancellation);
        var request = await points.RequestAsync(state, IdOf(key, idempotencyKey), channel, purpose, by, cancellation);
        var hold = await ledger.ReserveAsync(request, cancellation);
        if (hold.State == ContactState.Reserved) await StillAllowingAsync(hold, key, channel, purpose, cancellation);
        return hold.State switch
        {
            ContactState.Released => throw Stopped("given-up"),
            ContactState.Deferred => throw Deferred(hold.Record.Verdict),
            ContactState.Forbidden => throw Forbidden(hold.Record.Verdict),
            _ => new ReservedContact(hold.Record.Contact, hold.Record.At, hold.Record.Verdict, hold.Record.Phone),
        };
    }

    /// <summary>Throws <see cref="RefusedException"/>: 404 for an unknown contact; 409 <c>contact-reported</c> when it was reported otherwise.</summary>
    public async Task<CommandResult> RecordCallAsync(
        CaseKey key, string contact, CallReport report, string by, string idempotencyKey, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.DurationSeconds is < 0 or > 86_400) throw new RefusedException(422, "duration", "The duration is in seconds, up to a day.");
        var hold = await FindAsync(key, contact, Channel.Call, cancellation);
        hold = await ReportAsync(hold, ResultOf(report.Outcome), report.Outcome == CallOutcome.WrongNumber, idempotencyKey, cancellation);
        var note = await NoteAsync(hold, "call", report.Note, by, cancellation);
        return await commands.ExecuteAsync(
            key, Command(contact), by,
            state => [new CallRecorded(contact, state.Task(TaskKind.Call)?.Id, hold.Record.At, report.Outcome, report.DurationSeconds, note)], cancellation);
    }

    /// <summary>As <see cref="RecordCallAsync"/>; 422 <c>visitors</c> unless two or three people are named, 409 <c>no-task</c> without an approved visit.</summary>
    public async Task<CommandResult> ReportVisitAsync(
        CaseKey key, string contact, VisitReport report, string by, string idempotencyKey, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var visitors = report.Visitors.Where(visitor => !string.IsNullOrWhiteSpace(visitor)).Distinct(StringComparer.Ordinal).ToList();
        if (visitors.Count != report.Visitors.Count || visitors.Count is < 2 or > 3)
            throw new RefusedException(422, "visitors", "Two or three different visitors are named by their ids.");
        var hold = await FindAsync(key, contact, Channel.Visit, cancellation);
        var result = report.Outcome is VisitOutcome.Met or VisitOutcome.Refused ? EntryResult.Conversation : EntryResult.Unanswered;
        hold = await ReportAsync(hold, result, wrongNumber: false, idempotencyKey, cancellation);
        var note = await NoteAsync(hold, "visit", report.Note, by, cancellation);
        return await commands.ExecuteAsync(
            key, Command(contact), by,
            state => [new VisitReported(contact, TaskOf(state, TaskKind.Visit).Id, hold.Record.At, visitors, report.Outcome, note)], cancellation);
    }

    /// <summary>A letter is posted; to the lawyer's letter the debtor has the strategy's time to answer, from today. Refusals as <see cref="RecordCallAsync"/>.</summary>
    public async Task<CommandResult> PostLetterAsync(CaseKey key, string contact, string by, string idempotencyKey, CancellationToken cancellation)
    {
        var hold = await FindAsync(key, contact, Channel.Letter, cancellation);
        hold = await ReportAsync(hold, EntryResult.Sent, wrongNumber: false, idempotencyKey, cancellation);
        return await commands.ExecuteAsync(key, Command(contact), by, state => [Posted(state, hold)], cancellation);
    }

    /// <summary>The case, if nothing that it knows stops the contact.</summary>
    private async Task<CaseState> AllowingAsync(CaseKey key, Channel channel, Purpose purpose, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        var state = (await cases.FreshAsync(head, cancellation)).State;
        if (ContactStops.Reason(state, strategies.Get(state.Strategy), purpose, calendar, clock.GetUtcNow()) is { } stop) throw Stopped(stop);
        if (await restraints.StoppedAsync(state, purpose, agency: null, cancellation) is { } held) throw Stopped(held);
        if (await restraints.IsShadowAsync(state, cancellation)) throw new RefusedException(409, Restraints.Shadow, "The case is only practised on: everything is decided and recorded, and nobody is contacted.");
        if (channel == Channel.Visit) TaskOf(state, TaskKind.Visit);
        if (channel == Channel.Letter) LetterOf(state, purpose);
        return state;
    }

    /// <summary>What came into the case while the contact was being reserved stops it too: nobody has been told yet that it may be made.</summary>
    private async Task StillAllowingAsync(ContactHold hold, CaseKey key, Channel channel, Purpose purpose, CancellationToken cancellation)
    {
        try
        {
            await AllowingAsync(key, channel, purpose, cancellation);
        }
        catch (RefusedException)
        {
            await ledger.ReleaseAsync(hold, cancellation);
            throw;
        }
    }

    private Fact Posted(CaseState state, ContactHold hold)
    {
        var task = LetterOf(state, hold.Record.Purpose);
        return task.Kind == TaskKind.Letter
            ? new LetterMailed(hold.Record.Contact, task.Id, Letters.TemplateOf(task))
            : new LetterPosted(hold.Record.Contact, task.Id, BusinessTime.DayOf(hold.Record.At).AddDays(strategies.Get(state.Strategy).Legal.LetterDays));
    }

    /// <summary>The letter that is due, for the purpose that it has.</summary>
    private static OpenTask LetterOf(CaseState state, Purpose purpose)
    {
        var task = Letters.Open(state) ?? TaskOf(state, TaskKind.LawyersLetter);
        return Letters.PurposeOf(state) == purpose ? task : throw new RefusedException(422, "wrong-purpose", $"The letter that is due has the purpose {Letters.PurposeOf(state)}.");
    }

    private async Task<ContactHold> FindAsync(CaseKey key, string contact, Channel channel, CancellationToken cancellation)
    {
        var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
        var hold = await ledger.FindAsync(head.State.Debtor, contact, cancellation);
        return hold is { } found && found.Record.Case == key && found.Record.Channel == channel ? found : throw RefusedException.NotFound("contact");
    }

    private async Task<ContactHold> ReportAsync(ContactHold hold, EntryResult result, bool wrongNumber, string command, CancellationToken cancellation)
    {
        var reported = await ledger.ReportAsync(hold, result, wrongNumber, command, cancellation);
        return reported.State == ContactState.Reported && reported.Record.ReportedBy == command
            ? reported
            : throw new RefusedException(409, "contact-reported", "This contact has been reported already, or was never allowed.");
    }

    private async Task<string?> NoteAsync(ContactHold hold, string kind, string? note, string by, CancellationToken cancellation) => string.IsNullOrWhiteSpace(note)
        ? null
        : await texts.WriteAsync(hold.Record.Debtor, hold.Record.Contact, kind, note, by, cancellation);

    private static OpenTask TaskOf(CaseState state, TaskKind kind) => state.Task(kind)
        ?? throw new RefusedException(409, "no-task", $"The case has no open task of kind {kind}: nothing of it is approved or due.");

    private static EntryResult ResultOf(CallOutcome outcome) => outcome switch
    {
        CallOutcome.NoAnswer or CallOutcome.Busy => EntryResult.Unanswered,
        CallOutcome.WrongNumber or CallOutcome.ThirdParty => EntryResult.Answered,
        CallOutcome.RightPartyNoResult or CallOutcome.RightPartyPromise or CallOutcome.RightPartyRefused or CallOutcome.RightPartyDispute => EntryResult.Conversation,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static RefusedException Stopped(string because) => new(
        409, "contact-stopped", $"The case does not allow this contact: {because}.", new Dictionary<string, object?> { ["because"] = because });

    private static RefusedException Deferred(ContactVerdict verdict) => new(
        409, "contact-deferred", $"Not before {verdict.Until:u}: rule {verdict.Rule}.",
        new Dictionary<string, object?> { ["until"] = verdict.Until, ["rule"] = verdict.Rule });

    private static RefusedException Forbidden(ContactVerdict verdict) =>
        new(422, "contact-forbidden", $"This contact is forbidden: {verdict.Rule}.", new Dictionary<string, object?> { ["rule"] = verdict.Rule });

    private static string Command(string contact) => $"{contact}-reported";

    /// <summary>The same request again is the same contact.</summary>
    private static string IdOf(CaseKey key, string idempotencyKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Value}|person|{idempotencyKey}")).AsSpan(0, 16));
}
