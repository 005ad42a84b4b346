using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>Offering a plan and confirming it. Pure; refusals are <see cref="RefusedException"/>. (R4.2)</summary>
public static class PlanCommands
{
    /// <summary>Puts a plan to the debtor in place of an earlier offer. The same offer again on the same day changes nothing.</summary>
    /// <param name="by">Id of the person who offers it.</param>
    /// <param name="note">Id of the debtor's figures in his partition; null: none were given.</param>
    /// <param name="lawful">Instalments at the most by the law that binds the institution; null: it sets no limit.</param>
    public static IReadOnlyList<Fact> Offer(CaseView view, PlanWish wish, string by, string? note, int? lawful)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(wish);
        var state = view.State;
        CaseGuards.RefuseClosed(state);
        CaseGuards.RefuseDeceased(state);
        if (state.Balance.AbsentSince is not null)
            throw new RefusedException(409, "case-suspended", "The account is missing from the bank's latest file; nothing is agreed until it is clear why.");
        if (state.Plans.Open is not null) throw new RefusedException(409, "plan-in-force", "A plan is in force; another can be offered when it has ended.");
        var affordable = wish.Means?.Affordable(state.Balance.Currency) ?? state.Plans.Affordable
            ?? throw new RefusedException(422, "means-first", "Before a plan is offered the debtor is asked what he can afford: give 'means'.");
        var draft = PlanDraft.Of(view, wish, lawful);
        var offered = new PlanOffered(
            view.NewId("plan"), wish.Kind, draft.Instalments, draft.Debt, draft.Fee, draft.Waived, state.Balance.PaidBetween(view.Today, DateOnly.MaxValue), view.Today,
            view.Today.AddDays(view.Strategy.Plans.OfferDays), draft.Beyond(view, affordable), by, HoldsThrough(view));
        if (state.Plans.Offer is { } open && IsSame(open.Terms, offered)) return [];
        List<Fact> facts = [];
        if (state.Plans.Offer is { } replaced) facts.Add(new PlanLapsed(replaced.Plan, "replaced"));
        if (wish.Means is not null && note is not null) facts.Add(new AffordabilityStated(note, affordable, wish.Means.DebtService(state.Balance.Position.MinimumPayment)));
        facts.Add(offered);
        return facts;
    }

    /// <summary>Offers made again and again do not keep collection waiting for ever: without the debtor's doing, the time of the first is all they have. Null: its own time.</summary>
    private static DateOnly? HoldsThrough(CaseView view) =>
        view.State.Plans.Hold is { } hold && view.Today < hold.Since.AddDays(view.Strategy.Plans.OfferHoldsEveryDays) ? hold.Through : null;

    /// <summary>Takes down the debtor's agreement, or a guarantor's consent. The same again changes nothing.</summary>
    /// <param name="evidence">Id of the reply, or of the words on recording, signature or paper, in the debtor's partition.</param>
    /// <param name="guarantor">Id of the guarantor within the debtor's partition; null: the debtor.</param>
    public static IReadOnlyList<Fact> Confirm(CaseView view, string plan, ConfirmationMeans means, string evidence, string? guarantor = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        if (view.State.Plans.Offer is not { } offer || offer.Plan != plan)
        {
            return view.State.Plans.Open?.Plan == plan
                ? []
                : throw new RefusedException(409, "plan-not-offered", "There is no such offer on the case: it is in force, has lapsed, or was replaced.");
        }

        if (view.Today > offer.Terms.ConfirmBy) throw new RefusedException(409, "offer-lapsed", "The time to confirm this offer has passed.");
        if (guarantor is not null)
        {
            if (means is not (ConfirmationMeans.Written or ConfirmationMeans.ESignature))
                throw new RefusedException(422, "consent-in-writing", "A guarantor consents in writing or by electronic signature.");
            return offer.Guarantors.Contains(guarantor) ? [] : [new PlanConfirmed(plan, means, evidence, guarantor)];
        }

        if (offer.Confirmed is not null) return [];
        if (offer.NeedsApproval && PlanOffers.Approval(view.State, offer) is null)
            throw new RefusedException(409, "approval-needed", "The offer is beyond what a collector may agree to; a supervisor approves it first.");
        var through = view.Strategy.Plans.ReplyCodeThrough;
        if (means == ConfirmationMeans.ReplyCode && offer.Terms.Instalments.Count > through)
            throw new RefusedException(422, "recorded-agreement", $"A plan of more than {through} instalments is agreed to on a recorded call, by signature or in writing.");
        return [new PlanConfirmed(plan, means, evidence)];
    }

    /// <summary>The debtor does not want it after all, or it is taken back.</summary>
    public static IReadOnlyList<Fact> Decline(CaseState state, string plan)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Plans.Offer?.Plan == plan
            ? [new PlanLapsed(plan, "declined")]
            : throw new RefusedException(409, "plan-not-offered", "There is no such offer on the case: it is in force, has lapsed, or was replaced.");
    }

    /// <summary>The core system's answer to the order. The same answer again changes nothing.</summary>
    /// <param name="reference">Its number there; needed when it was taken in.</param>
    public static IReadOnlyList<Fact> Acknowledge(CaseState state, string plan, bool accepted, string? reference)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Plans.Open is not { } open || open.Plan != plan) throw new RefusedException(409, "plan-not-in-force", "There is no such plan in force on the case.");
        if (open.Acknowledged == accepted) return [];
        if (accepted && !CaseGuards.IsReference(reference))
            throw new RefusedException(422, "reference-needed", $"An accepted order names the core system's number in 'reference': {CaseGuards.ReferenceForm}.");
        return [new PlanAcknowledged(plan, accepted, accepted ? reference : null)];
    }

    private static bool IsSame(PlanOffered open, PlanOffered offered) =>
        (open.Arrangement, open.Debt, open.Fee, open.Waived, open.OfferedOn, open.OfferedBy) == (offered.Arrangement, offered.Debt, offered.Fee, offered.Waived, offered.OfferedOn, offered.OfferedBy)
        && open.Instalments.SequenceEqual(offered.Instalments);
}
