using System.Globalization;
using Collections.Functions.Approvals;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Every approval of a case with what became of it, and whether a step may rest on it. (R6.3, R9.4)</summary>
internal sealed class ApprovalTrail
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public void Take(ApprovalRequested requested) => entries[requested.Id] = new Entry(requested);

    public void Take(ApprovalLapsed lapsed)
    {
        if (entries.TryGetValue(lapsed.Id, out var entry)) entry.Ended = true;
    }

    /// <summary>What is wrong with a decision; null if nothing is.</summary>
    /// <param name="material">Sequence of the last material fact before it.</param>
    public string? Take(ApprovalDecided decided, long material)
    {
        if (!entries.TryGetValue(decided.Id, out var entry)) return $"{decided.Id} was decided but never asked for.";
        var wrong = entry.Ended ? $"{decided.Id} was decided after it had ended."
            : decided.Decider == entry.Requested.Proposer ? $"{decided.Id} was decided by its proposer."
            : !entry.Requested.Roles.Contains(decided.Role) ? $"{decided.Id} was decided as {decided.Role}, which nobody asked."
            : entry.Deciders.ContainsValue(decided.Decider) ? $"{decided.Id} was decided twice by the same person."
            : material > entry.Requested.Basis ? Changed(entry.Requested, material)
            : null;
        if (!decided.Approved) entry.Ended = true;
        else entry.Deciders[decided.Role] = decided.Decider;
        return wrong;
    }

    /// <summary>Why a step may not rest on an approval; null if it may.</summary>
    public string? Missing(string? id, long material, params IReadOnlyList<ApprovalSubject> subjects)
    {
        if (id is null || !entries.TryGetValue(id, out var entry)) return "there is no approval";
        var requested = entry.Requested;
        if (!subjects.Contains(requested.Subject)) return $"{id} is about {requested.Subject}";
        if (entry.Ended) return $"{id} was rejected or has lapsed";
        if (requested.Roles.FirstOrDefault(role => !entry.Deciders.ContainsKey(role)) is { } role) return $"{id} lacks the approval of {role}";
        if (entry.Deciders.ContainsValue(requested.Proposer)) return $"{id} was approved by its proposer";
        if (entry.Deciders.Values.Distinct(StringComparer.Ordinal).Count() < requested.Roles.Count) return $"{id} was approved by one person in several roles";
        return material == requested.Basis ? null : Changed(requested, material);
    }

    /// <summary>How many people have approved.</summary>
    public int People(string id) => entries.TryGetValue(id, out var entry) ? entry.Deciders.Values.Distinct(StringComparer.Ordinal).Count() : 0;

    /// <summary>The roles that were asked.</summary>
    public IReadOnlyList<string> Roles(string id) => entries.TryGetValue(id, out var entry) ? entry.Requested.Roles : [];

    /// <summary>What court was expected to bring; null where it was not weighed.</summary>
    public Legal.RecoveryEstimate? Estimate(string? id) => id is not null && entries.TryGetValue(id, out var entry) ? entry.Requested.Estimate : null;

    /// <summary>What was asked for, where that is not what is overdue.</summary>
    public Platform.Money? Amount(string id) => entries.TryGetValue(id, out var entry) ? entry.Requested.Amount : null;

    private static string Changed(ApprovalRequested requested, long material) =>
        string.Create(CultureInfo.InvariantCulture, $"{requested.Id} rests on fact {requested.Basis}, fact {material} has changed the case since");

    private sealed class Entry(ApprovalRequested requested)
    {
        public ApprovalRequested Requested { get; } = requested;

        public Dictionary<string, string> Deciders { get; } = new(StringComparer.Ordinal);

        public bool Ended { get; set; }
    }
}
