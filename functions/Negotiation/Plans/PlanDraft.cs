using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>A wished plan worked out: what it settles, what it costs, and its instalments.</summary>
internal sealed record PlanDraft(PlanKind Kind, Money Debt, Money Fee, Money Waived, IReadOnlyList<Instalment> Instalments)
{
    /// <summary>Throws <see cref="RefusedException"/> (422) for what nobody may agree to.</summary>
    /// <param name="lawful">Instalments at the most by law; null: no limit.</param>
    public static PlanDraft Of(CaseView view, PlanWish wish, int? lawful)
    {
        var (state, terms) = (view.State, view.Strategy.Plans);
        var currency = state.Balance.Currency;
        var most = Math.Min(terms.MostInstalments, lawful ?? int.MaxValue);
        if (wish.Instalments < 1 || wish.Instalments > most) throw new RefusedException(422, "too-many-instalments", $"A plan has 1 to {most} instalments.");
        var within = wish.Kind == PlanKind.Extension ? terms.MostExtensionDays : terms.FirstDueWithin;
        if (wish.FirstDue <= view.Today || wish.FirstDue > view.Today.AddDays(within))
            throw new RefusedException(422, "first-due", $"The first payment falls due after today and within {within} days.");
        var debt = wish.Kind == PlanKind.Settlement || wish.Scope == PlanScope.Outstanding ? state.Balance.Outstanding : state.Overdue;
        var fee = FeeOf(wish, debt, terms.MostFee);
        return wish.Kind switch
        {
            PlanKind.Extension when wish.Instalments != 1 => throw new RefusedException(422, "one-instalment", "An extension is paid at once, on its new due day."),
            PlanKind.Extension => new(wish.Kind, debt, fee, Money.Zero(currency), Schedule.Monthly(debt + fee, 1, wish.FirstDue)),
            PlanKind.Instalments when wish.Instalments < 2 => throw new RefusedException(422, "too-few-instalments", "A plan in instalments has two or more; for one, offer an extension."),
            PlanKind.Instalments => new(wish.Kind, debt, fee, Money.Zero(currency), Monthly(debt + fee, wish)),
            PlanKind.LoweredMinimum => Lowered(state, wish, fee),
            PlanKind.Settlement => Settlement(wish, debt, fee),
            _ => throw new InvalidOperationException($"Nobody works out a plan of kind {wish.Kind}."),
        };
    }

    /// <summary>The limits of policy that it passes: names that approvers read. (R4.2)</summary>
    public IReadOnlyList<string> Beyond(CaseView view, Money affordable)
    {
        var limits = view.Strategy.Plans.LimitsFor(view.State.Product, view.Risk);
        List<string> beyond = [];
        if (Kind == PlanKind.Extension && Instalments[0].Due > view.Today.AddDays(limits.ExtensionDays)) beyond.Add("extension");
        if (Kind != PlanKind.Extension && Instalments.Count > limits.Instalments) beyond.Add("instalments");
        if (Kind == PlanKind.LoweredMinimum) beyond.Add("lowered-minimum");
        if (Waived.Amount > Debt.Amount * limits.Discount) beyond.Add("discount");
        if (Kind != PlanKind.Extension && Instalments.Any(instalment => instalment.Amount > affordable)) beyond.Add("affordability");
        if (view.State.Plans.Broken > 0) beyond.Add("broken-before");
        return beyond;
    }

    private static Money FeeOf(PlanWish wish, Money debt, decimal most)
    {
        if (wish.Fee is not { } fee) return Money.Zero(debt.Currency);
        RefuseForm("fee", fee, debt.Currency);
        return fee.Amount >= 0 && fee.Amount <= debt.Amount * most
            ? fee
            : throw new RefusedException(422, "fee", FormattableString.Invariant($"The fee is not below zero and at most {most:P0} of the debt."));
    }

    private static PlanDraft Lowered(CaseState state, PlanWish wish, Money fee)
    {
        if (state.Product != Product.CreditCard) throw new RefusedException(422, "cards-only", "The minimum payment is a card's.");
        if (fee.IsPositive) throw new RefusedException(422, "fee", "Lowering the minimum payment costs nothing.");
        var amount = Amount(wish, state.Balance.Currency);
        if (amount >= state.Balance.Position.MinimumPayment) throw new RefusedException(422, "not-lower", $"It is lower than the minimum payment of {state.Balance.Position.MinimumPayment}.");
        return new(wish.Kind, state.Overdue, fee, Money.Zero(amount.Currency), Schedule.Level(amount, wish.Instalments, wish.FirstDue));
    }

    private static PlanDraft Settlement(PlanWish wish, Money debt, Money fee)
    {
        if (fee.IsPositive) throw new RefusedException(422, "fee", "A settlement costs nothing beyond its sum.");
        var amount = Amount(wish, debt.Currency);
        if (amount >= debt) throw new RefusedException(422, "not-lower", "A settlement is for less than is owed.");
        return new(wish.Kind, debt, fee, debt - amount, Monthly(amount, wish));
    }

    private static IReadOnlyList<Instalment> Monthly(Money total, PlanWish wish)
    {
        try
        {
            return Schedule.Monthly(total, wish.Instalments, wish.FirstDue);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new RefusedException(422, "too-small", "The sum is too small for so many instalments.");
        }
    }

    private static Money Amount(PlanWish wish, string currency)
    {
        if (wish.Amount is not { } amount) throw new RefusedException(422, "amount-needed", $"A plan of kind {wish.Kind} needs 'amount'.");
        RefuseForm("amount", amount, currency);
        return amount.IsPositive ? amount : throw new RefusedException(422, "bad-amount", "The amount is above zero.");
    }

    private static void RefuseForm(string field, Money amount, string currency)
    {
        if (amount.Currency != currency) throw new RefusedException(422, "wrong-currency", $"The account is in {currency}.");
        if (Schedule.Floor(amount.Amount, currency) != amount.Amount) throw new RefusedException(422, "bad-amount", $"'{field}' has at most {Schedule.Decimals(currency)} decimals.");
    }
}
