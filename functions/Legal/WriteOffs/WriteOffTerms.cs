using System.Globalization;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.WriteOffs;

/// <summary>When a claim may be written off, on what papers, and by whom: data. (R3.9)</summary>
/// <param name="Grounds">A ground that is not there is none.</param>
/// <param name="Authority">Who approves, by all that is owed: at least two, each somebody else.</param>
public sealed record WriteOffTerms(IReadOnlyDictionary<WriteOffGround, WriteOffCondition> Grounds, IReadOnlyList<AuthorityBand> Authority);

/// <param name="DaysPastDue">At least.</param>
/// <param name="Evidence">Papers that must be in the archive.</param>
/// <param name="MostAmount">At most so much is owed, as the thresholds count; null: any amount.</param>
public sealed record WriteOffCondition(int DaysPastDue, IReadOnlyList<EvidenceKind> Evidence, decimal? MostAmount = null);

/// <summary>What is wrong with a strategy's settings for write-offs and for what may be let off. Pure.</summary>
internal static class WriteOffFaults
{
    private const int LongestPastDue = 20 * 365;

    /// <summary>Who may decide on approvals at all.</summary>
    private static readonly string[] Deciders = [Roles.Supervisor, Roles.Legal, Roles.Compliance];

    public static IEnumerable<ProfileFault> Of(Strategy strategy)
    {
        foreach (var fault in Bands("$.approvals.waivers", strategy.Approvals.Waivers, 1)) yield return fault;
        if (strategy.WriteOff is not { } terms) yield break;
        foreach (var (ground, condition) in terms.Grounds)
        {
            var path = $"$.writeOff.grounds.{ground}";
            if (condition.DaysPastDue is < 1 or > LongestPastDue) yield return new($"{path}.daysPastDue", string.Create(CultureInfo.InvariantCulture, $"is 1 to {LongestPastDue}"));
            if (condition.Evidence.Count == 0) yield return new($"{path}.evidence", "names one or more papers");
            if (condition.MostAmount <= 0) yield return new($"{path}.mostAmount", "is more than 0");
        }

        foreach (var fault in Bands("$.writeOff.authority", terms.Authority, 2)) yield return fault;
    }

    private static IEnumerable<ProfileFault> Bands(string path, IReadOnlyList<AuthorityBand> bands, int least)
    {
        if (bands.Count == 0 || bands[^1].Through is not null) yield return new(path, "ends with a band without 'through'");
        for (var i = 0; i < bands.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            var roles = bands[i].Roles;
            if (roles.Distinct(StringComparer.Ordinal).Count() < Math.Max(least, roles.Count) || roles.Except(Deciders, StringComparer.Ordinal).Any())
                yield return new($"{at}.roles", string.Create(CultureInfo.InvariantCulture, $"names at least {least} of {string.Join(", ", Deciders)}, each once"));
            if (i < bands.Count - 1 && !(bands[i].Through > (i == 0 ? 0m : bands[i - 1].Through))) yield return new($"{at}.through", "is above the band before it");
        }
    }
}
