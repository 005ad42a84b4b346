using Collections.Functions.Cases;

namespace Collections.Functions.Risk;

/// <summary>A score with its explanation, factor by factor. (R2.2)</summary>
/// <param name="Scorecard">Name and version of the scorecard; facts of before scorecards had versions give the name alone.</param>
/// <param name="Score">Sum of the factors' points.</param>
/// <param name="Rule">Why the level is not the one that the sum alone gives; null: it is. See <see cref="LevelRule"/>.</param>
public sealed record RiskScored(string Scorecard, int Score, RiskLevel Level, IReadOnlyList<FactorScore> Factors, string? Rule = null) : Fact
{
    internal override bool IsPublished => true;

    /// <summary>Whether it tells nothing that an earlier one did not tell.</summary>
    public bool IsAs(RiskScored? before) =>
        before is not null && (before.Scorecard, before.Score, before.Level, before.Rule) == (Scorecard, Score, Level, Rule) && before.Factors.SequenceEqual(Factors);
}

/// <param name="Factor">Name in the scorecard.</param>
/// <param name="Bin">The bin the value fell into, as the scorecard writes it, or <c>missing</c>.</param>
public sealed record FactorScore(string Factor, string Bin, int Points);

/// <summary>What sets a level that the sum alone would not give.</summary>
public static class LevelRule
{
    /// <summary>Two recorded refusals: high.</summary>
    public const string Refusals = "two-refusals";

    /// <summary>At most seven days past due, and never before in twelve months: low.</summary>
    public const string Early = "first-days";

    /// <summary>The sum is below the level, and not yet by the scorecard's margin.</summary>
    public const string Margin = "margin";

    /// <summary>A person has set it, and what he saw still holds.</summary>
    public const string Review = "review";
}
