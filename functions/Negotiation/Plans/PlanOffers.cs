using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>An offer waits for its approval and for the debtor; nobody is dunned meanwhile, as long as it holds. Confirmed in time, it comes into force. (R4.2)</summary>
public static class PlanOffers
{
    /// <summary>Why an offer that a supervisor would not have is gone.</summary>
    public const string NotApproved = "not-approved";

    /// <summary>What an offer wants done; null when the case goes on beside it, since it does not hold collection any more.</summary>
    public static CaseStep? Next(CaseView view, PlanOffer offer)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(offer);
        var state = view.State;
        if (view.Today > offer.Terms.ConfirmBy) return new Record([.. Withdrawn(state, offer), new PlanLapsed(offer.Plan, "not-confirmed")]);
        var holds = view.Today <= offer.HoldsThrough;
        if (holds && state.Approvals.Open is { } other && other.Plan != offer.Plan) return new Record([new ApprovalLapsed(other.Id, "plan-offered")]);
        var approval = Approval(state, offer);
        if (offer.NeedsApproval && approval is null)
        {
            if (state.Approvals.NotGranted.TryGetValue(ApprovalSubject.Plan, out var refused) && refused >= offer.At) return new Record([new PlanLapsed(offer.Plan, NotApproved)]);
            if (state.Approvals.Open is { } open) return holds ? CaseDecision.DropCalls(view, "plan-offer") ?? view.WaitFor("plan-approval", End(view, offer), open.Deadline) : null;

            // What is granted is used first: asking for something else would take it away.
            if (!holds && state.Approvals.Granted is not null) return null;
            return new Record([ApprovalRules.Request(view, ApprovalSubject.Plan, offer.Terms.OfferedBy, string.Join(',', offer.Terms.Beyond)) with
            {
                Plan = offer.Plan,
                Roles = Deciders(view, offer.Terms.Waived),
                Amount = offer.Terms.Waived.IsPositive ? offer.Terms.Waived : null,
            }]);
        }

        if (offer.Confirmed is not null) return new Record([Start(view, offer, approval?.Id)]);
        DateTimeOffset? message = null;
        var asked = offer.Terms.Instalments.Count > view.Strategy.Plans.ReplyCodeThrough
            ? null
            : Messages.Once(view, $"plan-offer-{offer.Plan}", new MessageKind("plan-offer", Purpose: Purpose.Service), view.Today, out message);
        return asked ?? (holds ? CaseDecision.DropCalls(view, "plan-offer") ?? view.WaitFor("plan-offer", End(view, offer), message) : null);
    }

    /// <summary>The case's own next step; where it waits beside an offer, not for longer than that has time.</summary>
    public static CaseStep Beside(CaseView view, CaseStep next)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.State.Plans.Offer is { } offer && next is Wait wait && End(view, offer) is var end && end > view.Now && end < wait.Until ? wait with { Until = end } : next;
    }

    /// <summary>When something about the offer changes by itself: it holds no more, or lapses.</summary>
    private static DateTimeOffset End(CaseView view, PlanOffer offer) => view.StartOf((view.Today <= offer.HoldsThrough ? offer.HoldsThrough : offer.Terms.ConfirmBy).AddDays(1));

    /// <summary>The approval that an offer rests on, still true to the facts; null while there is none.</summary>
    public static ApprovalRequested? Approval(CaseState state, PlanOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return ApprovalRules.Granted(state, ApprovalSubject.Plan) is { } granted && granted.Plan == offer.Plan ? granted : null;
    }

    /// <summary>A supervisor, and where much is let off whoever else the strategy names. (R6.3)</summary>
    private static IReadOnlyList<string> Deciders(CaseView view, Money waived) =>
        ApprovalRules.Authority(view.Strategy.Approvals.Waivers, view.Strategy.Counted(waived)) ?? ApprovalRules.RolesFor(ApprovalSubject.Plan);

    private static PlanStarted Start(CaseView view, PlanOffer offer, string? approval)
    {
        var terms = offer.Terms;
        return new PlanStarted(terms.Plan, terms.Arrangement, view.Today, terms.Instalments, terms.Debt, terms.Fee, terms.Waived, approval, offer.Guarantors);
    }

    private static IEnumerable<Fact> Withdrawn(CaseState state, PlanOffer offer) =>
        state.Approvals.Open is { } open && open.Plan == offer.Plan ? [new ApprovalLapsed(open.Id, "not-confirmed")] : [];
}
