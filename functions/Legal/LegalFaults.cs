using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Court;

namespace Collections.Functions.Legal;

/// <summary>What is wrong with a strategy's settings for court. Pure.</summary>
internal static class LegalFaults
{
    public static IEnumerable<ProfileFault> Of(LegalLadder ladder) =>
    [
        .. Recovery(ladder.Recovery), .. Proceedings(ladder.Proceedings),
        .. ladder.Collateral.SelectMany(step => StrategyFaults.Time($"$.legal.collateral.{step.Key}", step.Value)),
    ];

    private static IEnumerable<ProfileFault> Recovery(LegalRecovery? terms)
    {
        const string path = "$.legal.recovery";
        if (terms is null) yield break;
        foreach (var risk in Enum.GetValues<RiskLevel>())
        {
            if (!terms.Rates.TryGetValue(risk, out var rate)) yield return new($"{path}.rates.{risk}", "is missing");
            else if (rate is < 0 or > 1) yield return new($"{path}.rates.{risk}", "is from 0 to 1");
        }

        if (terms.SecuredRate is < 0 or > 1) yield return new($"{path}.securedRate", "is from 0 to 1");
        if (terms.LessPerYear is < 0 or > 1) yield return new($"{path}.lessPerYear", "is from 0 to 1");
        foreach (var fault in StrategyFaults.Time($"{path}.lookEveryDays", terms.LookEveryDays)) yield return fault;
        if (terms.Costs.Count == 0 || terms.Costs[^1].Through is not null) yield return new($"{path}.costs", "ends with a band without 'through'");
        for (var i = 0; i < terms.Costs.Count; i++)
        {
            var band = terms.Costs[i];
            if (band.Share is < 0 or > 1) yield return new(At(path, i, "share"), "is from 0 to 1");
            if (band.Fixed < 0) yield return new(At(path, i, "fixed"), "is not negative");
            if (i < terms.Costs.Count - 1 && !(band.Through > (i == 0 ? 0m : terms.Costs[i - 1].Through))) yield return new(At(path, i, "through"), "is above the band before it");
        }
    }

    private static IEnumerable<ProfileFault> Proceedings(IReadOnlyDictionary<ProceedingStep, int> days) =>
        days.SelectMany(step => StrategyFaults.Time($"$.legal.proceedings.{step.Key}", step.Value));

    private static string At(string path, int index, string field) => string.Create(CultureInfo.InvariantCulture, $"{path}.costs[{index}].{field}");
}
