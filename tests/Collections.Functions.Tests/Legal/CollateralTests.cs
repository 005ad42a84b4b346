using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Legal;

/// <summary>What is pledged, from the assessment to the last cent of its price. (R3.9)</summary>
public class CollateralTests
{
    private static readonly DateTimeOffset Noon = Given.Start.AddHours(6);

    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_sale_goes_its_way_and_its_price_is_reconciled_with_the_payments_file()
    {
        var state = InCourt();
        Assert.Equal("assess", state.Task(TaskKind.Collateral)!.Because);
        Throws(409, "not-in-order", () => CollateralCommands.Take(View(state), new(CollateralStep.Valued, "V-1", Amount: Given.Cny(1))));
        Throws(422, "bad-amount", () => CollateralCommands.Take(View(state), new(CollateralStep.Assessed, "A-1")));
        state = Take(state, new(CollateralStep.Assessed, "A-1", Amount: Given.Cny(140_000)));

        // Its owner is told by letter, as a legal notice.
        var letter = state.Task(TaskKind.CollateralNotice)!;
        Assert.Equal((CollateralRules.Notice, Purpose.LegalNotice), (Letters.TemplateOf(letter), Letters.PurposeOf(state)));
        Throws(409, "letter-needed", () => CollateralCommands.Take(View(state), new(CollateralStep.Noticed, "N-1")));
        Throws(409, "not-in-order", () => CollateralCommands.Take(View(state), new(CollateralStep.Agreed, "G-1")));
        state = Settle(state.After(new LetterMailed("c", letter.Id, CollateralRules.Notice, Today.AddDays(15)), Noon));
        Assert.Equal(Today.AddDays(15), BusinessTime.DayOf(state.Task(TaskKind.Collateral)!.Due));
        state = Take(state, new(CollateralStep.Agreed, "G-1"));
        state = Take(state, new(CollateralStep.Valued, "V-1", Amount: Given.Cny(130_000)));

        // Sold with two approvals, not below their price.
        var sale = new CollateralReport(CollateralStep.Sold, "S-1", Amount: Given.Cny(125_000), Costs: Given.Cny(2_500.55m));
        Throws(409, "approval-needed", () => CollateralCommands.Take(View(state), sale));
        state = Approve(state, CollateralCommands.ProposeSale(View(state), Given.Cny(125_000), "ana"));
        Throws(409, "below-approved", () => CollateralCommands.Take(View(state), sale with { Amount = Given.Cny(124_999) }));
        state = Take(state, sale);
        var proceeds = state.Collateral.Sale!.Proceeds!;
        Assert.Equal((Given.Cny(60_000), Given.Cny(60_000), Given.Cny(2_499.45m), Given.Cny(0)), (proceeds.Parts.Principal, proceeds.NotDue, proceeds.Surplus, proceeds.Shortage));

        // Costs that were stated wrong are put right; what is owed has not changed: the money comes in by the payments file.
        Throws(409, "price", () => CollateralCommands.Take(View(state), sale with { Amount = Given.Cny(126_000) }));
        state = Take(state, sale with { Costs = Given.Cny(2_500) });
        Assert.Equal((Given.Cny(60_000), Given.Cny(2_500)), (state.Overdue, state.Collateral.Sale!.Proceeds!.Surplus));
        Assert.Equal("proceeds", state.Task(TaskKind.Collateral)!.Because);
        Throws(422, "does-not-reconcile", () => CollateralCommands.Take(View(state), new(CollateralStep.Reconciled, "R-1", Amount: Given.Cny(119_999))));

        // It pays the debt: the case closes, and somebody still has to pay back what is beyond it.
        state = Settle(state.After(new PaymentReceived("p", Given.Cny(120_000), Today, "transfer", "bus"), Noon));
        Assert.Equal(ClosingReason.PaidOff, state.Closed);
        Assert.True(state.Collateral.Has(CollateralStep.Reconciled));
        Assert.Equal(CollateralRules.Surplus, Assert.Single(state.Tasks).Because);
        Throws(422, "does-not-reconcile", () => CollateralCommands.Take(View(state), new(CollateralStep.SurplusPaid, "B-1", Amount: Given.Cny(2_499))));
        state = Take(state, new(CollateralStep.SurplusPaid, "B-1", Amount: Given.Cny(2_500)));
        Assert.Empty(state.Tasks);
        Assert.IsType<Done>(Given.Rules.Decide(state, Noon));
    }

