using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>Instalments add up to the cent, whatever the sum, their number, the currency and the day. (R4.2, R9.7)</summary>
public class ScheduleTests
{
    [Fact]
    public void Instalments_make_the_sum_and_none_differs_by_more_than_the_rule_says() => Prop.ForAll(
        (from units in Gen.Choose(60, 200_000_000)
         from count in Gen.Choose(1, 60)
         from day in Gen.Choose(0, 3_000)
         from currency in Gen.Elements("CNY", "TWD", "JPY", "KWD")
         select (units, count, first: new DateOnly(2024, 1, 1).AddDays(day), currency)).ToArbitrary(),
        wish =>
        {
            var unit = 1m;
            for (var i = 0; i < Schedule.Decimals(wish.currency); i++) unit /= 10;
            var total = new Money(wish.units * unit, wish.currency);
            var schedule = Schedule.Monthly(total, wish.count, wish.first);
            return schedule.Count == wish.count
                && schedule.Sum(instalment => instalment.Amount.Amount) == total.Amount
                && schedule.All(instalment => instalment.Amount.IsPositive && Schedule.Floor(instalment.Amount.Amount, wish.currency) == instalment.Amount.Amount)
                && schedule.Take(wish.count - 1).All(instalment => instalment.Amount == schedule[0].Amount)
                && schedule[^1].Amount.Amount - schedule[0].Amount.Amount is var rest && rest >= 0 && (rest < wish.count * unit)
                && schedule.Select(instalment => instalment.Due).SequenceEqual(Enumerable.Range(0, wish.count).Select(wish.first.AddMonths));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_day_of_a_month_stays_the_last() => Assert.Equal(
        [new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 31)],
        Schedule.Monthly(new Money(100, "CNY"), 3, new DateOnly(2026, 1, 31)).Select(instalment => instalment.Due));

    [Fact]
    public void A_hundred_in_three_leaves_the_odd_cent_to_the_last() =>
        Assert.Equal([33.33m, 33.33m, 33.34m], Schedule.Monthly(new Money(100, "CNY"), 3, new DateOnly(2026, 1, 1)).Select(instalment => instalment.Amount.Amount));

    [Fact]
    public void A_sum_that_cannot_be_divided_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Monthly(new Money(0.02m, "CNY"), 3, new DateOnly(2026, 1, 1)));
}
