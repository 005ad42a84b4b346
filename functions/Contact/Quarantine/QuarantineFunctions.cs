using Collections.Functions.Cases;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Quarantine;

/// <summary>Messages of unknown outcome, decided by a person who has looked with the provider. They stand in the queue <c>quarantine</c> of the worklist. (R5.6)</summary>
public sealed class QuarantineFunctions(Casework casework, DebtorLedgerStore ledger, ContactCoverage coverage, TimeProvider clock)
{
    /// <summary>
    /// Settles one: in the ledger first, where a delivery report may have come meanwhile, so what was reported is never sent again; then for the cases that it covered, and for its own last. Whoever decides the
    /// same again completes what a crash broke off. 404 for an unknown contact; 409 <c>outcome-known</c> when it is settled already, or otherwise.
    /// </summary>
    [Function("DecideUnknownSend")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor)]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/contacts/{contactId}/decision")] HttpRequest request, string id, string contactId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<UnknownDecision>(clock, cancellation);
        if (string.IsNullOrWhiteSpace(posted.Body.Reason)) throw new RefusedException(422, "reason-needed", "Say in 'reason' how you know.");
        var key = QueryValues.CaseKey(id);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var hold = await ledger.FindAsync(debtor, contactId, cancellation);
        if (hold is null || hold.Record.Case != key) throw RefusedException.NotFound("contact");
        var left = posted.Body.Outcome == UnknownOutcome.Sent;
        await SettleAsync((await casework.ViewAsync(key, cancellation)).State, hold, left, cancellation);
        if (!left) await coverage.UndoAsync(hold.Record, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(
            key, posted, posted.Body.Reason, QuarantineRules.Because,
            (view, note) => IsUnknown(view.State, contactId) ? [new UnknownSettled(contactId, left, note)] : throw Known(),
            cancellation));
    }

    private async Task SettleAsync(CaseState state, ContactHold hold, bool left, CancellationToken cancellation)
    {
        if (hold.State == ContactState.Unknown && IsUnknown(state, hold.Record.Contact))
            hold = left ? await ledger.CompleteAsync(hold, SendOutcome.Sent, null, cancellation) : await ledger.NeverLeftAsync(hold, cancellation);

        // A provider's answer that came too late for the case settles it like a person.
        var agrees = left ? hold.State == ContactState.Sent : hold.State == ContactState.Failed || hold.Record is { State: ContactState.Released, StoppedBy: QuarantineRules.NeverLeft };
        if (!agrees) throw Known();
    }

    private static bool IsUnknown(CaseState state, string contact) => state.Contacts.Unknown.Any(unknown => unknown.Contact == contact);

    private static RefusedException Known() => new(409, "outcome-known", "What became of this message is known already.");
}

public enum UnknownOutcome { Sent, NotSent }

/// <param name="Reason">How the person knows; kept with the debtor's data.</param>
public sealed record UnknownDecision(UnknownOutcome Outcome, string Reason);
