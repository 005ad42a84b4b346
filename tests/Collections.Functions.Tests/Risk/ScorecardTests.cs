using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Risk;

/// <summary>The scorecard that ships, factor by factor, and what sets the level besides the sum. (R2.2)</summary>
public class ScorecardTests
{
    private static readonly DateTimeOffset Now = At(3, 2);

    private static DateTimeOffset At(int month, int day, int hour = 12) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, 30));

    [Theory]
    [InlineData(3, 0), InlineData(4, 3), InlineData(15, 3), InlineData(16, 6), InlineData(30, 6), InlineData(31, 9), InlineData(60, 9), InlineData(61, 12), InlineData(90, 12), InlineData(91, 14)]
    public void Days_past_due(int days, int points) => Assert.Equal(points, Points("daysPastDue", Given.Case(Given.Opening(days - 1))));

    [Theory]
    [InlineData(999.99, 0), InlineData(1_000, 3), InlineData(5_000, 6), InlineData(19_999.99, 6), InlineData(20_000, 8), InlineData(50_000, 10)]
    public void Overdue_amount(double overdue, int points) => Assert.Equal(points, Points("overdueAmount", Given.Case(Given.Opening(overdue: (decimal)overdue))));

    [Theory]
    [InlineData(49, 0), InlineData(50, 3), InlineData(79, 3), InlineData(80, 6), InlineData(100, 6), InlineData(101, 8), InlineData(null, 3)]
    public void Balance_to_limit(int? percent, int points) => Assert.Equal(points, Points("balanceToLimit", Given.Case(Given.Opening() with
    {
        Position = Given.Position(5, 5_000) with { Balance = Given.Cny(10_000 * (percent ?? 50)), CreditLimit = Given.Cny(percent is null ? 0 : 1_000_000) },
    })));

    [Theory]
    [InlineData(700, 0), InlineData(699, 3), InlineData(650, 3), InlineData(649, 6), InlineData(600, 6), InlineData(599, 10), InlineData(null, 5)]
    public void Credit_score(int? score, int points) => Assert.Equal(points, Points("creditScore", Told(new RiskInputs { CreditScore = score })));

    [Theory]
    [InlineData(0, 0), InlineData(1, 3), InlineData(2, 6), InlineData(3, 9), InlineData(5, 9), InlineData(6, 12), InlineData(null, 3)]
    public void Delinquencies_in_twelve_months(int? count, int points) =>
        Assert.Equal(points, Points("delinquenciesIn12Months", Told(new RiskInputs { DelinquenciesIn12Months = count })));

    [Theory]
    [InlineData(39, 0), InlineData(40, 4), InlineData(70, 4), InlineData(71, 8), InlineData(null, 3)]
    public void Debt_service_to_income(int? percent, int points) => Assert.Equal(points, Points("debtServiceToIncome", Told(new RiskInputs { DebtServiceRatio = percent / 100m })));

    [Theory]
    [InlineData("stable", 0), InlineData("unstable", 3), InlineData("self_employed", 3), InlineData("unemployed", 6), InlineData(null, 2)]
    public void Employment(string? employment, int points) => Assert.Equal(points, Points("employment", Told(new RiskInputs { Employment = employment })));

    [Fact]
    public void Response_is_what_the_debtor_did_last_within_thirty_days()
    {
        var state = Given.Case(Given.Opening());
        Assert.Equal("no-attempt", Bin("response", state));
        state = state.Called(Now, CallOutcome.NoAnswer).Called(Now, CallOutcome.Busy);
        Assert.Equal("no-attempt", Bin("response", state));
        var messaged = state.Messaged(Now);
        Assert.Equal(("delivered", 4), Of("response", messaged));
        var silent = messaged.Called(At(3, 3), CallOutcome.NoAnswer);
        Assert.Equal(("silent", 8), Of("response", silent, At(3, 3)));
        Assert.Equal(("silent", 8), Of("response", silent, At(4, 1)));
        Assert.Equal(("delivered", 4), Of("response", silent.After(new DeliveryReported("x", Delivered: true), At(4, 1)), At(4, 2)));
        var refused = silent.Called(At(3, 4), CallOutcome.RightPartyRefused);
        Assert.Equal(("refused", 10), Of("response", refused, At(3, 4)));
        var talked = refused.Called(At(3, 6), CallOutcome.RightPartyNoResult);
        Assert.Equal(("right-party", 0), Of("response", talked, At(3, 6)));
        Assert.Equal(("right-party", 0), Of("response", talked, At(4, 5)));
        Assert.Equal(("no-attempt", 2), Of("response", talked, At(4, 6)));
        Assert.Equal(("refused", 10), Of("response", talked.After(new VisitReported("v", "t", At(3, 8), ["a", "b"], VisitOutcome.Refused), At(3, 8)), At(3, 8)));
    }

    [Fact]
    public void What_came_in_late_does_not_undo_what_was_later()
    {
        var talked = Given.Case(Given.Opening()).Called(Now, CallOutcome.RightPartyNoResult);
        var late = talked.After(new ContactTakenOver("c", Channel.Call, Now.AddDays(-3), EntryResult.Unanswered, 0, "dialler"), Now);
        Assert.Equal(talked.Responses, late.Responses);
    }

    [Fact]
    public void Promises_and_payments_count_for_thirty_five_days()
    {
        var state = Given.Case(Given.Opening());
        Assert.Equal(("neither", 4), Of("promisesAndPayments", state));
        var paid = state.After(new PaymentReceived("p", Given.Cny(500), new DateOnly(2026, 3, 2), "transfer", "bus"), Now);
        Assert.Equal(("kept-or-paid", 0), Of("promisesAndPayments", paid, At(4, 6)));
        Assert.Equal(("neither", 4), Of("promisesAndPayments", paid, At(4, 7)));
        Assert.Equal(("neither", 4), Of("promisesAndPayments", state.After(new PaymentReceived("p", Given.Cny(499), new DateOnly(2026, 3, 2), "transfer", "bus"), Now)));
        var once = Broken(paid, "1", 3, 5);
        Assert.Equal(("one-broken", 6), Of("promisesAndPayments", once, At(4, 9)));
        Assert.Equal(("neither", 4), Of("promisesAndPayments", once, At(4, 10)));
        Assert.Equal(("more-broken", 10), Of("promisesAndPayments", Broken(once, "2", 3, 12), At(3, 16)));
        Assert.Equal(("kept-or-paid", 0), Of("promisesAndPayments", Judged(state, "1", 3, 5, PromiseVerdict.Kept), At(4, 1)));
    }

    [Fact]
    public void A_product_without_a_minimum_payment_needs_a_payment_all_the_same()
    {
        var state = Given.Case(Given.Opening() with { Position = Given.Position(5, 5_000) with { MinimumPayment = Given.Cny(0), LastPayment = Given.Cny(0), LastPaymentDate = new DateOnly(2026, 2, 20) } });
        Assert.Equal("neither", Bin("promisesAndPayments", state));
    }

    [Fact]
    public void The_sum_of_the_points_is_the_score_and_every_factor_is_told()
    {
        var scored = Scorecard.Default.Score(View(Told(new RiskInputs { CreditScore = 620, Employment = "unemployed" }), Now));
        Assert.Equal(Scorecard.Default.Factors.Select(factor => factor.Name), scored.Factors.Select(factor => factor.Factor));
        Assert.Equal(scored.Factors.Sum(factor => factor.Points), scored.Score);
        Assert.Contains(new FactorScore("employment", "unemployed", 6), scored.Factors);
        Assert.Equal(100, Scorecard.Default.Factors.Sum(factor => factor.Bins.Max(bin => bin.Points)));
    }

    [Theory]
    [InlineData(34, null, RiskLevel.Low, null)]
    [InlineData(35, null, RiskLevel.Medium, null)]
    [InlineData(47, null, RiskLevel.Medium, null)]
    [InlineData(48, null, RiskLevel.High, null)]
    [InlineData(46, RiskLevel.High, RiskLevel.High, LevelRule.Margin)]
    [InlineData(45, RiskLevel.High, RiskLevel.Medium, null)]
    [InlineData(33, RiskLevel.High, RiskLevel.Medium, LevelRule.Margin)]
    [InlineData(32, RiskLevel.High, RiskLevel.Low, null)]
    [InlineData(33, RiskLevel.Medium, RiskLevel.Medium, LevelRule.Margin)]
    [InlineData(35, RiskLevel.Low, RiskLevel.Medium, null)]
    public void Moving_down_a_level_needs_three_points(int score, RiskLevel? before, RiskLevel level, string? rule)
    {
        var state = Given.Case(Given.Opening());
        if (before is { } held) state = state.After(new RiskScored("default-2026", 0, held, []), Given.Start);
        var card = Scorecard.Default with { Factors = [new Factor("daysPastDue", [new Bin(score)], 0)] };
        var scored = card.Score(View(state, Now));
        Assert.Equal((score, level, rule), (scored.Score, scored.Level, scored.Rule));
    }

    [Fact]
    public void Two_refusals_are_high_and_first_days_without_any_before_are_low()
    {
        var fresh = Told(new RiskInputs { CreditScore = 500, DelinquenciesIn12Months = 0, DebtServiceRatio = 0.9m, Employment = "unemployed", Reachable = false }, daysPastDue: 6);
        Assert.Equal((RiskLevel.Low, LevelRule.Early), LevelOf(fresh, Now));
        Assert.Equal((RiskLevel.High, null), LevelOf(fresh, Now.AddDays(1)));
        var once = fresh.Called(Now, CallOutcome.RightPartyRefused);
        Assert.Equal(RiskLevel.Low, LevelOf(once, Now).Level);
        Assert.Equal((RiskLevel.High, LevelRule.Refusals), LevelOf(once.Called(Now, CallOutcome.RightPartyRefused), Now));
    }

    private static (RiskLevel Level, string? Rule) LevelOf(CaseState state, DateTimeOffset now)
    {
        var scored = Scorecard.Default.Score(View(state, now));
        return (scored.Level, scored.Rule);
    }

    private static CaseState Broken(CaseState state, string id, int month, int day) => Judged(state, id, month, day, PromiseVerdict.Broken);

    private static CaseState Judged(CaseState state, string id, int month, int day, PromiseVerdict verdict)
    {
        var due = new DateOnly(2026, month, day);
        return state.After(new PromiseMade(id, Given.Cny(100), due, due.AddDays(-3), due.AddDays(2), "transfer"), Now).After(new PromiseJudged(id, verdict, Given.Cny(0)), At(month, day).AddDays(3));
    }

    private static CaseState Told(RiskInputs inputs, int daysPastDue = 20) => Given.Case(Given.Opening(daysPastDue) with { Risk = inputs });

    private static int Points(string factor, CaseState state) => Of(factor, state).Points;

    private static string Bin(string factor, CaseState state) => Of(factor, state).Bin;

    private static (string Bin, int Points) Of(string factor, CaseState state, DateTimeOffset? now = null)
    {
        var score = Scorecard.Default.Score(View(state, now ?? Now)).Factors.Single(one => one.Factor == factor);
        return (score.Bin, score.Points);
    }

    private static CaseView View(CaseState state, DateTimeOffset now) => Given.Rules.View(state, now);
}
