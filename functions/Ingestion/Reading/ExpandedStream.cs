using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>The file expands beyond what its format allows: it is not read on.</summary>
internal sealed class ExpandsTooFarException(string message) : IOException(message);

/// <summary>Expands gzip, and stops at the format's limits: a few kilobytes can stand for more than any disk holds.</summary>
internal sealed class ExpandedStream(HashingStream packed, GzipLimits limits) : Stream
{
    private const long Harmless = 1 << 20;

    /// <summary>Without this the platform takes a stream that is cut off for one that has ended. It is read once, before the first stream of the process.</summary>
    [ModuleInitializer]
    internal static void BeStrict() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private readonly GZipStream inner = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private long expanded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => expanded; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Checked(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Checked(int read)
    {
        expanded += read;
        if (expanded > limits.MaxBytes) throw new ExpandsTooFarException($"The file expands to more than {limits.MaxBytes} bytes, the format's limit.");
        if (expanded > Harmless && expanded > packed.Bytes * limits.MaxRatio)
            throw new ExpandsTooFarException($"The file expands to more than {limits.MaxRatio} times its size, the format's limit.");
        return read;
    }
}
