using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Cases;

/// <summary>Which parts of a debt a payment pays. (R4.4)</summary>
public class AllocationTests
{
    private static readonly DateOnly Snapshot = new(2026, 3, 1);

    [Theory]
    [InlineData(Product.CreditCard, 90, 250, 0, 0, 50, 700)]
    [InlineData(Product.CreditCard, 91, 250, 100, 50, 150, 450)]
    [InlineData(Product.CreditCard, 91, 800, 100, 50, 50, 0)]
    [InlineData(Product.ConsumerLoan, 91, 170, 0, 50, 80, 700)]
    [InlineData(Product.Mortgage, 10, 250, 0, 50, 0, 700)]
    public void Products_and_days_past_due_have_their_order(Product product, int daysPastDue, int paid, int fees, int penalty, int interest, int principal)
    {
        var parts = Open(product, daysPastDue - 1, 70_000, 15_000, 5_000, 10_000).After(paid * 100).Balance.Parts;
        Assert.Equal((fees, penalty, interest, principal), ((int)parts.Fees.Amount, (int)parts.PenaltyInterest.Amount, (int)parts.Interest.Amount, (int)parts.Principal.Amount));
    }

    [Fact]
    public void What_a_payment_paid_is_in_its_fact_and_what_is_beyond_the_overdue_is_off_the_balance_alone()
    {
        var state = Open(Product.CreditCard, 10, 70_000, 15_000, 5_000, 10_000);
        var paid = Paid(state, "p", 120_000);
        Assert.Equal(1_000m, paid.Parts!.Total.Amount);
        var after = state.After(paid, Given.Start);
        Assert.Equal((0m, 800m), (after.Balance.Parts.Total.Amount, after.Balance.Outstanding.Amount));
    }

    [Fact]
    public void A_payment_that_the_snapshot_has_already_pays_no_part_of_it()
    {
        var state = Open(Product.CreditCard, 10, 70_000, 0, 0, 0);
        Assert.Null(state.Balance.Allocate(new PaymentReceived("p", Given.Cny(10), Snapshot, "t", "bus"), state.Product).Parts);
    }

    /// <summary>Any payments and reversals, among snapshots that some of them outlive: parts are never negative and make the estimate, to the cent.</summary>
    [Fact]
    public void Parts_always_add_up_to_the_overdue_estimate()
    {
        var cents = Gen.Choose(0, 300_000);
        var steps = (from kind in Gen.Choose(0, 9) from a in cents from b in cents from c in cents select (kind, a, b, c)).ListOf();
        var all = from product in Gen.Elements(Enum.GetValues<Product>()) from late in Gen.Choose(0, 200) from list in steps select (product, late, list);
        Prop.ForAll(Arb.From(all), given =>
        {
            var (product, daysPastDue, list) = given;
            var state = Open(product, daysPastDue, 50_000, 10_000, 2_000, 1_234);
            var n = 0;
            foreach (var (kind, a, b, c) in list)
            {
                var day = state.Balance.Position.BusinessDate.AddDays(1);
                Fact fact = kind switch
                {
                    0 => new BalanceUpdated(Position(day, daysPastDue, a, b, c, a % 777), new RiskInputs(), [], "i"),
                    <= 2 => new PaymentReversed($"p{a % 5}", "bus"),
                    _ => Paid(state, $"p{n++}", 1 + a, day.AddDays(b % 3)),
                };
                var before = state.Balance.Parts;
                state = state.After(fact, Given.Start);
                var parts = state.Balance.Parts;
                if (parts.Total != state.Overdue || Enum.GetValues<DebtPart>().Any(part => parts[part].Amount < 0)) return false;
                if (fact is PaymentReceived { Parts: { } own } && before - own != parts) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_reversal_gives_back_exactly_what_its_payment_took() =>
        Prop.ForAll(Arb.From(from product in Gen.Elements(Enum.GetValues<Product>()) from list in Gen.Choose(1, 300_000).NonEmptyListOf() select (product, list)), given =>
        {
            var (product, list) = given;
            var first = Open(product, 80, 50_000, 10_000, 2_000, 1_234);
            var state = first;
            for (var i = 0; i < Math.Min(20, list.Count); i++) state = state.After(Paid(state, $"p{i}", list[i]), Given.Start);
            for (var i = 0; i < Math.Min(20, list.Count); i++) state = state.After(new PaymentReversed($"p{i}", "bus"), Given.Start);
            return state.Balance.Parts == first.Balance.Parts && state.Overdue == first.Overdue;
        }).QuickCheckThrowOnFailure();

    private static PaymentReceived Paid(CaseState state, string id, int cents, DateOnly? day = null) =>
        state.Balance.Allocate(new PaymentReceived(id, Given.Cny(cents / 100m), day ?? Snapshot.AddDays(1), "transfer", "bus"), state.Product);

    private static CaseState Open(Product product, int daysPastDue, int principal, int interest, int penalty, int fees) =>
        Given.Case(Given.Opening(product: product) with { Position = Position(Snapshot, daysPastDue, principal, interest, penalty, fees) });

    private static AccountPosition Position(DateOnly day, int daysPastDue, int principal, int interest, int penalty, int fees) =>
        Given.Position(daysPastDue, (principal + interest + penalty + fees) / 100m, day) with
        {
            Principal = Given.Cny(principal / 100m),
            Interest = Given.Cny(interest / 100m),
            PenaltyInterest = Given.Cny(penalty / 100m),
            Fees = Given.Cny(fees / 100m),
        };
}

file static class Payments
{
    public static CaseState After(this CaseState state, int cents) => state.After(
        state.Balance.Allocate(new PaymentReceived("p", Given.Cny(cents / 100m), new DateOnly(2026, 3, 2), "transfer", "bus"), state.Product), Given.Start);
}
