namespace Collections.Local.Host.Triggers;

/// <summary>The receipts of one blob function, by the name of the blob.</summary>
internal sealed class BlobReceipts
{
    private readonly TriggerState state;
    private readonly string prefix;
    private readonly Lock sync = new();
    private readonly HashSet<string> poison = new(StringComparer.Ordinal);

    public BlobReceipts(string function, TriggerState state)
    {
        this.state = state;
        prefix = $"blob|{function}|";
        foreach (var (name, receipt) in All)
            Note(name, receipt);
    }

    public IEnumerable<(string Name, Receipt Receipt)> All =>
        state.WithPrefix(prefix).Select(entry => (entry.Key[prefix.Length..], Receipt.Parse(entry.Value)));

    /// <summary>Names of the blobs given up; there are few, if any.</summary>
    public IReadOnlyCollection<string> Poison
    {
        get
        {
            lock (sync)
                return [.. poison];
        }
    }

    public Receipt? this[string name] => state[prefix + name] is { } text ? Receipt.Parse(text) : null;

    /// <summary>Calls for this version so far.</summary>
    public int Tries(string name, string etag) => this[name] is { } receipt && receipt.ETag == etag ? receipt.Tries : 0;

    public bool IsSettled(string name, string etag) => this[name] is { IsSettled: true } receipt && receipt.ETag == etag;

    public void Write(string name, Receipt receipt)
    {
        state[prefix + name] = receipt.ToString();
        Note(name, receipt);
    }

    public void Forget(string name)
    {
        state[prefix + name] = null;
        lock (sync)
            poison.Remove(name);
    }

    private void Note(string name, Receipt receipt)
    {
        lock (sync)
        {
            if (receipt.State == BlobState.Poison)
                poison.Add(name);
            else
                poison.Remove(name);
        }
    }
}