    [Fact]
    public void What_a_sale_falls_short_of_stays_owed()
    {
        var proceeds = CollateralRules.Distribute(InCourt(), Given.Cny(50_000), Given.Cny(1_000), Today);
        Assert.Equal((Given.Cny(49_000), Given.Cny(0), Given.Cny(0), Given.Cny(71_000)), (proceeds.ToDebt, proceeds.NotDue, proceeds.Surplus, proceeds.Shortage));
        var dear = CollateralRules.Distribute(InCourt(), Given.Cny(500), Given.Cny(800), Today);
        Assert.Equal((Given.Cny(500), Given.Cny(0), Given.Cny(120_300)), (dear.CostsPaid, dear.ToDebt, dear.Shortage));
    }

    [Fact]
    public void Whatever_it_brings_its_parts_make_the_price_and_follow_the_products_order()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            Money Some(int most) => Given.Cny(random.Next(most) / 100m);
            var (principal, interest, penalty, fees, rest) = (Some(900_000), Some(90_000), Some(9_000), Some(9_000), Some(900_000));
            var overdue = principal + interest + penalty + fees;
            var opened = Given.Opening(random.Next(1, 400), product: (Product)random.Next(5));
            opened = opened with { Position = opened.Position with { Principal = principal, Interest = interest, PenaltyInterest = penalty, Fees = fees, Overdue = overdue, Balance = overdue + rest } };
            var state = Given.Case(opened);
            var proceeds = CollateralRules.Distribute(state, Some(3_000_000), Some(60_000), Today);
            Assert.Equal(proceeds.Price, proceeds.CostsPaid + proceeds.Parts.Total + proceeds.NotDue + proceeds.Surplus);
            Assert.Equal(overdue + rest + proceeds.Costs - proceeds.CostsPaid, proceeds.ToDebt + proceeds.Shortage);
            Assert.True(proceeds.Surplus.Amount == 0 || proceeds.Shortage.Amount == 0);
            var order = ApplicationOrders.Shipped.For(opened.Product, state.Balance.DaysPastDueOn(Today));
            for (var at = 1; at < order.Count; at++) Assert.True(!proceeds.Parts[order[at]].IsPositive || proceeds.Parts[order[at - 1]] == DebtParts.Of(opened.Position)[order[at - 1]]);
            Assert.True(!proceeds.NotDue.IsPositive || proceeds.Parts.Total == overdue);
        }
    }

    [Fact]
    public void Nothing_is_disposed_of_that_is_not_pledged() =>
        Throws(409, "nothing-pledged", () => CollateralCommands.Take(View(Given.Case(Given.Opening(200))), new(CollateralStep.Assessed, "A-1", Amount: Given.Cny(1))));

    private static CaseState InCourt() => Settle(Given.Case(Given.Opening(200, 60_000, Product.Mortgage) with { Pledge = new Pledge(CollateralKind.Home, Given.Cny(150_000), "h") })
        .After(new StageEntered(Stage.LegalHandoff, "t", "a"), Noon).After(new LetterPosted("l", "letter-1", Today.AddDays(-1)), Noon)
        .After(new DossierBuilt("b", "s", 3), Noon).After(new HandedOver("m", "b", "s"), Noon).After(new HandoffAcknowledged(true, "F-1"), Noon));

    /// <summary>Decisions are made; a message that comes due goes out.</summary>
    private static CaseState Settle(CaseState state)
    {
        for (var i = 0; i < 5; i++)
        {
            (state, var step, _) = state.Settle(Noon);
            if (step is not SendContact send) break;
            state = state.After(new ContactCompleted(send.Contact, SendOutcome.Sent), Noon);
        }

        return state;
    }

    private static CaseState Take(CaseState state, CollateralReport report)
    {
        foreach (var fact in CollateralCommands.Take(View(state), report)) state = state.After(fact, Noon);
        return Settle(state);
    }

    private static CaseState Approve(CaseState state, IReadOnlyList<Fact> asked)
    {
        var request = Assert.IsType<ApprovalRequested>(Assert.Single(asked));
        return state.After(request, Noon).After(new ApprovalDecided(request.Id, true, "bo", "supervisor"), Noon).After(new ApprovalDecided(request.Id, true, "li", "legal"), Noon);
    }

    private static CaseView View(CaseState state) => Given.Rules.View(state, Noon);

    private static void Throws(int status, string code, Func<IReadOnlyList<Fact>> act)
    {
        var refused = Assert.Throws<RefusedException>(() => { act(); });
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }
}
