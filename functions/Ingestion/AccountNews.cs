using Collections.Functions.Cases;
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
        _ => "",
    };
}

/// <summary>What news becomes on a case. Pure.</summary>
public static class NewsRules
{
    /// <summary>The facts to record; none when the case has no use for it; null when it does not fit the case and must wait for a person.</summary>
    public static IReadOnlyList<Fact>? Facts(CaseState state, Fact news)
    {
        ArgumentNullException.ThrowIfNull(state);
        return news switch
        {
            PaymentReceived paid => paid.Amount.Currency == state.Balance.Currency ? [state.Balance.Allocate(paid, state.Product)] : null,
            PaymentReversed reversed => [reversed],
            _ => throw new InvalidOperationException($"{news.GetType().Name} is no news from outside."),
        };
    }
}
