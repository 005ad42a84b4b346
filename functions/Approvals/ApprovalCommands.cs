using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Platform;

namespace Collections.Functions.Approvals;

/// <summary>What people may do about approvals: propose one, decide one. Pure; refusals are <see cref="RefusedException"/>. (R6.3)</summary>
public static class ApprovalCommands
{
    /// <summary>Asks for an approval in a person's name. The same proposal again changes nothing.</summary>
    /// <param name="promiseDue">For a long promise: the date asked for.</param>
    public static IReadOnlyList<Fact> Propose(CaseView view, ApprovalSubject subject, string proposer, DateOnly? promiseDue)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        if (view.State.Balance.AbsentSince is not null)
            throw new RefusedException(409, "case-suspended", "The account is missing from the bank's latest file; nothing is proposed until it is clear why.");
        if (view.State.Approvals.Open is { } open)
        {
            return open.Subject == subject && open.Proposer == proposer && open.PromiseDue == promiseDue
                ? []
                : throw new RefusedException(409, "approval-open", $"The case waits for a decision on {open.Subject} ({open.Id}) already.");
        }

        if (view.State.Paths is { Care.Allowed: false } && subject is ApprovalSubject.FieldVisit or ApprovalSubject.LegalHandoff && view.State.Paths.Care is { Allowed: false })
            throw new RefusedException(409, "vulnerable", "The debtor is vulnerable: nobody proposes a visit or a legal step unless a supervisor has allowed the case to go up.");
        if (view.State.Agency.Offer is { } offer) throw new RefusedException(409, "approval-open", $"A placement with an agency is on its way ({offer.Placement}): recall it first, or wait.");
        RefuseUnlessAllowed(view, subject, promiseDue);
        return [ApprovalRules.Request(view, subject, proposer, "proposed", promiseDue)];
    }

    /// <summary>Decides the open approval. The same decision again by the same person changes nothing.</summary>
    /// <param name="role">The role to decide in; null: the first one that is still missing and that the person has.</param>
    /// <param name="comment">Id of the comment in the debtor's partition.</param>
    public static IReadOnlyList<Fact> Decide(CaseView view, string id, bool approve, Caller decider, string? role, string? comment)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(decider);
        var approvals = view.State.Approvals;
        if (approvals.Open is not { } open || open.Id != id) throw NotOpen(view.State, id);
        if (open.Proposer == decider.Id)
            throw new RefusedException(403, "approval-by-proposer", "Who proposed it may not decide it; somebody else has to.");
        var mine = open.Roles.Where(needed => decider.Is(needed) && (role is null || role == needed)).ToList();
        if (mine.Count == 0)
            throw new RefusedException(403, "role-may-not-decide", $"This is decided by {string.Join(" and ", open.Roles)}, each in that role.");
        if (view.State.MaterialVersion > open.Basis)
            throw new RefusedException(409, "facts-changed", "The case has changed since this was asked for. Look at it again; it will be asked for anew if it is still needed.");
        if (view.Now >= open.Deadline)
            throw new RefusedException(409, "approval-lapsed", "The deadline for this decision has passed.");
        if (approvals.Decisions.FirstOrDefault(decision => decision.Decider == decider.Id) is { } mineAlready)
        {
            return approve == mineAlready.Approved && (role is null || role == mineAlready.Role)
                ? []
                : throw new RefusedException(409, "already-decided", "You have decided on this already; another person has to give the other decision.");
        }

        var missing = mine.FirstOrDefault(needed => approvals.Decisions.All(decision => decision.Role != needed))
            ?? throw new RefusedException(409, "already-decided", $"{string.Join(" and ", mine)} has decided on this already.");
        return [new ApprovalDecided(id, approve, decider.Id, missing, comment)];
    }

    private static RefusedException NotOpen(CaseState state, string id)
    {
        const string prefix = "approval-";
        var existed = id.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence <= state.Version;
        return existed
            ? new RefusedException(409, "approval-not-open", "This approval is decided, lapsed or withdrawn already.")
            : RefusedException.NotFound("approval");
    }

    private static void RefuseUnlessAllowed(CaseView view, ApprovalSubject subject, DateOnly? promiseDue)
    {
        var why = subject switch
        {
            ApprovalSubject.FieldVisit => view.State.Stage == Stage.FieldVisit ? VisitRules.WhyNoOther(view) : WhyNoVisit(view),
            ApprovalSubject.VisitWaiver => view.State.Stage == Stage.FieldVisit ? VisitRules.WhyNoWaiver(view.State) : WhyNoVisit(view),
            ApprovalSubject.LegalHandoff => WhyNoHandoff(view),
            ApprovalSubject.LongPromise => WhyNoLongPromise(view, promiseDue),
            ApprovalSubject.AgencyPlacement => "A placement is proposed by naming the agency.",
            ApprovalSubject.Plan => "A plan beyond policy is asked for by offering it.",
            ApprovalSubject.CollateralSale => "A sale is asked for with its least price: POST …/collateral/sale.",
            ApprovalSubject.WriteOff => "A write-off is asked for with its ground: POST …/write-off.",
            ApprovalSubject.Malice => "That a debtor means not to pay is alleged with its evidence, as his circumstances.",
            _ => throw new InvalidOperationException($"Nobody decides on {subject}."),
        };
        if (why is not null) throw new RefusedException(409, "not-now", why);
    }

    private static string? WhyNoVisit(CaseView view) => view.State.Stage != Stage.Negotiation
        ? "A visit, or its waiver, is proposed in the stages Negotiation and FieldVisit."
        : !view.Strategy.Uses(Stage.FieldVisit) ? $"By strategy {view.Strategy.Reference} no visits are made."
        : view.LadderDay < (view.Segment.NeedsHelp ? view.Strategy.FieldVisit.From : Math.Min(view.Strategy.FieldVisit.From, view.Strategy.FieldVisit.FromHighRisk))
            ? "The case is not far enough past due for a visit."
            : VisitRules.IsPrepared(view.State) ? null : "A visit needs a delivered reminder and a recorded try to negotiate first.";

    private static string? WhyNoHandoff(CaseView view) => view.State.Stage != Stage.FieldVisit && (view.State.Stage != Stage.Negotiation || view.Strategy.Uses(Stage.FieldVisit))
        ? $"The legal handoff is proposed in the stage {(view.Strategy.Uses(Stage.FieldVisit) ? Stage.FieldVisit : Stage.Negotiation)}."
        : !view.Strategy.Uses(Stage.LegalHandoff) ? $"By strategy {view.Strategy.Reference} nothing is handed over."
        : !LegalRules.IsPrepared(view)
            ? view.Strategy.Uses(Stage.FieldVisit) ? "The legal handoff needs a visit that was made or waived." : "The legal handoff needs a delivered reminder and a recorded try to negotiate."
            : view.LadderDay <= Math.Min(view.Strategy.Legal.After, view.Strategy.Legal.AfterRefusals)
                ? "The case is not far enough past due for the legal handoff."
                : view.Amount < view.Strategy.Legal.MinimumAmount[view.Risk] ? "The overdue amount is below what the legal handoff is worth."
                : !RecoveryRules.IsWorthIt(view) ? "Court is expected to cost more than it brings." : null;

    private static string? WhyNoLongPromise(CaseView view, DateOnly? promiseDue)
    {
        var terms = view.Strategy.Promises;
        if (promiseDue is not { } due) return "A long promise needs its date in 'promiseDue'.";
        var ahead = due.DayNumber - view.Today.DayNumber;
        return ahead <= terms.MaximumDays ? $"A promise up to {terms.MaximumDays} days ahead needs no approval."
            : ahead > terms.MaximumDaysApproved ? $"Nobody may accept a promise more than {terms.MaximumDaysApproved} days ahead." : null;
    }
}
