namespace System.IO.Hashing;

/// <summary>
/// The one type of the System.IO.Hashing package that Azure.Storage.Common names in a signature (transfer checksums that this product does not
/// use). Same shape as the official base class; nothing derives from it here.
/// </summary>
public abstract class NonCryptographicHashAlgorithm
{
    protected NonCryptographicHashAlgorithm(int hashLengthInBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashLengthInBytes, 1);
        HashLengthInBytes = hashLengthInBytes;
    }

    public int HashLengthInBytes { get; }

    public abstract void Append(ReadOnlySpan<byte> source);

    public abstract void Reset();

    protected abstract void GetCurrentHashCore(Span<byte> destination);

    public byte[] GetCurrentHash()
    {
        var hash = new byte[HashLengthInBytes];
        GetCurrentHashCore(hash);
        return hash;
    }

    /// <summary>Writes the hash and returns its length.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="HashLengthInBytes"/>.</exception>
    public int GetCurrentHash(Span<byte> destination)
    {
        if (destination.Length < HashLengthInBytes)
            throw new ArgumentException("Destination is too short.", nameof(destination));
        GetCurrentHashCore(destination[..HashLengthInBytes]);
        return HashLengthInBytes;
    }
}
