using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Something that happened outside to an account and belongs on its case, once, whatever way and however often it is told.</summary>
/// <param name="Id">Keyed hash of what names it within its kind.</param>
/// <param name="Date">When it happened: what waits together is recorded in this order.</param>
/// <param name="Fact">As it will be recorded, without what only the case can add.</param>
/// <param name="Amount">Of money that it tells of, if any.</param>
public sealed record AccountNews(string Institution, AccountKey Account, string Id, DateOnly Date, Fact Fact, Money? Amount = null)
{
    /// <summary>Short word for people and keys.</summary>
    public string Kind => Fact switch
    {
        PaymentReceived => "payment",
        PaymentReversed => "reversal",
        PromiseTakenOver => "promise",
        PlanTakenOver => "plan",
        ContactTakenOver => "call",
        CaseClosed => "exit",
        OutsideChanged => "change",
        _ => throw new InvalidOperationException($"{Fact.GetType().Name} is no news from outside."),
    };

    /// <summary>A reversal has a payment number of its own, so the two never meet under one.</summary>
    public string Command => Fact is PaymentReversed ? $"payment-{Id}" : $"{Kind}-{Id}";

    /// <summary>Import id, or <c>bus</c>.</summary>
    public string Source => SourceOf(Fact);

    /// <summary>Who told of a fact.</summary>
    public static string SourceOf(Fact? fact) => fact switch
    {
        PaymentReceived paid => paid.Source,
        PaymentReversed reversed => reversed.Source,
        PromiseTakenOver promise => promise.Source,
        PlanTakenOver plan => plan.Source,
        ContactTakenOver contact => contact.Source,
        CaseClosed closed => closed.Source ?? "",
        OutsideChanged changed => changed.Source,
        _ => "",
    };
}

/// <summary>What news becomes on a case. Pure.</summary>
public static class NewsRules
{
    /// <summary>The facts to record; none when the case has no use for it; null when it does not fit the case and must wait for a person.</summary>
    public static IReadOnlyList<Fact>? Facts(CaseView view, Fact news)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (state, currency) = (view.State, view.State.Balance.Currency);
        return news switch
        {
            PaymentReceived paid => paid.Amount.Currency == currency ? [state.Balance.Allocate(paid, state.Product), .. WriteOffRules.Recoveries(state, paid)] : null,
            PaymentReversed reversed => [reversed, .. WriteOffRules.Recoveries(state, reversed)],
            PromiseTakenOver promise when promise.Amount.Currency != currency => null,
            PromiseTakenOver promise => state.IsOpen && state.Promises.Open is null ? [promise with { JudgeAfter = JudgeAfter(view, promise) }] : [],
            PlanTakenOver plan when plan.Instalments.Any(instalment => instalment.Amount.Currency != currency) => null,
            PlanTakenOver plan => state.IsOpen && state.Plans.Open is null ? [plan] : [],
            ContactTakenOver contact => [contact],
            CaseClosed closed => state.IsOpen ? [closed] : [],
            OutsideChanged changed => state.IsOpen ? [changed] : [],
            _ => throw new InvalidOperationException($"{news.GetType().Name} is no news from outside."),
        };
    }

    private static DateOnly JudgeAfter(CaseView view, PromiseTakenOver promise) => view.Calendar.Add(promise.Due, view.Strategy.Promises.JudgeAfterBusinessDays);
}
