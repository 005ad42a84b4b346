using System.Runtime.InteropServices;

namespace Collections.Local.Host.Storage.InMemory;

/// <summary>Compares keys byte by byte, and lets a dictionary be asked with a span.</summary>
internal sealed class Utf8KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8KeyComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public int GetHashCode(ReadOnlySpan<byte> key)
    {
        // Any spread will do: nothing depends on a dictionary's order. Fibonacci hashing over words.
        const ulong golden = 0x9E3779B97F4A7C15;
        var hash = (ulong)key.Length;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(key))
            hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ word) * golden;
        foreach (var rest in key[(key.Length & ~7)..])
            hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ rest) * golden;
        return (int)(hash >> 32);
    }
}
