using Collections.Functions.Ingestion;

namespace Collections.Functions.Cases;

/// <summary>What is wrong with the stages of a strategy: days that no case could live through in order, and stages that are left out without a word. Pure.</summary>
internal static class StageFaults
{
    /// <summary>Claims are barred after three years (Civil Code, article 188): a stage that begins later is never reached in time, and the one before it never left.</summary>
    private const int LastDay = 3 * 365;

    private const int LongestReason = 200;

    public static IEnumerable<ProfileFault> Of(Strategy strategy) => [.. Unused(strategy), .. Order(strategy), .. Tag(strategy)];

    /// <summary>The day on which the stage after negotiation begins at the latest.</summary>
    public static int EndOfNegotiation(Strategy strategy) => strategy.FieldVisit != FieldVisitLadder.None ? strategy.FieldVisit.From : strategy.Legal != LegalLadder.None ? strategy.Legal.After + 1 : LastDay + 1;

    /// <summary>A stage is left out by saying so, with the reason that two people let in; one that is merely missing is a fault. (R3.5)</summary>
    private static IEnumerable<ProfileFault> Unused(Strategy strategy)
    {
        foreach (var (stage, reason) in strategy.Unused)
        {
            var path = $"$.unused.{stage}";
            if (stage is Stage.Reminder or Stage.Negotiation) yield return new(path, "every strategy uses this stage");
            if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason) yield return new(path, StrategyFaults.Text($"says why, in 1 to {LongestReason} characters"));
        }

        foreach (var (stage, path, isThere) in ((Stage, string, bool)[])[(Stage.FieldVisit, "$.fieldVisit", strategy.FieldVisit != FieldVisitLadder.None), (Stage.LegalHandoff, "$.legal", strategy.Legal != LegalLadder.None)])
        {
            if (isThere != strategy.Uses(stage)) yield return new(path, isThere ? $"is not there: 'unused' names {stage}" : $"is missing, or 'unused' says why no case enters {stage}");
        }
    }

    /// <summary>Stages follow each other; each begins after the one before it, and before claims are barred.</summary>
    private static IEnumerable<ProfileFault> Order(Strategy strategy)
    {
        var (negotiation, visit, legal) = (strategy.Negotiation, strategy.FieldVisit, strategy.Legal);
        if (negotiation.From < 1) yield return new("$.negotiation.from", "is at least 1");
        if (negotiation.SecondLineFrom <= negotiation.From) yield return new("$.negotiation.secondLineFrom", StrategyFaults.Text($"is after 'negotiation.from', day {negotiation.From}"));
        var (name, first, before) = visit == FieldVisitLadder.None ? ("negotiation.secondLineFrom", negotiation.SecondLineFrom, negotiation.SecondLineFrom) : ("fieldVisit.fromHighRisk", visit.FromHighRisk, visit.From);
        if (visit != FieldVisitLadder.None)
        {
            if (visit.FromHighRisk < negotiation.SecondLineFrom) yield return new("$.fieldVisit.fromHighRisk", StrategyFaults.Text($"is not before 'negotiation.secondLineFrom', day {negotiation.SecondLineFrom}"));
            if (visit.From < visit.FromHighRisk) yield return new("$.fieldVisit.from", StrategyFaults.Text($"is not before 'fieldVisit.fromHighRisk', day {visit.FromHighRisk}"));
        }

        if (legal == LegalLadder.None)
        {
            if (before > LastDay) yield return new(visit == FieldVisitLadder.None ? "$.negotiation.secondLineFrom" : "$.fieldVisit.from", StrategyFaults.Text($"is at most {LastDay}: claims are barred after three years"));
            yield break;
        }

        if (legal.After <= before) yield return new("$.legal.after", StrategyFaults.Text($"is after '{(visit == FieldVisitLadder.None ? name : "fieldVisit.from")}', day {before}"));
        if (legal.After > LastDay) yield return new("$.legal.after", StrategyFaults.Text($"is at most {LastDay}: claims are barred after three years, so the stage before it would never be left in time"));
        if (legal.AfterRefusals < first) yield return new("$.legal.afterRefusals", StrategyFaults.Text($"is not before '{name}', day {first}"));
        if (legal.AfterRefusals > legal.After) yield return new("$.legal.afterRefusals", StrategyFaults.Text($"is not after 'legal.after', day {legal.After}"));
    }

    private static IEnumerable<ProfileFault> Tag(Strategy strategy)
    {
        if (strategy.LegalTag is not { } tag) yield break;
        if (strategy.Uses(Stage.LegalHandoff)) yield return new("$.legalTag", "belongs to a strategy that hands nothing over: 'unused' names LegalHandoff");
        if (tag.From < strategy.Negotiation.SecondLineFrom || tag.From > LastDay)
            yield return new("$.legalTag.from", StrategyFaults.Text($"is not before 'negotiation.secondLineFrom', day {strategy.Negotiation.SecondLineFrom}, and at most {LastDay}"));
    }
}
