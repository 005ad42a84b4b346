using System.Security.Cryptography;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>Passes a stream through and keeps the SHA-256 of what went by.</summary>
internal sealed class HashingStream(Stream inner) : PassingStream(inner)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Hexadecimal, lower case. Ends the hash.</summary>
    public string Hash() => Convert.ToHexStringLower(hash.GetHashAndReset());

    protected override void See(ReadOnlySpan<byte> passed) => hash.AppendData(passed);

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }
}
