namespace Collections.Functions.Cases.Strategies;

/// <summary>From here on a case goes by another strategy: taken at the beginning of a stage, or when the case is opened again, and nowhere else. (R5.10)</summary>
/// <param name="Strategy">Name and version.</param>
/// <param name="Arm">Of the trial by which it was taken; null: none.</param>
public sealed record StrategyPinned(string Strategy, string? Arm = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>
/// A case goes by one version of a strategy for as long as a stage lasts: what is let in meanwhile changes the rules of no game that is being played. Where a stage begins, or the case
/// is opened again, it takes what is in force for it, right behind that fact and in the same append. (R5.10)
/// </summary>
public static class StrategyPins
{
    public static bool IsBoundary(Fact fact) => fact is StageEntered or CaseReopened;

    /// <summary>The facts with the strategies that their boundaries bring; the same facts where there is no boundary or nothing else is in force.</summary>
    /// <param name="inForce">What is in force for a case in the state that it has there; null: it keeps what it has.</param>
    public static IReadOnlyList<Fact> At(CaseState state, IReadOnlyList<Fact> facts, Func<CaseState, Placement?> inForce)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(inForce);
        if (!facts.Any(IsBoundary)) return facts;
        var all = new List<Fact>(facts.Count + 1);
        for (var at = 0; at < facts.Count; at++)
        {
            all.Add(facts[at]);
            if (facts[at] is StrategyPinned pinned) state = Pinned(state, pinned);
            if (!IsBoundary(facts[at]) || (at + 1 < facts.Count && facts[at + 1] is StrategyPinned)) continue;
            if (facts[at] is StageEntered entered) state = state with { Stage = entered.Stage };
            if (inForce(state) is not { } placed || (placed.Strategy == state.Strategy && placed.Arm == state.Arm)) continue;
            var taken = new StrategyPinned(placed.Strategy, placed.Arm);
            all.Add(taken);
            state = Pinned(state, taken);
        }

        return all;
    }

    private static CaseState Pinned(CaseState state, StrategyPinned pinned) => state with { Strategy = pinned.Strategy, Arm = pinned.Arm };
}
