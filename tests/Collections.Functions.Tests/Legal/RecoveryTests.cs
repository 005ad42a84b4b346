using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Legal;

/// <summary>Court is proposed when it brings more than it costs; where it does not, a person says where the case goes. (R3.4)</summary>
public class RecoveryTests
{
    private static readonly DateTimeOffset Noon = Given.Start.AddHours(6);

    /// <summary>Given cases owe twice what is overdue. 1,050 to begin with, then 2.5 % up to 100,000, 2 % up to 200,000 …</summary>
    [Theory]
    [InlineData(200, 5_000, RiskLevel.Medium, "4500.00", "1050.00", "3450.00")]
    [InlineData(200, 50_000, RiskLevel.Low, "60000.00", "3300.00", "56700.00")]
    [InlineData(200, 60_000, RiskLevel.High, "36000.00", "3700.00", "32300.00")]
    [InlineData(800, 1_000, RiskLevel.High, "200.00", "1050.00", "-850.00")]
    [InlineData(1500, 60_000, RiskLevel.High, "0.00", "3700.00", "-3700.00")]
    public void What_it_brings_and_costs_follows_from_amount_risk_and_age(int daysPastDue, decimal overdue, RiskLevel risk, string expected, string costs, string net)
    {
        var estimate = RecoveryRules.Of(View(Case(daysPastDue, overdue, risk), Noon))!;
        Assert.Equal((Money.Parse($"{expected} CNY"), Money.Parse($"{costs} CNY"), Money.Parse($"{net} CNY")), (estimate.Expected, estimate.Costs, estimate.Net));
        Assert.Equal(estimate.Net, estimate.Expected - estimate.Costs);
    }

    [Fact]
    public void Costs_are_counted_in_the_strategys_currency_and_stated_in_the_accounts()
    {
        var strategy = StrategyCatalog.Shipped.Get("cn-default/1");
        var state = Case(200, 60_000, RiskLevel.High);
        var dear = new CaseView(state, strategy with { AmountsIn = new Dictionary<string, decimal> { ["CNY"] = 0.5m } }, WorkingCalendar.China, Noon, null);
        Assert.Equal(Given.Cny(4_600), RecoveryRules.Of(dear)!.Costs);
    }

    /// <summary>70 % of the value, and of the rest of the debt the rate.</summary>
    [Theory]
    [InlineData(150_000, "109500.00", "105000.00")]
    [InlineData(500_000, "120000.00", "120000.00")]
    public void What_is_pledged_counts_at_its_own_rate(decimal value, string expected, string secured)
    {
        var state = Case(200, 60_000, RiskLevel.High);
        var estimate = RecoveryRules.Of(View(state with { Collateral = new CollateralProgress { Pledged = new Pledge(CollateralKind.Home, Given.Cny(value), "h") } }, Noon))!;
        Assert.Equal((Money.Parse($"{expected} CNY"), Money.Parse($"{secured} CNY")), (estimate.Expected, estimate.Secured!.Value));
    }

    [Fact]
    public void Who_approves_sees_what_court_is_expected_to_bring()
    {
        var asked = Assert.Single(Case(200, 60_000, RiskLevel.High).Settle(Noon).Recorded.OfType<ApprovalRequested>());
        Assert.Equal((ApprovalSubject.LegalHandoff, Given.Cny(32_300)), (asked.Subject, asked.Estimate!.Net));
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(9_999)]
    public void What_court_is_not_worth_is_looked_at_every_ninety_days(decimal overdue)
    {
        var state = Case(200, overdue, RiskLevel.High);
        var (asked, _, recorded) = state.Settle(Noon);
        Assert.Empty(recorded.OfType<ApprovalRequested>());
        var task = asked.Task(TaskKind.Direction)!;
        Assert.Equal(DirectionRules.BelowCourt, task.Because);
        Throws(409, "not-now", () => DirectionCommands.Give(View(asked, Noon), Direction.CourtAgain, null));
        Throws(409, "not-now", () => ApprovalCommands.Propose(View(asked, Noon), ApprovalSubject.LegalHandoff, "ana", null));
        var given = asked;
        foreach (var fact in DirectionCommands.Give(View(asked, Noon), Direction.Agency, "n")) given = given.After(fact, Noon);
        Assert.Equal(Direction.Agency, given.Legal.Direction);
        Throws(409, "task-not-open", () => DirectionCommands.Give(View(given, Noon), Direction.Agency, null));
        Assert.Null(Later(given, 89).Task(TaskKind.Direction));
        Assert.NotNull(Later(given, 90).Task(TaskKind.Direction));
    }

    [Fact]
    public void A_case_too_old_to_bring_anything_is_not_proposed_either()
    {
        var (state, _, recorded) = Case(1_500, 60_000, RiskLevel.High).Settle(Noon);
        Assert.Empty(recorded.OfType<ApprovalRequested>());
        Assert.NotNull(state.Task(TaskKind.Direction));
    }

    /// <summary>Messages that come due are left aside: a test of the desk's work, not of the provider.</summary>
    private static CaseState Later(CaseState state, int days)
    {
        var at = Noon.AddDays(days);
        for (var i = 0; i < 5; i++)
        {
            (state, var step, _) = state.Settle(at);
            if (step is not SendContact send) break;
            state = state.After(new ContactCompleted(send.Contact, SendOutcome.Sent), at);
        }

        return state;
    }

    private static CaseState Case(int daysPastDue, decimal overdue, RiskLevel risk)
    {
        var opened = Given.Opening(daysPastDue, overdue);
        var state = Given.Case(opened, (Given.Start, new StageEntered(Stage.Negotiation, "t")), (Given.Start, new StageEntered(Stage.FieldVisit, "t", "a")))
            .After(new VisitReported("v", "t", Given.Start, ["a", "b"], VisitOutcome.Absent), Given.Start).After(new TaskOpened("review-9", TaskKind.Review, Line.Legal, Noon.AddYears(9), "limitation-30"), Given.Start);
        return state.After(new RiskScored("test", 50, risk, []), Given.Start);
    }

    private static CaseView View(CaseState state, DateTimeOffset now) => Given.Rules.View(state, now);

    private static void Throws(int status, string code, Func<IReadOnlyList<Fact>> act)
    {
        var refused = Assert.Throws<RefusedException>(() => { act(); });
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }
}
