using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>Which plans may be offered, and when they need somebody else. (R4.2)</summary>
public class PlanCommandsTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly DateTimeOffset Noon = BusinessTime.At(Today, new TimeOnly(12, 30));

    private static readonly MeansStatement Means = new(Given.Cny(9_000), Given.Cny(5_000), Given.Cny(1_000));

    [Fact]
    public void Means_are_asked_before_a_plan_is_offered()
    {
        Assert.Equal("means-first", Refusal(Wish() with { Means = null }));
        var known = Case().After(new AffordabilityStated("note1", Given.Cny(3_000)), Noon);
        Assert.Single(PlanCommands.Offer(View(known), Wish() with { Means = null }, "ana", null, 60));
        var facts = Offer(Wish());
        Assert.Equal(new AffordabilityStated("note1", Given.Cny(3_000), 0.22m), facts[0]);
        Assert.IsType<PlanOffered>(facts[1]);
    }

    [Theory]
    [InlineData(1, "too-few-instalments")]
    [InlineData(2, null)]
    [InlineData(60, null)]
    [InlineData(61, "too-many-instalments")]
    public void The_number_of_instalments_has_limits(int count, string? refusal) => Assert.Equal(refusal, Refusal(Wish() with { Instalments = count }));

    [Fact]
    public void The_law_may_allow_fewer() =>
        Assert.Equal("too-many-instalments", Assert.Throws<RefusedException>(() => PlanCommands.Offer(View(Case()), Wish() with { Instalments = 24 }, "ana", "note1", 12)).Code);

    [Theory]
    [InlineData(0, "first-due")]
    [InlineData(1, null)]
    [InlineData(45, null)]
    [InlineData(46, "first-due")]
    public void The_first_is_due_soon(int ahead, string? refusal) => Assert.Equal(refusal, Refusal(Wish() with { FirstDue = Today.AddDays(ahead) }));

    [Theory]
    [InlineData(PlanKind.Instalments, 12, null, "")]
    [InlineData(PlanKind.Instalments, 25, null, "instalments")]
    [InlineData(PlanKind.Instalments, 2, null, "affordability")]
    [InlineData(PlanKind.Extension, 1, null, "")]
    [InlineData(PlanKind.LoweredMinimum, 6, 300, "lowered-minimum")]
    [InlineData(PlanKind.Settlement, 12, 15_000, "discount")]
    public void Beyond_policy_it_needs_a_supervisor(PlanKind kind, int count, int? amount, string beyond)
    {
        var wish = Wish() with { Kind = kind, Instalments = count, Amount = amount is { } sum ? Given.Cny(sum) : null, FirstDue = Today.AddDays(20) };
        Assert.Equal(beyond, string.Join(',', Offered(wish).Beyond));
    }

    [Fact]
    public void A_longer_extension_is_beyond_and_a_very_long_one_is_refused()
    {
        var wish = Wish() with { Kind = PlanKind.Extension, Instalments = 1 };
        Assert.Equal(["extension"], Offered(wish with { FirstDue = Today.AddDays(31) }).Beyond);
        Assert.Equal("first-due", Refusal(wish with { FirstDue = Today.AddDays(91) }));
    }

    [Theory]
    [InlineData(PlanKind.Instalments, PlanScope.Overdue, null, 12, 10_200, 0)]
    [InlineData(PlanKind.Instalments, PlanScope.Outstanding, null, 12, 20_200, 0)]
    [InlineData(PlanKind.Extension, PlanScope.Overdue, null, 1, 10_200, 0)]
    public void Instalments_make_the_debt_and_the_fee(PlanKind kind, PlanScope scope, int? amount, int count, int sum, int waived)
    {
        var offered = Offered(Wish() with { Kind = kind, Scope = scope, Amount = amount is { } money ? Given.Cny(money) : null, Instalments = count, Fee = Given.Cny(200) });
        Assert.Equal((sum, waived), (offered.Instalments.Sum(instalment => instalment.Amount.Amount), offered.Waived.Amount));
    }

    [Fact]
    public void A_settlement_pays_less_than_is_owed_and_says_what_is_let_off()
    {
        var offered = Offered(Wish() with { Kind = PlanKind.Settlement, Amount = Given.Cny(15_000), Instalments = 3 });
        Assert.Equal((20_000m, 5_000m, 15_000m), (offered.Debt.Amount, offered.Waived.Amount, offered.Instalments.Sum(instalment => instalment.Amount.Amount)));
        Assert.Equal("not-lower", Refusal(Wish() with { Kind = PlanKind.Settlement, Amount = Given.Cny(20_000), Instalments = 3 }));
        Assert.Equal("amount-needed", Refusal(Wish() with { Kind = PlanKind.Settlement }));
    }

    [Theory]
    [InlineData("1000.001 CNY", "bad-amount")]
    [InlineData("1000.00 TWD", "wrong-currency")]
    [InlineData("-1.00 CNY", "fee")]
    [InlineData("2000.01 CNY", "fee")]
    [InlineData("2000.00 CNY", null)]
    public void A_fee_has_form_and_limit(string fee, string? refusal) => Assert.Equal(refusal, Refusal(Wish() with { Fee = Money.Parse(fee) }));

    [Fact]
    public void A_minimum_is_lowered_on_cards_alone()
    {
        var lowered = Wish() with { Kind = PlanKind.LoweredMinimum, Amount = Given.Cny(300), Instalments = 6 };
        var loan = Given.Case(Given.Opening(60, 10_000, Product.ConsumerLoan));
        Assert.Equal("cards-only", Assert.Throws<RefusedException>(() => PlanCommands.Offer(View(loan), lowered, "ana", "note1", 60)).Code);
        Assert.Equal("not-lower", Refusal(lowered with { Amount = Given.Cny(1_000) }));
    }

    [Fact]
    public void The_same_offer_again_changes_nothing_and_another_takes_its_place()
    {
        var open = Offer(Wish()).Aggregate(Case(), (state, fact) => state.After(fact, Noon));
        Assert.Empty(PlanCommands.Offer(View(open), Wish(), "ana", "note1", 60));
        var facts = PlanCommands.Offer(View(open), Wish() with { Instalments = 6 }, "ana", "note1", 60);
        Assert.Equal(new PlanLapsed(open.Plans.Offer!.Plan, "replaced"), facts[0]);
        var replaced = facts.Aggregate(open, (state, fact) => state.After(fact, Noon));
        Assert.Equal(6, replaced.Plans.Offer!.Terms.Instalments.Count);
    }

    [Fact]
    public void A_long_plan_is_not_confirmed_by_a_code()
    {
        var open = Offer(Wish() with { Instalments = 13 }).Aggregate(Case(), (state, fact) => state.After(fact, Noon));
        var plan = open.Plans.Offer!.Plan;
        Assert.Equal("recorded-agreement", Assert.Throws<RefusedException>(() => PlanCommands.Confirm(View(open), plan, ConfirmationMeans.ReplyCode, "e")).Code);
        Assert.Single(PlanCommands.Confirm(View(open), plan, ConfirmationMeans.RecordedCall, "e"));
    }

    [Fact]
    public void A_guarantor_consents_in_writing_or_is_not_bound()
    {
        var open = Offer(Wish()).Aggregate(Case(), (state, fact) => state.After(fact, Noon));
        var plan = open.Plans.Offer!.Plan;
        Assert.Equal("consent-in-writing", Assert.Throws<RefusedException>(() => PlanCommands.Confirm(View(open), plan, ConfirmationMeans.RecordedCall, "e", "g1")).Code);
        open = open.After(Assert.Single(PlanCommands.Confirm(View(open), plan, ConfirmationMeans.Written, "e", "g1")), Noon);
        Assert.Empty(PlanCommands.Confirm(View(open), plan, ConfirmationMeans.Written, "e", "g1"));
        Assert.Null(open.Plans.Offer!.Confirmed);
        open = open.After(Assert.Single(PlanCommands.Confirm(View(open), plan, ConfirmationMeans.ESignature, "e2")), Noon);
        Assert.Equal(["g1"], Assert.IsType<PlanStarted>(open.Settle(Noon).Recorded.First(fact => fact is PlanStarted)).Guarantors);
    }

    [Fact]
    public void Nobody_approves_what_he_offered_and_nothing_is_confirmed_before()
    {
        var open = Offer(Wish() with { Instalments = 25 }).Aggregate(Case(), (state, fact) => state.After(fact, Noon)).Settle(Noon).State;
        var approval = open.Approvals.Open!;
        Assert.Equal((ApprovalSubject.Plan, "ana", open.Plans.Offer!.Plan), (approval.Subject, approval.Proposer, approval.Plan));
        Assert.Equal("approval-needed", Assert.Throws<RefusedException>(() => PlanCommands.Confirm(View(open), open.Plans.Offer.Plan, ConfirmationMeans.Written, "e")).Code);
        var ana = new Caller("ana", [Roles.Supervisor], Roles.Supervisor);
        Assert.Equal("approval-by-proposer", Assert.Throws<RefusedException>(() => ApprovalCommands.Decide(View(open), approval.Id, true, ana, null, null)).Code);
    }

    private static CaseState Case() => Given.Case(Given.Opening(60, 10_000));

    private static PlanWish Wish() => new(PlanKind.Instalments, Today.AddDays(10), Instalments: 12, Means: Means);

    private static CaseView View(CaseState state) => Given.Rules.View(state, Noon);

    private static IReadOnlyList<Fact> Offer(PlanWish wish) => PlanCommands.Offer(View(Case()), wish, "ana", "note1", 60);

    private static PlanOffered Offered(PlanWish wish) => Offer(wish).OfType<PlanOffered>().Single();

    private static string? Refusal(PlanWish wish)
    {
        try
        {
            Offer(wish);
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Code;
        }
    }
}
