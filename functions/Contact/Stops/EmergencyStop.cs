using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Stops;

/// <summary>
/// A switch that stops contacts, as people threw it: disasters and bad files happen. What is null is not looked at; all null stops everything. It is
/// never deleted: who set it, who lifted it, when and why stays. (R5.9)
/// </summary>
public sealed record EmergencyStop
{
    /// <summary>Letters and digits, made of the command that set it.</summary>
    public required string Id { get; init; }

    public string? Institution { get; init; }

    /// <summary>Region code, or the beginning of one: what it stands for stops with all that lies in it.</summary>
    public string? Region { get; init; }

    public Product? Product { get; init; }

    /// <summary>Code of an agency: the contacts that it makes.</summary>
    public string? Agency { get; init; }

    public required IReadOnlyList<Purpose> Purposes { get; init; }

    public required string Reason { get; init; }

    /// <summary>A person's id with the role acted in.</summary>
    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public string? LiftedBy { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }

    public string? LiftReason { get; init; }

    public bool IsActive => LiftedAt is null;

    /// <summary>Whether it stops a contact on a case.</summary>
    /// <param name="agency">Code of the agency that would make it; null: the bank.</param>
    public bool Stops(CaseState state, Purpose purpose, string? agency)
    {
        ArgumentNullException.ThrowIfNull(state);
        return IsActive && Purposes.Contains(purpose)
            && (Institution is null || Institution == state.Institution)
            && (Region is null || state.Region.StartsWith(Significant(Region), StringComparison.Ordinal))
            && (Product is null || Product == state.Product)
            && (Agency is null || Agency == agency);
    }

    /// <summary>In a code of six digits (GB/T 2260) pairs of noughts at the end stand for "all of it": 440000 is the province with its cities.</summary>
    internal static string Significant(string region)
    {
        if (region.Length != 6 || !region.All(char.IsAsciiDigit)) return region;
        return region.EndsWith("0000", StringComparison.Ordinal) ? region[..2] : region.EndsWith("00", StringComparison.Ordinal) ? region[..4] : region;
    }
}
