using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Collaterals;

/// <summary>
/// How what is pledged is disposed of: assessed, its owner told by letter, by agreement or by the court's order, valued, sold with approval, and its proceeds reconciled with
/// the payments file. Each step has a day by which a person is asked for the next. Pure. (R3.9)
/// </summary>
public static class CollateralRules
{
    /// <summary>Template of the notice to the owner.</summary>
    public const string Notice = "collateral-notice";

    /// <summary>Why somebody is asked to pay back what the sale brought beyond the debt.</summary>
    public const string Surplus = "surplus";

    private const int DefaultDays = 30;

    private static readonly Dictionary<CollateralStep, CollateralStep[]> Following = new()
    {
        [CollateralStep.Assessed] = [CollateralStep.Noticed, CollateralStep.Released],
        [CollateralStep.Noticed] = [CollateralStep.Agreed, CollateralStep.CourtOrdered, CollateralStep.Released],
        [CollateralStep.Agreed] = [CollateralStep.Valued, CollateralStep.Released],
        [CollateralStep.CourtOrdered] = [CollateralStep.Valued, CollateralStep.Released],
        [CollateralStep.Valued] = [CollateralStep.Valued, CollateralStep.Sold, CollateralStep.Released],
        [CollateralStep.Sold] = [CollateralStep.Sold, CollateralStep.Reconciled],
        [CollateralStep.Reconciled] = [CollateralStep.SurplusPaid],
    };

    /// <summary>Every step that may be taken after another; null: as the first.</summary>
    public static IEnumerable<(CollateralStep? From, CollateralStep To)> Order =>
        [(null, CollateralStep.Assessed), (null, CollateralStep.Released), .. Following.SelectMany(step => step.Value.Where(to => to != step.Key).Select(to => ((CollateralStep?)step.Key, to)))];

    public static IReadOnlyList<CollateralStep> After(CollateralStep? step) =>
        step is { } last ? Following.GetValueOrDefault(last) ?? [] : [CollateralStep.Assessed, CollateralStep.Released];

    public static DateOnly NextBy(Strategy strategy, CollateralStep step, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return on.AddDays(strategy.Legal.Collateral.GetValueOrDefault(step, DefaultDays));
    }

    /// <summary>Where a price goes, as the account stands.</summary>
    public static SaleProceeds Distribute(CaseState state, Money price, Money costs, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (currency, owed, before) = (state.Balance.Currency, state.Balance.Outstanding, state.Balance.Parts);
        var costsPaid = Math.Min(price.AmountIn(currency), costs.AmountIn(currency));
        var net = price.Amount - costsPaid;
        var toDebt = Math.Min(net, owed.Amount);
        var order = ApplicationOrders.Shipped.For(state.Product, state.Balance.DaysPastDueOn(on));
        var parts = before - before.After(new Money(toDebt, currency), order);
        return new SaleProceeds(
            price, costs, new Money(costsPaid, currency), parts, new Money(toDebt - parts.Total.Amount, currency), new Money(net - toDebt, currency),
            new Money(owed.Amount - toDebt + (costs.Amount - costsPaid), currency));
    }

    /// <summary>What is to be done about it now: reconcile, or ask a person for the next step; null when there is nothing, or somebody is asked already.</summary>
    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var collateral = view.State.Collateral;
        if (collateral.Pledged is null) return null;
        if (Proceeds(view) is { } step) return step;
        return collateral.Last switch
        {
            null => Ask(view, view.Today.AddDays(DefaultDays), "assess"),
            { Step: CollateralStep.Assessed } => Letter(view),
            { Step: CollateralStep.Sold or CollateralStep.Reconciled or CollateralStep.SurplusPaid or CollateralStep.Released } => null,
            var last => Ask(view, last.NextBy ?? view.Today, $"after-{last.Step}"),
        };
    }

    /// <summary>
    /// What a sale leaves to be done, whatever became of the case: its proceeds are held against the payments file, to the cent, and what it brought beyond the debt goes back.
    /// </summary>
    public static CaseStep? Proceeds(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var collateral = view.State.Collateral;
        if (collateral.Sale is not { Proceeds: { } proceeds } sale) return null;
        if (!collateral.Has(CollateralStep.Reconciled))
        {
            return CameIn(view.State, sale, proceeds)
                ? new Record([.. Asked(view.State), new CollateralStepTaken(CollateralStep.Reconciled, view.Today, "payments-file", proceeds.ToDebt)])
                : Ask(view, sale.NextBy ?? view.Today, "proceeds");
        }

        return proceeds.Surplus.IsPositive && !collateral.Has(CollateralStep.SurplusPaid) ? Ask(view, NextBy(view.Strategy, CollateralStep.Reconciled, view.Today), Surplus) : null;
    }

    /// <summary>Closes what a person was asked.</summary>
    internal static IEnumerable<Fact> Asked(CaseState state) =>
        state.Tasks.Where(task => task.Kind is TaskKind.Collateral or TaskKind.CollateralNotice).Select(task => new TaskClosed(task.Id, "done"));

    /// <summary>One payment since the sale is what the debt gets of it.</summary>
    private static bool CameIn(CaseState state, CollateralStepTaken sale, SaleProceeds proceeds) =>
        !proceeds.ToDebt.IsPositive || state.Balance.Payments.Any(payment => payment.PaidOn >= sale.On && payment.Amount == proceeds.ToDebt);

    private static Record? Letter(CaseView view) => view.State.Task(TaskKind.CollateralNotice) is null && !view.State.Contacts.IsClosed(Channel.Letter)
        ? new Record([new TaskOpened(view.NewId("letter"), TaskKind.CollateralNotice, Line.Legal, view.EndOfWorkingDay(5), Notice)])
        : null;

    private static Record? Ask(CaseView view, DateOnly by, string because)
    {
        if (view.State.Task(TaskKind.Collateral) is not null) return null;
        var due = BusinessTime.At(view.Calendar.OnOrAfter(by < view.Today ? view.Today : by), new TimeOnly(18, 0));
        return new Record([new TaskOpened(view.NewId("collateral"), TaskKind.Collateral, Line.Legal, due > view.Now ? due : view.EndOfWorkingDay(1), because)]);
    }
}
