using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Risk;

namespace Collections.Functions.Cases;

/// <summary>
/// Whom a rung of a ladder is for, by willingness and ability, class and kind of customer, product and amount. What is left out does not matter; where nothing tells, a rung
/// that asks passes the debtor by, until something tells while the stage lasts. (R2.3)
/// </summary>
public sealed record RungFilter
{
    public IReadOnlyList<CustomerClass>? Classes { get; init; }

    public bool? Willing { get; init; }

    public bool? Able { get; init; }

    public IReadOnlyList<DebtorKind>? Kinds { get; init; }

    public IReadOnlyList<Product>? Products { get; init; }

    /// <summary>Overdue amount as the strategy counts it, from.</summary>
    public decimal? From { get; init; }

    /// <summary>The same, below.</summary>
    public decimal? Below { get; init; }

    public bool Takes(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var segment = view.Segment;
        return (Classes is null || (segment.Class is { } known && Classes.Contains(known))) && (Willing is null || segment.Willing == Willing) && (Able is null || segment.Able == Able)
            && (Kinds is null || Kinds.Contains(segment.Kind)) && (Products is null || Products.Contains(view.State.Product))
            && !(view.Amount < From) && !(view.Amount >= Below);
    }

    internal IEnumerable<ProfileFault> Faults(string path)
    {
        if (this == new RungFilter()) yield return new(path, "asks for nothing: leave it out");
        if (Classes is { Count: 0 }) yield return new($"{path}.classes", "names one or more, or is left out");
        if (Kinds is { Count: 0 }) yield return new($"{path}.kinds", "names one or more, or is left out");
        if (Products is { Count: 0 }) yield return new($"{path}.products", "names one or more, or is left out");
        if (From < 0) yield return new($"{path}.from", "is not negative");
        if (Below <= (From ?? 0)) yield return new($"{path}.below", "is more than 'from': no amount lies between");
    }
}
