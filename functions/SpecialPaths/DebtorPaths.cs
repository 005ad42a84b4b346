using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.SpecialPaths;

/// <summary>
/// Special paths over a debtor's cases. What stops contact is told to the ledger first and taken back there last, so that a crash leaves the stricter of both; the same command
/// again completes it. Cases that have asked the ledger nothing yet learn of it when they do (<see cref="LedgerNews"/>).
/// </summary>
public sealed class DebtorPaths(Casework casework, CaseCommands commands, DebtorCases cases, DebtorLedgerStore ledger, DebtorParties parties, TimeProvider clock)
{
    public async Task<CaseAnswer> RecordDeathAsync(CaseKey key, Posted<DeathNotice> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var (notice, id) = (posted.Body, SuspensionId.Of(key, posted.Command));
        Needed(notice.Evidence);
        var words = notice.On is { } on ? string.Create(CultureInfo.InvariantCulture, $"{on:yyyy-MM-dd}: {notice.Evidence}") : notice.Evidence;
        var state = await OpenAsync(key, cancellation);
        if (state.Paths.Estate is null) await StopAsync(state, id, SuspensionKind.Death, whole: true, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, words, "death", (view, note) => PathCommands.Death(view.State, id, notice.Source, note), cancellation);
        await TellAsync(state, key, posted, other => other.IsOpen ? PathCommands.Death(other, id, DeathSource.OtherAccount, null) : [], cancellation);
        return answer;
    }

    /// <summary>He lives: heirs are none, and the stops are lifted.</summary>
    public async Task<CaseAnswer> TakeDeathBackAsync(CaseKey key, Posted<Words> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        Needed(posted.Body.Reason);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var heirs = (await parties.ListAsync(state.Debtor, cancellation)).Where(party => party.Role == Party.Heir).Select(party => party.Id).ToList();
        IReadOnlyList<Fact> Facts(CaseState of, string? note) =>
            [.. PathCommands.TakeBack(of, note), .. of.StandIns.Where(known => known.Role == Party.Heir).Select(known => new PartyNoted(known.Person, Party.ThirdParty, PartyNews.Changed))];
        var answer = await casework.ExecuteAsync(key, posted, posted.Body.Reason, "death", (view, note) => Facts(view.State, note), cancellation);
        foreach (var heir in heirs)
            await parties.ChangeAsync(state.Debtor, heir, known => known is { Role: Party.Heir } ? known with { Role = Party.ThirdParty, Relation = PartyRelation.Relative } : null, cancellation);

        // The ledger before the others: who is told asks the gate anew. What this case says stopped is all told by now.
        var now = clock.GetUtcNow();
        await ledger.AmendAsync(
            state.Debtor,
            known => heirs.Aggregate(
                known.Suspensions.Where(held => held.Kind == SuspensionKind.Death).Aggregate(known, (standing, held) => standing.Ended(held.Id, now)), (standing, heir) => standing.WithoutStandIn(heir)),
            cancellation);
        await TellAsync(state, key, posted, other => Facts(other, null), cancellation);
        return answer;
    }

    public async Task<CaseAnswer> NoteVulnerabilityAsync(CaseKey key, Posted<VulnerabilityNotice> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var notice = posted.Body;
        Needed(notice.Words);
        if (notice.Source == CareSource.OtherAccount) throw new RefusedException(422, "source", "Say who told of it.");
        var words = string.IsNullOrWhiteSpace(notice.Code) ? notice.Words : $"{notice.Code}: {notice.Words}";
        var state = await OpenAsync(key, cancellation);
        await ledger.AmendAsync(state.Debtor, known => known.Vulnerable ? known : known with { Vulnerable = true }, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, words, "vulnerability", (view, note) => PathCommands.Vulnerable(view.State, notice.Source, notice.Basis, note), cancellation);
        await TellAsync(state, key, posted, other => other.IsOpen ? PathCommands.Vulnerable(other, CareSource.OtherAccount, notice.Basis, null) : [], cancellation);
        return answer;
    }

    public async Task<CaseAnswer> EndVulnerabilityAsync(CaseKey key, Posted<Words> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        Needed(posted.Body.Reason);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        await ledger.AmendAsync(state.Debtor, known => known.Vulnerable ? known with { Vulnerable = false } : known, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, posted.Body.Reason, "vulnerability", (view, note) => PathCommands.NoLongerVulnerable(view.State, note), cancellation);
        await TellAsync(state, key, posted, other => PathCommands.NoLongerVulnerable(other, null), cancellation);
        return answer;
    }

    public async Task<CaseAnswer> RaiseConcernAsync(CaseKey key, Posted<Words> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        Needed(posted.Body.Reason);
        var id = SuspensionId.Of(key, posted.Command);
        var state = await OpenAsync(key, cancellation);
        if (state.Paths.Concern is null) await StopAsync(state, id, SuspensionKind.Care, whole: true, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, posted.Body.Reason, "concern", (view, note) => PathCommands.Concern(view.State, id, note), cancellation);
        await TellAsync(state, key, posted, other => other.IsOpen ? [new SuspensionSet(id, nameof(SuspensionKind.Care), true, null, null)] : [], cancellation);
        return answer;
    }

