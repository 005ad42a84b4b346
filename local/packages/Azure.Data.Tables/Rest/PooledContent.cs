using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// A request's body in a buffer that the thread keeps for its next request. It goes back only after a good answer: a transport that
/// failed or gave up may still be reading it.
/// </summary>
internal sealed class PooledContent : RequestContent, IBufferWriter<byte>
{
    private const int LargestKept = 1024 * 1024;

    [ThreadStatic]
    private static PooledContent? _spare;

    private byte[] _bytes = new byte[4096];

    private PooledContent() =>
        Json = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Writes JSON at the end of the content.</summary>
    public Utf8JsonWriter Json { get; }

    public int Length { get; private set; }

    public static PooledContent Rent()
    {
        PooledContent? content = _spare;
        if (content is null)
            return new PooledContent();
        _spare = null;
        content.Length = 0;
        content.Json.Reset();
        return content;
    }

    public void Recycle()
    {
        if (_bytes.Length <= LargestKept)
            _spare = this;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends text that is known to be ASCII.</summary>
    public void AppendAscii(string text)
    {
        System.Text.Ascii.FromUtf16(text, GetSpan(text.Length), out int written);
        Length += written;
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(_bytes, 0, Length);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(_bytes, 0, Length, cancellation);

    public override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }

    public override void Dispose()
    {
        // The buffer belongs to the thread, see Recycle.
    }

    private void Reserve(int sizeHint)
    {
        int free = _bytes.Length - Length;
        if (free < Math.Max(sizeHint, 256))
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + sizeHint + 256));
    }
}
