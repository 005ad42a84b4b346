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
    /// Settles one. That it left is told to the case first; that it never left is settled in the ledger first, where a delivery report may have come meanwhile: what was reported is never sent again. The same
    /// decision again completes one that a crash broke off. 404 for an unknown contact; 409 <c>outcome-known</c> when it is settled already.
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
        if (!left) await NeverLeftAsync((await casework.ViewAsync(key, cancellation)).State, hold, cancellation);
        var answer = await casework.ExecuteAsync(
            key, posted, posted.Body.Reason, QuarantineRules.Because,
            (view, note) => view.State.Contacts.Unknown.Any(unknown => unknown.Contact == contactId)
                ? [new UnknownSettled(contactId, left, note)]
                : throw Known(),
            cancellation);
        if (!left) await coverage.UndoAsync(hold.Record, cancellation);
        if (left) await ledger.CompleteAsync(hold, SendOutcome.Sent, null, cancellation);
        return Answers.Ok(answer);
    }

    private async Task NeverLeftAsync(CaseState state, ContactHold hold, CancellationToken cancellation)
    {
        if (hold.State == ContactState.Unknown && state.Contacts.Unknown.Any(unknown => unknown.Contact == hold.Record.Contact)) hold = await ledger.NeverLeftAsync(hold, cancellation);
        if (hold.Record is not { State: ContactState.Released, StoppedBy: QuarantineRules.NeverLeft }) throw Known();
    }

    private static RefusedException Known() => new(409, "outcome-known", "What became of this message is known already.");
}

public enum UnknownOutcome { Sent, NotSent }

/// <param name="Reason">How the person knows; kept with the debtor's data.</param>
public sealed record UnknownDecision(UnknownOutcome Outcome, string Reason);