    public async Task<CaseAnswer> SeeConcernAsync(CaseKey key, Posted<ConcernLook> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var look = posted.Body;
        Needed(look.Reason);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var id = state.Paths.Concern;
        if (look.Vulnerable) await ledger.AmendAsync(state.Debtor, known => known.Vulnerable ? known : known with { Vulnerable = true }, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, look.Reason, "concern", (view, note) => PathCommands.Seen(view.State, look.Vulnerable, note), cancellation);
        if (id is null) return answer;
        await ledger.AmendAsync(state.Debtor, known => known.Ended(id, clock.GetUtcNow()), cancellation);
        await TellAsync(
            state, key, posted,
            other => [.. look.Vulnerable && other.IsOpen ? PathCommands.Vulnerable(other, CareSource.OtherAccount, CareBasis.VitalInterest, null) : [], .. other.Suspensions.Open.Any(open => open.Id == id) ? (Fact[])[new SuspensionLifted(id, null)] : []],
            cancellation);
        return answer;
    }

    public async Task<CaseAnswer> DisputeAsync(CaseKey key, Posted<DisputeNotice> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        Needed(posted.Body.Evidence);
        var id = SuspensionId.Of(key, posted.Command);
        var state = await OpenAsync(key, cancellation);
        if (state.Paths.Dispute is null) await StopAsync(state, id, SuspensionKind.Dispute, whole: false, cancellation);
        return await casework.ExecuteAsync(key, posted, posted.Body.Evidence, "dispute", (view, note) => PathCommands.Dispute(view, id, posted.Body.Reason, note), cancellation);
    }

    /// <summary>A dispute that is heard of with something else, which has the words; one that is open already stays as it is.</summary>
    public async Task AlsoDisputesAsync<T>(CaseKey key, Posted<T> heard, DisputeReason reason, string words, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(heard);
        if ((await casework.ViewAsync(key, cancellation)).State is { IsOpen: true, Paths.Dispute: null })
            await DisputeAsync(key, new Posted<DisputeNotice>(new DisputeNotice(reason, words), heard.Caller, $"{heard.Command}-dispute"), cancellation);
    }

    public async Task<CaseAnswer> AnswerDisputeAsync(CaseKey key, string dispute, Posted<DisputeReply> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var reply = posted.Body;
        Needed(reply.Explanation);
        var view = await casework.ViewAsync(key, cancellation);
        var until = PathCommands.HeldUntil(view, reply.Outcome) ?? clock.GetUtcNow();
        var answer = await casework.ExecuteAsync(
            key, posted, reply.Explanation, "dispute", (now, note) => PathCommands.AnswerDispute(now, dispute, reply.Outcome, reply.Finding, note), cancellation);
        await ledger.AmendAsync(view.State.Debtor, known => known.Ended(dispute, until), cancellation);
        return answer;
    }

    public async Task<CaseAnswer> NoteProceedingsAsync(CaseKey key, Posted<ProceedingsNotice> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var notice = posted.Body;
        Needed(notice.Evidence);
        var id = SuspensionId.Of(key, posted.Command);
        var isWhole = notice.Proceedings == ProceedingsKind.Bankruptcy;
        var state = await OpenAsync(key, cancellation);
        if (state.Paths.Proceedings is null) await StopAsync(state, id, isWhole ? SuspensionKind.Insolvency : SuspensionKind.Court, isWhole, cancellation);
        var answer = await casework.ExecuteAsync(
            key, posted, notice.Evidence, "proceedings", (view, note) => PathCommands.Proceedings(view, id, notice.Proceedings, notice.FileBy, note), cancellation);
        if (isWhole) await TellAsync(state, key, posted, other => other.IsOpen && other.Paths.Proceedings is null ? PathCommands.Proceedings(casework.View(other), id, notice.Proceedings, notice.FileBy, null) : [], cancellation);
        return answer;
    }

    public async Task<CaseAnswer> EndProceedingsAsync(CaseKey key, string id, Posted<ProceedingsResult> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        Needed(posted.Body.Reason);
        var (outcome, state) = (posted.Body.Outcome, (await casework.ViewAsync(key, cancellation)).State);
        var answer = await casework.ExecuteAsync(
            key, posted, posted.Body.Reason, "proceedings", (view, note) => PathCommands.EndProceedings(view.State, id, outcome, note), cancellation);
        if (outcome == ProceedingsOutcome.Dismissed) await ledger.AmendAsync(state.Debtor, known => known.Ended(id, clock.GetUtcNow()), cancellation);
        await TellAsync(
            state, key, posted, other => other.Paths.Proceedings is { Ended: null } held && held.Noted.Suspension == id ? PathCommands.EndProceedings(other, id, outcome, null) : [], cancellation);
        return answer;
    }

    private async Task<CaseState> OpenAsync(CaseKey key, CancellationToken cancellation)
    {
        var state = (await casework.ViewAsync(key, cancellation)).State;
        CaseGuards.RefuseClosed(state);
        return state;
    }

    private Task StopAsync(CaseState state, string id, SuspensionKind kind, bool whole, CancellationToken cancellation) =>
        ledger.AmendAsync(state.Debtor, known => known.With(new Suspension(id, kind, clock.GetUtcNow(), null, whole ? null : state.Account)), cancellation);

    /// <summary>The debtor's other cases.</summary>
    private async Task TellAsync<T>(CaseState state, CaseKey told, Posted<T> posted, Func<CaseState, IReadOnlyList<Fact>> decide, CancellationToken cancellation)
    {
        foreach (var other in await cases.OfAsync(state.Debtor, cancellation))
        {
            if (other != told) await commands.ExecuteAsync(other, posted.Command, posted.Caller.By, decide, cancellation);
        }
    }

    internal static void Needed(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new RefusedException(422, "reason-needed", "Say it in words: they are kept with the debtor's data.");
        Casework.RefuseLong(text);
    }
}
