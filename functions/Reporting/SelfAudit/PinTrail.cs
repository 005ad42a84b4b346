using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The strategies that a case went by: each step is judged by the one that held when it happened, and another one is taken where a stage begins and nowhere else. (R5.10)</summary>
internal sealed class PinTrail(CaseOpened opened, IStrategyBook strategies)
{
    private Fact before = opened;

    public Strategy Strategy { get; private set; } = strategies.Get(opened.Strategy);

    public IEnumerable<(string Rule, string Why)> Take(Fact fact)
    {
        var behind = before;
        before = fact;
        if (fact is not StrategyPinned pinned) yield break;
        Strategy = strategies.Get(pinned.Strategy);
        if (!StrategyPins.IsBoundary(behind)) yield return ("pinned-within-stage", $"The case took strategy {pinned.Strategy} while a stage lasted.");
        if (pinned.Arm is { } arm && arm != opened.Arm) yield return ("arm-moved", $"The case was opened in {opened.Arm ?? "no arm"}, and took its strategy by {arm}.");
    }

    /// <summary>Puts the account into its arm once more. (R7.3)</summary>
    /// <param name="trials">That it may have been put into; null among them: there was none.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static string? Misplaced(CaseOpened opened, IReadOnlyList<StrategyTrial?> trials)
    {
        var arms = trials.Select(trial => trial?.ArmOf(opened.Debtor, opened.Product, opened.Region) is { } arm ? trial.ReferenceOf(arm) : null).ToList();
        return arms.Count == 0 || arms.Contains(opened.Arm) ? null : $"The case was opened in {opened.Arm ?? "no arm"}, and belongs to {arms[^1] ?? "none"}.";
    }
}
