using System.Text.Json.Serialization;

namespace Collections.Functions.Contact;

public enum VerdictOutcome { Allowed, Deferred, Forbidden }

/// <summary>What the gate says of one intended contact, and why; stored with the contact. (R5.1)</summary>
public sealed record ContactVerdict
{
    public required VerdictOutcome Outcome { get; init; }

    /// <summary>Deferred: the first instant at which it would be allowed, as far as is known now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Deferred: the rule that holds it longest. Forbidden: the rule that forbids it.</summary>
    public string? Rule { get; init; }

    public required string Pack { get; init; }

    public required string PackVersion { get; init; }

    /// <summary>SHA-256 over the bytes of the pack and of what it lies over, hexadecimal.</summary>
    public required string PackHash { get; init; }

    /// <summary>The calendar that said which days are holidays: market and version, <c>cn#0123456789ab</c>. Missing in verdicts of the time before it was noted.</summary>
    public string? Calendar { get; init; }

    /// <summary>How facts name the pack: <c>bank-cn/2026.2#0123456789ab</c>.</summary>
    [JsonIgnore]
    public string PackReference => $"{Pack}/{PackVersion}#{PackHash[..Math.Min(12, PackHash.Length)]}";

    /// <summary>Every rule that binds the contact, in the pack's order.</summary>
    public required IReadOnlyList<RuleReason> Reasons { get; init; }
}

/// <summary>Overridden: it closes, and only presumes; somebody set it aside.</summary>
public enum RuleOutcome { Passed, Closed, Forbids, Overridden }

/// <param name="Until">Closed or overridden: the first instant at which this rule alone would let it pass.</param>
public sealed record RuleReason(string Rule, RuleOutcome Outcome, DateTimeOffset? Until = null);
