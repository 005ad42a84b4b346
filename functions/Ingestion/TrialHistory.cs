using System.Collections.Concurrent;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Governance;

namespace Collections.Functions.Ingestion;

/// <summary>Trials as the versions of the institution's profile tell them. (R7.3)</summary>
public sealed class TrialHistory(GovernedDocuments documents) : ITrialHistory
{
    /// <summary>So long a process may go by what it knew, at the most.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, StrategyTrial?> known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<StrategyTrial?>> AtAsync(string institution, DateTimeOffset at, CancellationToken cancellation)
    {
        var found = new List<StrategyTrial?>();
        foreach (var document in await documents.InForceBetweenAsync(ProfileKind.Profiles, institution, at - Lag, at, cancellation))
        {
            if (!known.TryGetValue($"{institution}|{document.Hash}", out var trial))
            {
                if (ProfileKind.Read(institution, document.Json, out _) is not { } profile) return [];
                trial = known[$"{institution}|{document.Hash}"] = profile.Trial;
            }

            found.Add(trial);
        }

        return found;
    }
}
