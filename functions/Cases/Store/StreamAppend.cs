namespace Collections.Functions.Cases.Store;

/// <summary>Facts put into their places after a head: sequences, state, stored bytes and the chain.</summary>
internal sealed class StreamAppend
{
    public StreamAppend(CaseHead? head, DateTimeOffset now, string command, string by, IReadOnlyList<Fact> facts)
    {
        Command = command;
        var state = head?.State;
        var hash = head?.Hash ?? [];
        foreach (var fact in facts)
        {
            var stored = new StoredFact((state?.Version ?? 0) + 1, now, by, command, fact);
            state = state.Evolve(stored);
            var body = StreamRows.Serialize(stored);
            hash = StreamRows.Chain(hash, state.Key, stored.Sequence, body);
            Stored.Add(stored);
            Rows.Add(new StoredRow(stored.Sequence, body, hash));
        }

        State = state!;
        Hash = hash;
    }

    public string Command { get; }

    public CaseState State { get; }

    public byte[] Hash { get; }

    public List<StoredFact> Stored { get; } = [];

    public List<StoredRow> Rows { get; } = [];
}
