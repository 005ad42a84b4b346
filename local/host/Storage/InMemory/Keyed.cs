namespace Collections.Local.Host.Storage.InMemory;

/// <summary>
/// Something found by its UTF-8 key. The key opens one array that may hold more: a run keeps millions of these, so each object
/// saved counts.
/// </summary>
internal abstract class Keyed(byte[] data, int keyLength)
{
    public ReadOnlySpan<byte> Key => data.AsSpan(0, keyLength);

    protected ReadOnlySpan<byte> Rest => data.AsSpan(keyLength);
}
