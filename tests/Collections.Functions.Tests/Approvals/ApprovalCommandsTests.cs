using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Approvals;

/// <summary>Who may propose and decide what, and when. (R6.3)</summary>
public class ApprovalCommandsTests
{
    private static readonly DateTimeOffset Noon = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(12, 30));

    private static readonly Caller Chief = Person("chief", Roles.Supervisor);

    private static readonly Caller Counsel = Person("counsel", Roles.Legal);

    private static readonly Caller Both = Person("both", Roles.Supervisor, Roles.Legal);

    [Fact]
    public void The_proposer_may_not_decide()
    {
        var state = WaitsForHandoff("chief");
        AssertRefused(403, "approval-by-proposer", () => Decide(state, Chief));
        Assert.Equal(Roles.Legal, Assert.Single(Decide(state, Counsel)).Role);
    }

    [Fact]
    public void Each_role_decides_once_and_nobody_twice()
    {
        var half = Decided(WaitsForHandoff("ana"), Both);
        AssertRefused(409, "already-decided", () => Decide(half, Both, role: Roles.Legal));
        AssertRefused(409, "already-decided", () => Decide(half, Both, approve: false));
        AssertRefused(409, "already-decided", () => Decide(half, Person("another", Roles.Supervisor)));
        var granted = Decided(half, Counsel);
        Assert.Equal(ApprovalSubject.LegalHandoff, granted.Approvals.Granted?.Subject);
    }

    [Fact]
    public void The_same_decision_again_changes_nothing() => Assert.Empty(Decide(Decided(WaitsForHandoff("ana"), Chief), Chief));

    [Theory]
    [InlineData(Roles.Collector)]
    [InlineData(Roles.SeniorCollector)]
    [InlineData(Roles.Field)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Administrator)]
    public void Other_roles_do_not_decide(string role) =>
        AssertRefused(403, "role-may-not-decide", () => Decide(WaitsForHandoff("ana"), Person("x", role)));

    [Fact]
    public void Nobody_decides_in_a_role_he_does_not_have() =>
        AssertRefused(403, "role-may-not-decide", () => Decide(WaitsForHandoff("ana"), Chief, role: Roles.Legal));

    [Fact]
    public void A_decision_rests_on_the_facts_that_were_seen()
    {
        var state = WaitsForHandoff("ana");
        var accrued = state.After(new BalanceUpdated(Given.Position(201, 20_010), new RiskInputs(), [], "i"), Noon);
        Assert.Single(Decide(accrued, Chief));
        var paid = state.After(new PaymentReceived("p", Given.Cny(1), new DateOnly(2026, 3, 2), "transfer", "bus"), Noon);
        AssertRefused(409, "facts-changed", () => Decide(paid, Chief));
    }

    [Fact]
    public void The_deadline_ends_it()
    {
        var state = WaitsForHandoff("ana");
        AssertRefused(409, "approval-lapsed", () => Decide(state, Chief, at: state.Approvals.Open!.Deadline));
        Assert.Single(Decide(state, Chief, at: state.Approvals.Open!.Deadline.AddMinutes(-1)));
    }

    [Theory]
    [InlineData("approval-1", 409, "approval-not-open")]
    [InlineData("approval-999", 404, "not-found")]
    [InlineData("approval-x", 404, "not-found")]
    [InlineData("whatever", 404, "not-found")]
    public void What_is_not_open_is_not_decided(string id, int status, string code) =>
        AssertRefused(status, code, () => ApprovalCommands.Decide(View(WaitsForHandoff("ana")), id, true, Chief, null, null));

    [Fact]
    public void A_rejection_ends_it_whoever_still_had_to_decide()
    {
        var state = WaitsForHandoff("ana");
        var rejected = state.After(Assert.Single(Decide(state, Chief, approve: false)), Noon);
        Assert.Null(rejected.Approvals.Open);
        Assert.Null(rejected.Approvals.Granted);
        AssertRefused(409, "approval-not-open", () => Decide(rejected, Counsel, id: state.Approvals.Open!.Id));
    }

    [Fact]
    public void Only_one_decision_is_waited_for_and_the_same_proposal_again_changes_nothing()
    {
        var state = Prepared();
        var open = state.After(Assert.Single(Propose(state, ApprovalSubject.FieldVisit, "ana")), Noon);
        Assert.Empty(Propose(open, ApprovalSubject.FieldVisit, "ana"));
        AssertRefused(409, "approval-open", () => Propose(open, ApprovalSubject.FieldVisit, "bo"));
        AssertRefused(409, "approval-open", () => Propose(open, ApprovalSubject.VisitWaiver, "ana"));
    }

    [Fact]
    public void A_stage_allows_its_own_proposals_alone()
    {
        var early = Given.Case(Given.Opening(20));
        var visiting = WaitsForHandoff("ana").After(new ApprovalLapsed(WaitsForHandoff("ana").Approvals.Open!.Id, "test"), Noon);
        AssertRefused(409, "not-now", () => Propose(early, ApprovalSubject.FieldVisit, "ana"));
        AssertRefused(409, "not-now", () => Propose(Prepared(40), ApprovalSubject.FieldVisit, "ana"));
        AssertRefused(409, "not-now", () => Propose(Given.Case(Given.Opening(95)).Settle(Noon).State, ApprovalSubject.FieldVisit, "ana"));
        AssertRefused(409, "not-now", () => Propose(Prepared(), ApprovalSubject.LegalHandoff, "ana"));
        AssertRefused(409, "not-now", () => Propose(visiting, ApprovalSubject.VisitWaiver, "ana"));
        Assert.Single(Propose(visiting, ApprovalSubject.LegalHandoff, "ana"));
        Assert.Single(Propose(Prepared(), ApprovalSubject.VisitWaiver, "ana"));
    }

    [Theory]
    [InlineData(7, "not-now")]
    [InlineData(8, null)]
    [InlineData(15, null)]
    [InlineData(16, "not-now")]
    [InlineData(null, "not-now")]
    public void A_long_promise_is_proposed_with_a_date_that_needs_it(int? ahead, string? refusal)
    {
        var due = ahead is { } days ? new DateOnly(2026, 3, 2).AddDays(days) : (DateOnly?)null;
        IReadOnlyList<Fact> Act() => ApprovalCommands.Propose(View(Prepared()), ApprovalSubject.LongPromise, "ana", due);
        if (refusal is null) Assert.Single(Act());
        else AssertRefused(409, refusal, Act);
    }

    [Fact]
    public void Nothing_is_proposed_on_a_closed_or_suspended_case()
    {
        AssertRefused(409, "case-closed", () => Propose(Prepared().After(new CaseClosed(ClosingReason.Cured), Noon), ApprovalSubject.FieldVisit, "ana"));
        AssertRefused(409, "case-suspended", () => Propose(Prepared().After(new AbsentFromSnapshot(new DateOnly(2026, 3, 2), "i"), Noon), ApprovalSubject.FieldVisit, "ana"));
    }

    [Fact]
    public void A_granted_long_promise_is_not_taken_away_by_the_systems_own_question()
    {
        var state = Prepared();
        var open = state.After(Assert.Single(ApprovalCommands.Propose(View(state), ApprovalSubject.LongPromise, "ana", new DateOnly(2026, 3, 14))), Noon);
        var granted = Decided(open, Chief).Settle(Noon).State;
        Assert.True(granted.Approvals.IsGranted(ApprovalSubject.LongPromise));
        Assert.Equal(ApprovalSubject.FieldVisit, granted.Settle(granted.Approvals.Granted!.Deadline).State.Approvals.Open?.Subject);
    }

    [Fact]
    public void A_granted_waiver_takes_the_visits_place_whatever_the_amount()
    {
        var state = Prepared();
        var open = state.After(Assert.Single(Propose(state, ApprovalSubject.VisitWaiver, "ana")), Noon);
        var waived = Decided(open, Chief).Settle(Noon).State;
        Assert.Equal((Stage.FieldVisit, true), (waived.Stage, waived.VisitWaived));
    }

    private static Caller Person(string id, params string[] roles) => new(id, roles, roles[0]);

    private static CaseView View(CaseState state, DateTimeOffset? at = null) => Given.Rules.View(state, at ?? Noon);

    private static IReadOnlyList<Fact> Propose(CaseState state, ApprovalSubject subject, string proposer) => ApprovalCommands.Propose(View(state), subject, proposer, null);

    private static IReadOnlyList<ApprovalDecided> Decide(
        CaseState state, Caller decider, bool approve = true, string? role = null, DateTimeOffset? at = null, string? id = null) =>
        [.. ApprovalCommands.Decide(View(state, at), id ?? state.Approvals.Open!.Id, approve, decider, role, null).Cast<ApprovalDecided>()];

    private static CaseState Decided(CaseState state, Caller decider) => state.After(Assert.Single(Decide(state, decider)), Noon);

    /// <summary>In Negotiation, with a delivered message and a call, and nothing asked for.</summary>
    private static CaseState Prepared(int daysPastDue = 95) =>
        Given.Case(Given.Opening(daysPastDue, overdue: 20_000), (Noon, new StageEntered(Stage.Negotiation, "test"))).Messaged(Noon).Called(Noon, CallOutcome.NoAnswer);

    private static CaseState WaitsForHandoff(string proposer)
    {
        var visited = Prepared(200).After(new StageEntered(Stage.FieldVisit, "test", "approval-1", VisitWaived: true), Noon);
        return visited.After(Assert.Single(Propose(visited, ApprovalSubject.LegalHandoff, proposer)), Noon);
    }

    private static void AssertRefused(int status, string code, Func<IReadOnlyList<Fact>> act)
    {
        var refused = Assert.Throws<RefusedException>(() => { act(); });
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }
}
