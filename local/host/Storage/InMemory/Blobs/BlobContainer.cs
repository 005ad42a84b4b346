namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>A container: its blobs in the order of their names, and blocks that wait to be committed. Hold <see cref="Gate"/>.</summary>
internal sealed class BlobContainer(string name, long version, DateTimeOffset modifiedAt, IReadOnlyList<KeyValuePair<string, string>> metadata)
{
    private readonly Dictionary<byte[], Dictionary<string, byte[]>> _staged = new(Utf8KeyComparer.Instance);

    public string Name => name;

    public string ETag => $"\"0x{version:X}\"";

    public DateTimeOffset ModifiedAt => modifiedAt;

    public IReadOnlyList<KeyValuePair<string, string>> Metadata => metadata;

    public Lock Gate { get; } = new();

    public OrderedIndex<BlobRecord> Blobs { get; } = new();

    public void Stage(byte[] blob, string blockId, byte[] content)
    {
        if (!_staged.TryGetValue(blob, out var blocks))
            _staged[blob] = blocks = [];
        blocks[blockId] = content;
    }

    public byte[]? FindStaged(byte[] blob, string blockId) => _staged.TryGetValue(blob, out var blocks) ? blocks.GetValueOrDefault(blockId) : null;

    /// <summary>Puts a blob; blocks that it did not take are gone.</summary>
    public void Put(byte[] key, BlobRecord blob)
    {
        _staged.Remove(key);
        Blobs.Put(blob);
    }
}
