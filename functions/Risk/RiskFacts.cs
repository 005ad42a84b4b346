using Collections.Functions.Cases;

namespace Collections.Functions.Risk;

/// <summary>A score with its explanation, factor by factor. (R2.2)</summary>
public sealed record RiskScored(string Scorecard, int Score, RiskLevel Level, IReadOnlyList<FactorScore> Factors) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Factor">Name in the scorecard.</param>
/// <param name="Bin">The bin the value fell into, as the scorecard writes it, or <c>missing</c>.</param>
public sealed record FactorScore(string Factor, string Bin, int Points);
