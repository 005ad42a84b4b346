using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The strategies that a case went by: each step is judged by the one that held when it happened, and another one is taken where a stage begins and nowhere else. (R5.10)</summary>
internal sealed class PinTrail(CaseOpened opened, IStrategyBook strategies)
{
    private Fact before = opened;

    public Strategy Strategy { get; private set; } = strategies.Get(opened.Strategy);

    /// <returns>What is wrong with it; null: nothing.</returns>
    public string? Take(Fact fact)
    {
        var behind = before;
        before = fact;
        if (fact is not StrategyPinned pinned) return null;
        Strategy = strategies.Get(pinned.Strategy);
        return StrategyPins.IsBoundary(behind) ? null : $"The case took strategy {pinned.Strategy} while a stage lasted.";
    }
}
