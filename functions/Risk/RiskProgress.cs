using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reviews;

namespace Collections.Functions.Risk;

/// <summary>How a case is scored, since when at which level, and what a person said of it.</summary>
public sealed record RiskProgress
{
    /// <summary>The score that holds, with its explanation.</summary>
    public RiskScored? Latest { get; init; }

    /// <summary>The levels in their order; one that follows itself is one.</summary>
    public IReadOnlyList<LevelSince> Levels { get; init; } = [];

    /// <summary>Who asked for the review that is open, or was last.</summary>
    public string? AskedBy { get; init; }

    /// <summary>The level that a person set, while it stands.</summary>
    public ReviewedLevel? Reviewed { get; init; }

    public RiskProgress With(RiskScored scored, DateTimeOffset at) => this with
    {
        Latest = scored,
        Levels = Levels is [.., var last] && last.Level == scored.Level ? Levels : [.. Levels, new LevelSince(scored.Level, BusinessTime.DayOf(at))],
        Reviewed = scored.Rule == LevelRule.Review ? Reviewed : null,
    };

    public RiskProgress With(RiskReviewAsked asked) => this with { AskedBy = asked.AskedBy };

    public RiskProgress With(RiskReviewed reviewed) => this with { Reviewed = new ReviewedLevel(reviewed.Level, ReviewedLevel.PointsOf(Latest?.Factors ?? [])) };

    /// <summary>The level that held on a day; before the first score, the first. Null while there is none.</summary>
    public RiskLevel? LevelOn(DateOnly day) => (Levels.LastOrDefault(level => level.Since <= day) ?? (Levels is [var first, ..] ? first : null))?.Level;
}

public sealed record LevelSince(RiskLevel Level, DateOnly Since);

/// <summary>A level that a person set, and the points that he saw: those of the days past due change by the calendar alone, and do not count.</summary>
public sealed record ReviewedLevel(RiskLevel Level, int Points)
{
    /// <summary>Whether it still stands: what he saw has not changed by as much as moves a level down.</summary>
    public bool Stands(IEnumerable<FactorScore> factors, int margin) => Math.Abs(PointsOf(factors) - Points) < margin;

    public static int PointsOf(IEnumerable<FactorScore> factors) => factors.Where(factor => factor.Factor != "daysPastDue").Sum(factor => factor.Points);
}
