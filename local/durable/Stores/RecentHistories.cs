using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>
/// The histories of instances that ran lately, so that each event is read from its text once and not again at every turn. An entry is true to its execution and
/// position whatever happened since: what has come later is read behind it, and another execution begins anew.
/// </summary>
/// <remarks>What is used moves to the young half; when that is full the other half is dropped.</remarks>
internal sealed class RecentHistories
{
    // Characters of stored text, of which two halves may be held.
    private const int HalfCapacity = 8 * 1024 * 1024;

    private Dictionary<string, Entry> young = new(StringComparer.Ordinal);
    private Dictionary<string, Entry> old = new(StringComparer.Ordinal);
    private int size;

    /// <summary>The whole history of the instance's present execution. The list may grow once the instance runs again.</summary>
    public IReadOnlyList<HistoryEvent> Read(SqliteConnection connection, InstanceState state)
    {
        Entry entry = Find(state);
        int before = entry.Size;
        foreach ((long position, string events) in connection.Query(
            "SELECT position, events FROM durable_history WHERE instance = $1 AND position > $2 ORDER BY position",
            row => (row.GetInt64(0), row.GetString(1)),
            state.InstanceId,
            entry.Position))
        {
            entry.Events.AddRange(HistoryCodec.ReadEvents(events));
            entry.Position = position;
            entry.Size += events.Length;
        }

        size += entry.Size - before;
        return entry.Events;
    }

    private Entry Find(InstanceState state)
    {
        if (young.TryGetValue(state.InstanceId, out Entry? entry) && entry.Execution == state.Execution)
            return entry;
        if (size > HalfCapacity)
            (old, young, size) = (young, old.Count == 0 ? old : new(StringComparer.Ordinal), 0);
        if (!old.Remove(state.InstanceId, out entry) || entry.Execution != state.Execution)
            entry = new Entry(state.Execution);
        young[state.InstanceId] = entry;
        size += entry.Size;
        return entry;
    }

    private sealed class Entry(long execution)
    {
        public long Execution => execution;

        public List<HistoryEvent> Events { get; } = [];

        public long Position { get; set; }

        public int Size { get; set; }
    }
}
