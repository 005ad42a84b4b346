namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>What a thread needs to answer a request, kept for its next one.</summary>
internal sealed class Scratch
{
    private byte[] _address = new byte[4096];

    public EntityReader Entity { get; } = new();

    public ByteBuffer Output { get; } = new();

    /// <summary>What the batch at hand has done so far.</summary>
    public List<Change> Changes { get; } = new(100);

    public BatchReader Batch { get; } = new();

    public Span<byte> Address(int size)
    {
        if (_address.Length < size)
            _address = new byte[size];
        return _address;
    }
}
