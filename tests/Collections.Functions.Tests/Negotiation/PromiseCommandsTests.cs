using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>Which promises may be taken. (R4.1)</summary>
public class PromiseCommandsTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly DateTimeOffset Noon = BusinessTime.At(Today, new TimeOnly(12, 30));

    [Theory]
    [InlineData(-1, "due-in-the-past")]
    [InlineData(0, null)]
    [InlineData(7, null)]
    [InlineData(8, "approval-needed")]
    [InlineData(15, "approval-needed")]
    [InlineData(16, "too-far-ahead")]
    public void The_date_has_limits(int ahead, string? refusal) => AssertOutcome(refusal, () => Make(Case(), ahead: ahead));

    [Theory]
    [InlineData("0", "CNY", "bad-amount")]
    [InlineData("-1", "CNY", "bad-amount")]
    [InlineData("0.001", "CNY", "bad-amount")]
    [InlineData("0.01", "CNY", null)]
    [InlineData("10000.00", "CNY", null)]
    [InlineData("10000.01", "CNY", "more-than-owed")]
    [InlineData("100", "TWD", "wrong-currency")]
    public void The_amount_has_limits(string amount, string currency, string? refusal) =>
        AssertOutcome(refusal, () => PromiseCommands.Make(View(Case()), Money.Parse($"{amount} {currency}"), Today, "transfer"));

    [Fact]
    public void What_was_paid_meanwhile_is_owed_no_longer()
    {
        var paid = Case().After(new PaymentReceived("p", Given.Cny(4_000), Today, "transfer", "bus"), Noon);
        AssertOutcome("more-than-owed", () => Make(paid, amount: 6_000.01m));
        AssertOutcome(null, () => Make(paid, amount: 6_000m));
    }

    [Fact]
    public void Only_listed_methods_are_taken() =>
        AssertOutcome("unknown-method", () => PromiseCommands.Make(View(Case()), Given.Cny(1), Today, "cash in hand"));

    [Fact]
    public void A_promise_is_judged_two_business_days_after_it_is_due()
    {
        // Friday 6 March: Monday and Tuesday are the two days.
        var made = Assert.IsType<PromiseMade>(Assert.Single(Make(Case(), ahead: 4)));
        Assert.Equal(new DateOnly(2026, 3, 10), made.JudgeAfter);
    }

    [Fact]
    public void A_long_promise_names_its_approval_and_keeps_to_its_date()
    {
        var granted = Granted(new DateOnly(2026, 3, 12));
        Assert.Equal(granted.Approvals.Granted!.Id, Assert.IsType<PromiseMade>(Assert.Single(Make(granted, ahead: 10))).Approval);
        AssertOutcome("approval-needed", () => Make(granted, ahead: 11));
        AssertOutcome("approval-needed", () => Make(granted.After(new PaymentReceived("p", Given.Cny(1), Today, "transfer", "bus"), Noon), ahead: 10));
    }

    [Fact]
    public void An_approval_is_good_for_one_promise()
    {
        var used = Granted(new DateOnly(2026, 3, 12));
        used = used.After(Assert.Single(Make(used, ahead: 10)), Noon);
        AssertOutcome("approval-needed", () => Make(used, ahead: 9));
    }

    [Fact]
    public void A_new_promise_takes_the_open_ones_place()
    {
        var open = Case().After(Assert.Single(Make(Case(), ahead: 3)), Noon);
        Assert.Empty(Make(open, ahead: 3));
        var facts = Make(open, ahead: 5);
        Assert.Equal(PromiseVerdict.Superseded, Assert.IsType<PromiseJudged>(facts[0]).Verdict);
        var state = facts.Aggregate(open, (state, fact) => state.After(fact, Noon));
        Assert.Equal(Today.AddDays(5), state.Promises.Open?.Due);
        Assert.Empty(state.Promises.Broken);
    }

    [Fact]
    public void A_promise_that_is_due_is_judged_before_another_is_taken()
    {
        var open = Case().After(Assert.Single(Make(Case(), ahead: 1)), Noon);
        var refused = Assert.Throws<RefusedException>(() => PromiseCommands.Make(Given.Rules.View(open, Noon.AddDays(2)), Given.Cny(1), Today.AddDays(5), "transfer"));
        Assert.Equal("promise-being-judged", refused.Code);
    }

    [Fact]
    public void A_closed_case_takes_no_promise() => AssertOutcome("case-closed", () => Make(Case().After(new CaseClosed(ClosingReason.Cured), Noon)));

    private static CaseState Case() => Given.Case(Given.Opening(60));

    private static CaseState Granted(DateOnly due)
    {
        var open = Case().After(Assert.Single(ApprovalCommands.Propose(View(Case()), ApprovalSubject.LongPromise, "ana", due)), Noon);
        return open.After(new ApprovalDecided(open.Approvals.Open!.Id, true, "chief", Roles.Supervisor), Noon);
    }

    private static CaseView View(CaseState state) => Given.Rules.View(state, Noon);

    private static IReadOnlyList<Fact> Make(CaseState state, int ahead = 3, decimal amount = 100) =>
        PromiseCommands.Make(View(state), Given.Cny(amount), Today.AddDays(ahead), "transfer");

    private static void AssertOutcome(string? refusal, Func<IReadOnlyList<Fact>> act)
    {
        if (refusal is null) Assert.NotEmpty(act());
        else Assert.Equal(refusal, Assert.Throws<RefusedException>(() => { act(); }).Code);
    }
}
