using Collections.Functions.Platform;
using Collections.Functions.Risk;

namespace Collections.Functions.Cases;

/// <summary>Strategies that never change: those that ship, for command lines and tests.</summary>
public sealed class StrategyCatalog : IStrategyBook
{
    private readonly Dictionary<string, Strategy> strategies;

    public StrategyCatalog(IEnumerable<Strategy> strategies) => this.strategies = strategies.ToDictionary(s => s.Reference, StringComparer.Ordinal);

    /// <summary>Those that ship: data/strategies/.</summary>
    public static StrategyCatalog Shipped { get; } = new(EmbeddedData.Names("strategies").Select(EmbeddedData.Read<Strategy>));

    /// <summary>By name, then version.</summary>
    public IReadOnlyList<Strategy> All => [.. strategies.Values.OrderBy(strategy => strategy.Name, StringComparer.Ordinal).ThenBy(strategy => strategy.Version)];

    public IReadOnlyList<string> Names => [.. strategies.Values.Select(strategy => strategy.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The highest version of a strategy, or null when there is none of that name.</summary>
    public Strategy? FindNewest(string name) => strategies.Values.Where(strategy => strategy.Name == name).MaxBy(strategy => strategy.Version);

    public Strategy Get(string reference) => strategies.TryGetValue(reference, out var strategy)
        ? strategy
        : throw new UnusableException(reference, $"There is no strategy '{reference}'; there are: {string.Join(", ", strategies.Keys.Order(StringComparer.Ordinal))}.");

    public Scorecard ScorecardOf(Strategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.Scorecard == Scorecard.Default.Name ? Scorecard.Default : throw new UnusableException(strategy.Scorecard, $"There is no scorecard '{strategy.Scorecard}'.");
    }

    public Placement? InForceFor(CaseState state) => null;

    public ValueTask<Placement> PlaceAsync(string institution, DebtorKey debtor, Product product, string region, CancellationToken cancellation) =>
        throw new InvalidOperationException("A catalog opens no cases.");

    public ValueTask EnsureAsync(CaseState state, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask EnsureAsync(string reference, CancellationToken cancellation) => ValueTask.CompletedTask;
}
