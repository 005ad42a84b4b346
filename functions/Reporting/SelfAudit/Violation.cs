using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Something that must never happen has happened. (R9)</summary>
/// <param name="Rule">Id of the policy rule, or a short code of the auditor's own.</param>
/// <param name="At">Business time of what broke it.</param>
/// <param name="Why">For people; no personal data.</param>
public sealed record Violation(string Rule, CaseKey Case, DateTimeOffset At, string Why);

/// <summary>A case's stream as it is stored, with what its head says of it.</summary>
/// <param name="Version">Sequence of the last fact, as the head has it.</param>
/// <param name="Hash">The chain's end, as the head has it.</param>
public sealed record AuditedStream(CaseKey Key, long Version, byte[] Hash, IReadOnlyList<StoredRow> Rows)
{
    /// <summary>When the case is to be looked at next; null when it is not due at all.</summary>
    public DateTimeOffset? Due { get; init; }
}
