using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Risk;

/// <summary>How a case is scored, and since when at which level.</summary>
public sealed record RiskProgress
{
    /// <summary>The score that holds, with its explanation.</summary>
    public RiskScored? Latest { get; init; }

    /// <summary>The levels in their order; one that follows itself is one.</summary>
    public IReadOnlyList<LevelSince> Levels { get; init; } = [];

    public RiskProgress With(RiskScored scored, DateTimeOffset at) => this with
    {
        Latest = scored,
        Levels = Levels is [.., var last] && last.Level == scored.Level ? Levels : [.. Levels, new LevelSince(scored.Level, BusinessTime.DayOf(at))],
    };

    /// <summary>The level that held on a day; before the first score, the first. Null while there is none.</summary>
    public RiskLevel? LevelOn(DateOnly day) => (Levels.LastOrDefault(level => level.Since <= day) ?? (Levels is [var first, ..] ? first : null))?.Level;
}

public sealed record LevelSince(RiskLevel Level, DateOnly Since);
