using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;

namespace Collections.Functions.Tests.Legal;

/// <summary>When a claim may be written off, by whom, and what goes on afterwards. (R3.9, R6.3)</summary>
public class WriteOffTests
{
    private static readonly DateTimeOffset Noon = Given.Start.AddHours(6);

    [Fact]
    public void What_came_back_from_court_is_written_off_on_the_dossiers_papers_and_the_courts()
    {
        var state = Given.Case(Given.Opening(400, 60_000));
        Assert.Equal(["not-returned"], Check(state, WriteOffGround.CourtReturned).Unmet);
        state = state.After(new DossierBuilt("b", "s", 1), Noon).After(new HandoffAcknowledged(true, "F"), Noon).After(new ProceedingTaken(ProceedingStep.Returned, new DateOnly(2026, 3, 2), "C-1"), Noon);
        var check = Check(state, WriteOffGround.CourtReturned);
        Assert.Empty(check.Unmet);
        Assert.Equal([EvidenceKind.CourtRuling, EvidenceKind.NoAssetsFinding], check.Missing);
        foreach (var kind in check.Missing) state = state.After(Assert.Single(WriteOffCommands.File(View(state), kind, "A-1")), Noon);
        var asked = Assert.IsType<ApprovalRequested>(Assert.Single(WriteOffCommands.Propose(View(state), WriteOffGround.CourtReturned, "ana")));

        // More than 100,000 is owed: three roles.
        Assert.Equal(["supervisor", "compliance", "legal"], asked.Roles);
        Assert.Equal(Given.Cny(120_000), asked.Amount);
    }

    [Theory]
    [InlineData(299, 2_000, "days-past-due")]
    [InlineData(300, 2_501, "amount")]
    [InlineData(300, 2_500, null)]
    public void A_small_amount_has_its_limits(int daysPastDue, decimal overdue, string? unmet) =>
        Assert.Equal(unmet is null ? [] : [unmet], Check(Given.Case(Given.Opening(daysPastDue - 1, overdue)), WriteOffGround.SmallAmount).Unmet);

    [Fact]
    public void Who_cannot_pay_any_more_must_be_known_to_be_lost_dead_or_discharged_and_assessed()
    {
        var state = Given.Case(Given.Opening(400, 60_000));
        (WriteOffGround Ground, string Unmet, Fact[] Facts)[] all =
        [
            (WriteOffGround.DebtorLost, "not-lost", [new DebtorLost("said", false, null)]),
            (WriteOffGround.Insolvent, "not-discharged", [new ProceedingsNoted("s", ProceedingsKind.Bankruptcy, Noon, "n"), new ProceedingsEnded("s", ProceedingsOutcome.Discharged, "n")]),
            (WriteOffGround.DeceasedWithoutEstate, "estate-open", [new DeathRecorded("s", DeathSource.Relative, "n"), new EstateAnswered(EstateAnswer.NoEstate, null, new DateOnly(2026, 3, 2), "n")]),
        ];
        foreach (var (ground, unmet, facts) in all)
        {
            Assert.Equal([unmet], Check(state, ground).Unmet);
            var known = facts.Append(new TaskOpened("t", TaskKind.Assessment, Line.Legal, Noon, "x")).Aggregate(state, (before, fact) => before.After(fact, Noon));
            Assert.Empty(Check(known, ground).Unmet);
        }
    }

    [Fact]
    public void Nothing_is_written_off_before_what_is_pledged_is_seen_to()
    {
        var state = Given.Case(Given.Opening(400, 2_000) with { Pledge = new Pledge(CollateralKind.Vehicle, Given.Cny(1), "v") });
        Assert.Equal(["collateral"], Check(state, WriteOffGround.SmallAmount).Unmet);
        Assert.Empty(Check(state.After(new CollateralStepTaken(CollateralStep.Released, new DateOnly(2026, 3, 2), "R"), Noon), WriteOffGround.SmallAmount).Unmet);
    }

    [Fact]
    public void The_limitation_period_of_what_is_written_off_is_watched_further_and_a_person_is_asked()
    {
        var state = Given.Case(Given.Opening(100)).After(new CaseClosed(ClosingReason.WrittenOff, On: new DateOnly(2026, 3, 2)), Noon);
        var end = state.Balance.Position.DueDate.AddYears(3);
        var wait = Assert.IsType<Wait>(Given.Rules.Decide(state, Noon));
        Assert.Equal(("limitation", true), (wait.Because, wait.Until <= Noon.AddDays(30)));
        var (warned, _, _) = state.Settle(BusinessTime.At(end.AddDays(-180), new TimeOnly(12, 0)));
        var task = Assert.Single(warned.Tasks);
        Assert.Equal((TaskKind.Review, "limitation-180"), (task.Kind, task.Because));
        var done = warned.After(Assert.Single(TaskCommands.Finish(warned, task.Id, new Caller("li", [Roles.Legal], Roles.Legal))), Noon);
        Assert.Empty(done.Settle(BusinessTime.At(end.AddDays(-170), new TimeOnly(12, 0))).Recorded);
        Assert.Equal("limitation-90", Assert.Single(done.Settle(BusinessTime.At(end.AddDays(-90), new TimeOnly(12, 0))).State.Tasks).Because);
        Assert.IsType<Done>(Given.Rules.Decide(done, BusinessTime.At(end.AddDays(1), new TimeOnly(12, 0))));
        Assert.IsType<Done>(Given.Rules.Decide(Given.Case(Given.Opening(100)).After(new CaseClosed(ClosingReason.Sold), Noon), Noon));
    }

    /// <summary>What a settlement lets off is for a supervisor, and beyond 20,000 for compliance as well. (R6.3)</summary>
    [Theory]
    [InlineData(12_000, 5_000, new[] { "supervisor" })]
    [InlineData(60_000, 20_000, new[] { "supervisor", "compliance" })]
    public void Who_lets_off_how_much_is_the_strategys(decimal overdue, decimal amount, string[] roles)
    {
        var state = Given.Case(Given.Opening(40, overdue)).After(new StageEntered(Stage.Negotiation, "t"), Given.Start).Settle(Noon).State;
        var means = new MeansStatement(Given.Cny(9_000), Given.Cny(5_000), Given.Cny(1_000));
        foreach (var fact in PlanCommands.Offer(View(state), new PlanWish(PlanKind.Settlement, new DateOnly(2026, 3, 20), 1, Amount: Given.Cny(amount), Means: means), "ana", "note", null)) state = state.After(fact, Noon);
        var step = Assert.IsType<Functions.Cases.Record>(PlanOffers.Next(View(state), state.Plans.Offer!));
        var asked = Assert.IsType<ApprovalRequested>(Assert.Single(step.Facts));
        Assert.Equal(roles, asked.Roles);
        Assert.Equal(state.Plans.Offer!.Terms.Waived, asked.Amount);
    }

    private static GroundCheck Check(CaseState state, WriteOffGround ground) => WriteOffRules.Check(View(state)).Single(check => check.Ground == ground);

    private static CaseView View(CaseState state) => Given.Rules.View(state, Noon);
}
