using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>Turns a line's bytes into UTF-8, exactly or not at all.</summary>
internal abstract class LineDecoder
{
    /// <summary>Name for reports.</summary>
    public abstract string Name { get; }

    /// <summary>Most bytes of UTF-8 that a byte can become.</summary>
    public abstract int Growth { get; }

    /// <summary>False when the bytes are not of the encoding.</summary>
    public abstract bool TryDecode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int written);

    public static LineDecoder Of(FileEncoding encoding, bool bigEndian) => encoding switch
    {
        FileEncoding.Utf8 => new Utf8Decoder(),
        FileEncoding.Gb18030 => new Gb18030Decoder(),
        _ => new Utf16Decoder(bigEndian),
    };

    private sealed class Utf8Decoder : LineDecoder
    {
        public override string Name => "UTF-8";

        public override int Growth => 1;

        public override bool TryDecode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int written)
        {
            written = raw.Length;
            if (!Utf8.IsValid(raw)) return false;
            raw.CopyTo(utf8);
            return true;
        }
    }

    private sealed class Utf16Decoder(bool bigEndian) : LineDecoder
    {
        private readonly char[] units = new char[RawLines.Longest];

        public override string Name => "UTF-16";

        public override int Growth => 2;

        public override bool TryDecode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int written)
        {
            written = 0;
            if (raw.Length % 2 != 0) return false;
            var text = units.AsSpan(0, raw.Length / 2);
            raw.CopyTo(MemoryMarshal.AsBytes(text));
            if (bigEndian == BitConverter.IsLittleEndian)
            {
                var swapped = MemoryMarshal.Cast<char, ushort>(text);
                BinaryPrimitives.ReverseEndianness(swapped, swapped);
            }

            return Utf8.FromUtf16(text, utf8, out _, out written, replaceInvalidSequences: false) == OperationStatus.Done;
        }
    }
}
