using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;

namespace Collections.Functions.Ingestion;

/// <summary>Looks up what a command recorded, for work that is done again after a crash. Rare, so it may read the stream.</summary>
public sealed class RecordedFacts(ICaseStreams streams)
{
    private const int Page = 50;

    /// <summary>Whether a command recorded a fact of this kind.</summary>
    public async Task<bool> AnyAsync<TFact>(CaseState state, string command, CancellationToken cancellation) where TFact : Fact =>
        await FindAsync<TFact>(state, command, cancellation) is not null;

    /// <summary>The fact of this kind that a command recorded, newest first.</summary>
    public async Task<TFact?> FindAsync<TFact>(CaseState state, string command, CancellationToken cancellation) where TFact : Fact
    {
        ArgumentNullException.ThrowIfNull(state);
        for (var to = state.Version; to >= 1; to -= Page)
        {
            var facts = await streams.ReadAsync(state.Key, Math.Max(1, to - Page + 1), to, cancellation);
            var own = facts.Where(fact => fact.Command == command).ToList();
            if (own.Count > 0) return own.Select(fact => fact.Fact).OfType<TFact>().FirstOrDefault();
        }

        return null;
    }
}
