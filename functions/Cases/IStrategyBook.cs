using Collections.Functions.Platform;
using Collections.Functions.Risk;

namespace Collections.Functions.Cases;

/// <summary>
/// The strategies and scorecards that cases go by, in memory, so that rules stay pure and wait for nothing. Whoever has read a case sees to it first that what
/// the case needs is here. (R5.10)
/// </summary>
public interface IStrategyBook
{
    /// <summary>A strategy by name and version. Throws <see cref="UnusableException"/>, naming it, when there is none or it cannot be read.</summary>
    Strategy Get(string reference);

    /// <summary>The scorecard in force of the name that a strategy gives. Throws <see cref="UnusableException"/> likewise.</summary>
    Scorecard ScorecardOf(Strategy strategy);

    /// <summary>The strategy that a case takes where a stage begins now; null: nothing tells, or what is in force cannot be used or does not use the stage, and it keeps its own.</summary>
    Placement? InForceFor(CaseState state);

    /// <summary>The strategy of an account that has no case yet. Throws <see cref="UnusableException"/> when nothing tells, or what is in force cannot be used.</summary>
    ValueTask<Placement> PlaceAsync(string institution, DebtorKey debtor, Product product, string region, CancellationToken cancellation);

    /// <summary>Reads what a case needs now: the strategy that it is pinned to, and what is in force for it. What cannot be used is told where it is asked for.</summary>
    ValueTask EnsureAsync(CaseState state, CancellationToken cancellation);

    /// <summary>Reads a strategy.</summary>
    ValueTask EnsureAsync(string reference, CancellationToken cancellation);
}

/// <summary>The strategy of a case.</summary>
/// <param name="Strategy">Name and version.</param>
/// <param name="Arm">Of the trial that it is part of; null: of none.</param>
public sealed record Placement(string Strategy, string? Arm = null);
