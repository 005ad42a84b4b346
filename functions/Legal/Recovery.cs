using Collections.Functions.Cases;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal;

/// <summary>What going to court costs and brings in, as a strategy expects it: data, its amounts as its thresholds count. (R3.4)</summary>
/// <param name="Costs">Ascending; each takes its share of the part of the debt that lies in it, and its fixed sum once it is reached. The last has no end.</param>
/// <param name="Rates">Share of the debt that is expected to come in, by risk.</param>
/// <param name="LessPerYear">Taken off the rate for each whole year past due.</param>
/// <param name="SecuredRate">Share of the value of what is pledged that is expected to come in; of the rest of the debt, <paramref name="Rates"/>.</param>
/// <param name="LookEveryDays">Calendar days after which a person looks again at a case that court is not worth, or that came back from it.</param>
public sealed record LegalRecovery(IReadOnlyList<CostBand> Costs, IReadOnlyDictionary<RiskLevel, decimal> Rates, decimal LessPerYear, int LookEveryDays, decimal SecuredRate = 0m);

/// <param name="Share">Of what lies in the band.</param>
/// <param name="Through">Upper end of the band; null: it has none.</param>
public sealed record CostBand(decimal Share, decimal Fixed, decimal? Through = null);

/// <summary>What court is expected to bring: what the people who approve of it look at. An estimate.</summary>
/// <param name="Debt">All that is owed.</param>
/// <param name="Rate">Share that is expected to come in of what is not secured.</param>
/// <param name="Expected">What is secured and that share of the rest, rounded down to the cent.</param>
/// <param name="Costs">Of the court and of counsel, rounded up to the cent.</param>
/// <param name="Net"><paramref name="Expected"/> less <paramref name="Costs"/>.</param>
/// <param name="Secured">Of the debt, what is pledged is expected to bring; null: nothing.</param>
public sealed record RecoveryEstimate(Money Debt, decimal Rate, Money Expected, Money Costs, Money Net, Money? Secured = null);

/// <summary>Whether court is worth what it costs. Pure. (R3.4)</summary>
public static class RecoveryRules
{
    private const decimal DaysOfYear = 365;

    /// <summary>Null where the strategy does not weigh it.</summary>
    public static RecoveryEstimate? Of(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Strategy.Legal.Recovery is not { } terms) return null;
        var debt = view.State.Balance.Outstanding;
        var rate = Math.Max(0m, terms.Rates[view.Risk] - (terms.LessPerYear * decimal.Truncate(view.DaysPastDue / DaysOfYear)));
        var secured = Secured(view.State, terms, debt);
        var expected = new Money(secured + decimal.Round((debt.Amount - secured) * rate, 2, MidpointRounding.ToZero), debt.Currency);
        var costs = Costs(view, terms, debt);
        return new RecoveryEstimate(debt, rate, expected, costs, expected - costs, secured > 0 ? new Money(secured, debt.Currency) : null);
    }

    /// <summary>Enough is overdue, and more is expected to come in than it costs.</summary>
    public static bool IsWorthIt(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Amount >= view.Strategy.Legal.MinimumAmount[view.Risk] && Of(view) is not { Net.IsPositive: false };
    }

    /// <summary>Of what is pledged and neither sold nor released, as the bank's file states its value.</summary>
    private static decimal Secured(CaseState state, LegalRecovery terms, Money debt) => state.Collateral is { Pledged: { } pledge, Sale: null } && !state.Collateral.Has(CollateralStep.Released)
        ? Math.Min(debt.Amount, decimal.Round(pledge.Value.AmountIn(debt.Currency) * terms.SecuredRate, 2, MidpointRounding.ToZero))
        : 0m;

    private static Money Costs(CaseView view, LegalRecovery terms, Money debt)
    {
        var counted = view.Strategy.Counted(debt);
        var (costs, from) = (0m, 0m);
        foreach (var band in terms.Costs)
        {
            if (from > 0 && counted <= from) break;
            costs += band.Fixed + (band.Share * (Math.Min(counted, band.Through ?? counted) - from));
            from = band.Through ?? counted;
        }

        return new Money(decimal.Round(costs / view.Strategy.AmountsIn[debt.Currency], 2, MidpointRounding.ToPositiveInfinity), debt.Currency);
    }
}
