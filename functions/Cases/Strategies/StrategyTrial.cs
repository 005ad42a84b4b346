using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Strategies;

/// <summary>
/// Strategies tried against each other: accounts are split among the arms by a hash of seed and debtor, so that the same debtor is always in the same arm, with all his accounts.
/// A pilot takes part by product or region alone. A case is put into its arm when it is opened, and stays in it whatever becomes of the shares. Pure. (R7.3)
/// </summary>
public sealed record StrategyTrial
{
    /// <summary>Shares are whole ten-thousandths.</summary>
    private const int Whole = 10_000;

    public required string Name { get; init; }

    /// <summary>Splits the accounts; missing: the name. Another seed splits them anew.</summary>
    public string? Seed { get; init; }

    /// <summary>Products that take part; missing: all.</summary>
    public IReadOnlyList<Product>? Products { get; init; }

    /// <summary>Regions that take part, each with all that lies in it; missing: all.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Who takes no part goes by the institution's own strategy.</summary>
    public required IReadOnlyList<TrialArm> Arms { get; init; }

    /// <summary>The arm of an account; null: it takes no part.</summary>
    public TrialArm? ArmOf(DebtorKey debtor, Product product, string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        if (Products?.Contains(product) == false || Regions?.Any(code => region.StartsWith(EmergencyStop.Significant(code), StringComparison.Ordinal)) == false) return null;
        var place = (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed ?? Name}|{debtor.Value}"))) % Whole);
        foreach (var arm in Arms)
        {
            if (place < (int)(arm.Share * Whole)) return arm;
            place -= (int)(arm.Share * Whole);
        }

        return null;
    }

    /// <summary>How a case names an arm that it is in.</summary>
    public string ReferenceOf(TrialArm arm)
    {
        ArgumentNullException.ThrowIfNull(arm);
        return $"{Name}/{arm.Name}";
    }

    /// <summary>The arm that a case names; null: it is none of this trial, or there is no such arm any more.</summary>
    public TrialArm? Find(string reference) => Arms.FirstOrDefault(arm => ReferenceOf(arm) == reference);

    internal IEnumerable<ProfileFault> Faults(string path)
    {
        if (!GovernedDocuments.IsName(Name)) yield return new($"{path}.name", "is 1 to 64 letters, digits and - _ .");
        if (Seed is { Length: 0 or > 64 }) yield return new($"{path}.seed", "is 1 to 64 characters, or left out");
        if (Products is { Count: 0 }) yield return new($"{path}.products", "names one or more, or is left out");
        if (Regions is { } regions && (regions.Count == 0 || regions.Any(string.IsNullOrWhiteSpace))) yield return new($"{path}.regions", "names one or more, or is left out");
        var isPilot = Products is not null || Regions is not null;
        if (Arms.Count < (isPilot ? 1 : 2)) yield return new($"{path}.arms", isPilot ? "names one or more" : "names two or more: one alone is the institution's 'strategy'");
        foreach (var (at, arm) in Arms.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.arms[{at}]");
            if (!GovernedDocuments.IsName(arm.Name) || Arms.Take(at).Any(other => other.Name == arm.Name)) yield return new($"{place}.name", "is a name of its own: 1 to 64 letters, digits and - _ .");
            if (arm.Share is <= 0 or > 1 || arm.Share * Whole % 1 != 0) yield return new($"{place}.share", "is more than 0 and at most 1, with four decimals at the most");
        }

        if (Arms.Count > 0 && Arms.Sum(arm => arm.Share) != 1) yield return new($"{path}.arms", string.Create(CultureInfo.InvariantCulture, $"shares make 1, not {Arms.Sum(arm => arm.Share)}"));
    }
}

/// <param name="Strategy">A name, in the version in force, or a name and a version that stays.</param>
/// <param name="Share">Of the accounts that take part: 0.1 is a tenth.</param>
public sealed record TrialArm(string Name, string Strategy, decimal Share);
