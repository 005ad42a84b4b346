using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Points;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.SpecialPaths;

/// <summary>How the facts of special paths change a case. Pure.</summary>
internal static class PathFold
{
    /// <summary>Null for a fact of something else.</summary>
    public static CaseState? Apply(CaseState state, Fact fact, DateTimeOffset at)
    {
        var (paths, today) = (state.Paths, BusinessTime.DayOf(at));
        return fact switch
        {
            DeathRecorded death => state with { Paths = paths with { Estate = new EstateProgress(today, death.Suspension) } },
            DeathTakenBack => Without(state, TaskKind.Estate, TaskKind.EstateLetter, TaskKind.Assessment) with { Paths = paths with { Estate = null }, Contacts = state.Contacts.Freed() },
            EstateAnswered answer => Without(state, TaskKind.Estate, TaskKind.EstateLetter, TaskKind.Assessment) with { Paths = paths with { Estate = paths.Estate?.With(answer) } },
            DebtorLost lost => state with { Paths = paths with { Lost = new LostProgress(today, lost.Because, lost.Askable), LookAgain = false } },
            DebtorFound => Without(state, TaskKind.ContactQuestion, TaskKind.Search, TaskKind.Assessment) with { Paths = paths with { Lost = null, LookAgain = false, BadAddress = false }, Contacts = state.Contacts.Found() },
            ReachChecked => state with { Paths = paths with { LookAgain = false } },
            SearchMade => Without(state, TaskKind.Search),
            VulnerabilityNoted => state with { Paths = paths with { Care = paths.Care ?? new CareProgress(today) } },
            EscalationAllowed => state with { Paths = paths with { Care = paths.Care is { } care ? care with { Allowed = true } : null } },
            VulnerabilityEnded => Without(state, TaskKind.CareReview) with { Paths = paths with { Care = null } },
            ConcernRaised concern => state with { Paths = paths with { Concern = concern.Suspension } },
            ConcernSeen => Without(state, TaskKind.Concern) with { Paths = paths with { Concern = null } },
            DisputeRegistered dispute => state with { Paths = paths with { Dispute = dispute } },
            DisputeAnswered answer => Without(state, TaskKind.DisputeAnswer) with { Paths = paths with { Dispute = null, Answered = answer, Correcting = answer.Outcome != DisputeOutcome.Rejected } },
            PaidClaimed claim => state with { Paths = paths with { Claim = claim, Unproven = claim.Proven ? paths.Unproven : [.. paths.Unproven.TakeLast(9), claim.ClaimedOn] } },
            PaidClaimJudged judged => state with { Paths = paths with { Claim = null, NotFound = judged.Found ? null : judged.Claim } },
            ProceedingsNoted noted => state with { Paths = paths with { Proceedings = new ProceedingsProgress(noted, state.Line) } },
            ProceedingsEnded ended => Without(state, TaskKind.ClaimFiling) with
            {
                Paths = paths with { Proceedings = ended.Outcome == ProceedingsOutcome.Dismissed || paths.Proceedings is null ? null : paths.Proceedings with { Ended = ended.Outcome } },
            },
            _ => null,
        };
    }

    /// <summary>Whether it says something of a contact point: that one fails, or, of a debtor who is lost, that there is news.</summary>
    public static bool TellsOfReach(Fact fact, CaseState state) => fact switch
    {
        CallRecorded { Outcome: CallOutcome.WrongNumber, Person: null } or DeliveryReported { Delivered: false } => true,
        ContactForbidden { Rule: ContactGate.NoPhone or ContactGate.InvalidPhone or ContactGate.NoAddress or ContactGate.InvalidAddress } => true,
        VisitReported { Outcome: VisitOutcome.Moved or VisitOutcome.AddressInvalid } => true,
        OutsideChanged { Change: OutsideChange.Address } => state.Paths is { BadAddress: true } or { Lost: not null },
        ContactPointNoted { Form: PointKind.Address } => state.Paths is { BadAddress: true } or { Lost: not null },
        ContactPointNoted or OutsideChanged or BalanceUpdated { Changes.Count: > 0 } => state.Paths.Lost is not null,
        _ => false,
    };

    public static PathProgress Heard(PathProgress paths, Fact fact) => paths with
    {
        LookAgain = true,
        BadAddress = fact is VisitReported || (fact is not (OutsideChanged { Change: OutsideChange.Address } or ContactPointNoted { Form: PointKind.Address }) && paths.BadAddress),
    };

    private static CaseState Without(CaseState state, params ReadOnlySpan<TaskKind> kinds)
    {
        var left = new List<OpenTask>(state.Tasks.Count);
        foreach (var task in state.Tasks)
        {
            if (!kinds.Contains(task.Kind)) left.Add(task);
        }

        return left.Count == state.Tasks.Count ? state : state with { Tasks = left };
    }
}
