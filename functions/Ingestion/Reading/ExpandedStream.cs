using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>The file expands beyond what its format allows: it is not read on.</summary>
internal sealed class ExpandsTooFarException(string message) : IOException(message);

/// <summary>Expands gzip, and stops at the format's limits: a few kilobytes can stand for more than any disk holds.</summary>
internal sealed class ExpandedStream : PassingStream
{
    private const long Harmless = 1 << 20;

    private readonly GZipStream inner;
    private readonly HashingStream packed;
    private readonly GzipLimits limits;

    public ExpandedStream(HashingStream packed, GzipLimits limits) : this(new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true), packed, limits)
    {
    }

    private ExpandedStream(GZipStream inner, HashingStream packed, GzipLimits limits) : base(inner) => (this.inner, this.packed, this.limits) = (inner, packed, limits);

    /// <summary>Without this the platform takes a stream that is cut off for one that has ended. It is read once, before the first stream of the process.</summary>
    [ModuleInitializer]
    internal static void BeStrict() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    protected override void See(ReadOnlySpan<byte> passed)
    {
        if (Bytes > limits.MaxBytes) throw new ExpandsTooFarException($"The file expands to more than {limits.MaxBytes} bytes, the format's limit.");
        if (Bytes > Harmless && Bytes > packed.Bytes * limits.MaxRatio)
            throw new ExpandsTooFarException($"The file expands to more than {limits.MaxRatio} times its size, the format's limit.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
