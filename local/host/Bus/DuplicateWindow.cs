namespace Collections.Local.Host.Bus;

/// <summary>Message ids of the last minutes, oldest first, bounded in time and number.</summary>
internal sealed class DuplicateWindow(TimeSpan length, int capacity)
{
    private readonly Dictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset At)> order = new();

    /// <summary>False when the id was seen within the window. <paramref name="forgotten"/> is the time of the newest id dropped, if any.</summary>
    public bool TryAdd(string id, DateTimeOffset now, out DateTimeOffset? forgotten)
    {
        forgotten = null;
        while (order.TryPeek(out (string Id, DateTimeOffset At) oldest) && (oldest.At + length <= now || order.Count >= capacity))
        {
            order.Dequeue();
            if (seen.TryGetValue(oldest.Id, out DateTimeOffset at) && at == oldest.At)
                seen.Remove(oldest.Id);
            forgotten = oldest.At;
        }

        if (!seen.TryAdd(id, now))
            return false;

        order.Enqueue((id, now));
        return true;
    }

    /// <summary>Takes back an id whose message could not be stored.</summary>
    public void Remove(string id) => seen.Remove(id);
}
