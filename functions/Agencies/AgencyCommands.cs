using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Agencies;

/// <summary>What people do about placements. Pure; refusals are <see cref="RefusedException"/>. (R3.8)</summary>
public static class AgencyCommands
{
    /// <summary>Asks for a placement in a person's name: two others decide. The task that asked for it is answered with it.</summary>
    public static IReadOnlyList<Fact> Propose(CaseView view, Agency agency, string proposer)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(agency);
        var state = view.State;
        CaseGuards.RefuseClosed(state);
        if (state.Agency.Offer is { } offer && offer.Agency == agency.Id && state.Approvals.Open is { } same && same.Id == offer.Approval && same.Proposer == proposer) return [];
        if (state.Balance.AbsentSince is not null) throw new RefusedException(409, "case-suspended", "The account is missing from the bank's latest file; nothing is proposed until it is clear why.");
        if (state.Approvals.Open is { } open) throw new RefusedException(409, "approval-open", $"The case waits for a decision on {open.Subject} ({open.Id}) already.");
        if (AgencyRules.WhyNot(view) is { } why) throw new RefusedException(409, "not-now", why);
        if (agency.Unfit(view) is { } unfit) throw new RefusedException(422, "agency-unfit", unfit);
        if (state.Agency.Before is [.., var last] && last == agency.Id) throw new RefusedException(409, "agency-had-it", "This agency had the case last: another one, or another way, is next.");
        var placement = view.NewId("placement");
        var approval = ApprovalRules.Request(view, ApprovalSubject.AgencyPlacement, proposer, "proposed");
        var name = agency.Names.TryGetValue(state.Language, out var known) ? known : agency.Names.Values.First();
        List<Fact> facts = [.. state.Tasks.Where(task => task.Kind == TaskKind.Placement).Select(task => new TaskClosed(task.Id, "proposed"))];
        facts.Add(new PlacementOffered(placement, agency.Id, name, agency.FeeShare, agency.TermDays, agency.NoticeDays, approval.Id));
        facts.Add(approval);
        return facts;
    }

    /// <summary>A person takes a case back, or gives up a placement that has not begun.</summary>
    public static IReadOnlyList<Fact> Recall(CaseView view, string because, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        if (state.Agency.Placed is { } placed) return AgencyRules.Recalled(state, placed, because, note);
        if (state.Agency.Offer is not { } offer) throw new RefusedException(409, "not-placed", "No agency has this case, and none is to get it.");
        List<Fact> facts = [new PlacementLapsed(offer.Placement, because)];
        if (state.Approvals.Open is { } open && open.Id == offer.Approval) facts.Add(new ApprovalLapsed(open.Id, because));
        return facts;
    }
}
