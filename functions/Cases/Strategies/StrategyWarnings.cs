using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Strategies;

/// <summary>Strategies and scorecards that cannot be used: cases that go by them wait until somebody mends them. (R5.10)</summary>
public sealed class StrategyWarnings(InstitutionState institutions, GovernedStrategyBook strategies) : IHealthWarnings
{
    public async Task<IReadOnlyList<string>> WarningsAsync(CancellationToken cancellation)
    {
        foreach (var (institution, _) in await institutions.SnapshotsAsync(cancellation)) await strategies.RefreshAsync(institution, cancellation);
        return [.. (await strategies.UnusableAsync(cancellation)).Select(what => $"strategy-unusable: {what}")];
    }
}
