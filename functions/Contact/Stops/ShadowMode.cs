using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Stops;

/// <summary>Which cases of an institution are only practised on: everything is decided and recorded, and nobody is contacted. (R5.10)</summary>
public sealed record ShadowMode
{
    public bool All { get; init; }

    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>By name, in all versions (<c>cn-default</c>), or one version (<c>cn-default/1</c>).</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    public bool Covers(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return All || Products.Contains(state.Product) || Strategies.Any(strategy => state.Strategy == strategy || state.Strategy.StartsWith($"{strategy}/", StringComparison.Ordinal));
    }
}
