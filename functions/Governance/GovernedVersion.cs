namespace Collections.Functions.Governance;

public enum VersionState { Proposed, Approved, Rejected, Withdrawn }

/// <summary>One version of a governed document: who wanted it, who let it in, and from when it holds. (R5.10)</summary>
/// <param name="Number">1 for the first; what ships with the product is 0 and needs nobody's approval.</param>
/// <param name="Hash">SHA-256 of the document's bytes, hexadecimal.</param>
/// <param name="EffectiveFrom">From then on it is wanted, but never before its approval; null: from its approval on.</param>
public sealed record GovernedVersion(int Number, string Hash, VersionState State, DateTimeOffset? EffectiveFrom, string ProposedBy, DateTimeOffset ProposedAt, string? Reason = null)
{
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? Comment { get; init; }

    /// <summary>From when it holds, or null while it is not approved.</summary>
    public DateTimeOffset? InForceFrom => State != VersionState.Approved ? null : EffectiveFrom > DecidedAt ? EffectiveFrom : DecidedAt;
}
