using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>A plan as a person puts it to the debtor.</summary>
/// <param name="FirstDue">When the first instalment, or the extended debt, falls due.</param>
/// <param name="Instalments">Their number; 1 for an extension.</param>
/// <param name="Amount">Settlement: what is paid in all. Lowered minimum: what is paid a month.</param>
/// <param name="Fee">What the plan costs; it is paid with the instalments.</param>
/// <param name="Means">What the debtor told of his means; needed unless they are known.</param>
public sealed record PlanWish(
    PlanKind Kind, DateOnly FirstDue, int Instalments = 1, PlanScope Scope = PlanScope.Overdue, Money? Amount = null, Money? Fee = null, MeansStatement? Means = null);

/// <summary>A household's month, in the debtor's words. (R4.2)</summary>
public sealed record MeansStatement(Money Income, Money Spending, Money OtherDebts)
{
    /// <summary>What is left to pay with, never below zero. Throws <see cref="RefusedException"/> (422) for amounts that are none.</summary>
    public Money Affordable(string currency)
    {
        if (new[] { Income, Spending, OtherDebts }.Any(amount => amount.Currency != currency || amount.Amount < 0))
            throw new RefusedException(422, "bad-means", $"Income, spending and other debts are amounts in {currency}, none below zero.");
        return new Money(Math.Max(0m, (Income - Spending - OtherDebts).Amount), currency);
    }

    /// <summary>What all debts take of the income, in hundredths; who has no income, and debts, has the most that is told.</summary>
    /// <param name="minimum">What this debt takes a month.</param>
    public decimal DebtService(Money minimum)
    {
        const decimal most = 9.99m;
        var service = (OtherDebts + minimum).Amount;
        return service == 0 ? 0 : Income.Amount == 0 ? most : Math.Min(most, decimal.Round(service / Income.Amount, 2));
    }
}
