using System.Globalization;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Risk;

/// <summary>What is wrong with a scorecard, each with its path. Pure. (R2.2)</summary>
internal static class ScorecardFaults
{
    /// <summary>Scores go from 0 to this.</summary>
    private const int Most = 100;

    public static IEnumerable<ProfileFault> Of(Scorecard card) => [.. Levels(card), .. Factors(card.Factors)];

    private static IEnumerable<ProfileFault> Levels(Scorecard card)
    {
        if (!GovernedDocuments.IsName(card.Name)) yield return new("$.name", "is 1 to 64 letters, digits and - _ .");
        if (card.Version < 1) yield return new("$.version", "is at least 1");
        if (card.MediumFrom is < 1 or > Most) yield return new("$.mediumFrom", Text($"is 1 to {Most}"));
        if (card.HighFrom <= card.MediumFrom || card.HighFrom > Most) yield return new("$.highFrom", Text($"is more than 'mediumFrom', {card.MediumFrom}, and at most {Most}"));
        if (card.Margin < 1 || card.Margin > card.HighFrom - card.MediumFrom) yield return new("$.margin", Text($"is 1 to the width of the middle level, {card.HighFrom - card.MediumFrom}"));
    }

    private static IEnumerable<ProfileFault> Factors(IReadOnlyList<Factor> factors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < factors.Count; i++)
        {
            var path = Text($"$.factors[{i}]");
            if (!RiskMeasures.Names.Contains(factors[i].Name)) yield return new($"{path}.name", $"is not one of {string.Join(", ", RiskMeasures.Names)}");
            if (!seen.Add(factors[i].Name)) yield return new($"{path}.name", $"'{factors[i].Name}' is there already");
            if (factors[i].Missing < 0) yield return new($"{path}.missing", "is not negative");
            foreach (var fault in Bins(path, factors[i].Bins)) yield return fault;
        }

        if (factors.Count == 0 || factors.Any(factor => factor.Bins.Count == 0)) yield break;
        var (least, most) = (factors.Sum(factor => factor.Bins.Min(bin => bin.Points)), factors.Sum(factor => factor.Bins.Max(bin => bin.Points)));
        if (least != 0 || most != Most) yield return new("$.factors", Text($"scores go from 0 to {Most}: the fewest points come to {least}, the most to {most}"));
    }

    /// <summary>Each bin begins where the one before it ends, and the last has no bound: every value falls into exactly one.</summary>
    private static IEnumerable<ProfileFault> Bins(string factor, IReadOnlyList<Bin> bins)
    {
        if (bins.Count == 0) yield return new($"{factor}.bins", "has one or more bins");
        var labels = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < bins.Count; i++)
        {
            var (bin, path) = (bins[i], Text($"{factor}.bins[{i}]"));
            if (bin.Points < 0) yield return new($"{path}.points", "is not negative");
            if (!labels.Add(bin.Name) || bin.Name.Length == 0 || bin.Name == Factor.NoValue) yield return new($"{path}.label", $"is a word of its own, and not '{Factor.NoValue}'");
            if (bin is { Below: not null, UpTo: not null }) yield return new(path, "has one bound, 'below' or 'upTo'");
            else if (i == bins.Count - 1 && Bound(bin) is not null) yield return new(path, "is the last, and has no bound: higher values would fall into none");
            else if (i < bins.Count - 1 && Bound(bin) is null) yield return new(path, "has a bound, since it is not the last");
            else if (i > 0 && Bound(bin) is { } bound && Bound(bins[i - 1]) is { } before && (bound < before || (bound == before && (bin.UpTo is null || bins[i - 1].Below is null))))
                yield return new(path, Text($"its bound {bound} does not follow {before}"));
        }
    }

    private static decimal? Bound(Bin bin) => bin.Below ?? bin.UpTo;

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
