using System.Text;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>
/// GB18030 to UTF-8. What is ASCII is copied as it is; characters of two bytes, nearly all others, come from a table; those of four bytes, such as rare
/// characters of names, from the platform's own decoder.
/// </summary>
internal sealed class Gb18030Decoder : LineDecoder
{
    private const int FirstLead = 0x81;
    private const int FirstTrail = 0x40;
    private const int Trails = 0xFF - FirstTrail;

    private static readonly Lazy<char[]> Pairs = new(MakePairs);
    private readonly Encoding exact = Create();
    private readonly char[] pairs = Pairs.Value;

    public override string Name => "GB18030";

    public override int Growth => 2;

    public override bool TryDecode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int written)
    {
        written = 0;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (plain < 0) plain = raw.Length;
            raw[..plain].CopyTo(utf8[written..]);
            written += plain;
            raw = raw[plain..];
            while (raw.Length > 0 && raw[0] >= 0x80)
            {
                if (raw.Length < 2) return false;
                var size = raw[1] is >= (byte)'0' and <= (byte)'9' ? 4 : 2;
                if (size == 2 ? !TryPair(raw, utf8, ref written) : !TryFour(raw, utf8, ref written)) return false;
                raw = raw[size..];
            }
        }

        return true;
    }

    private bool TryPair(ReadOnlySpan<byte> raw, Span<byte> utf8, ref int written)
    {
        var (lead, trail) = (raw[0] - FirstLead, raw[1] - FirstTrail);
        if ((uint)lead > 0xFE - FirstLead || (uint)trail >= Trails || pairs[lead * Trails + trail] is not (not '\0' and var c)) return false;
        if (c < 0x800)
        {
            utf8[written++] = (byte)(0xC0 | (c >> 6));
        }
        else
        {
            utf8[written++] = (byte)(0xE0 | (c >> 12));
            utf8[written++] = (byte)(0x80 | ((c >> 6) & 0x3F));
        }

        utf8[written++] = (byte)(0x80 | (c & 0x3F));
        return true;
    }

    private bool TryFour(ReadOnlySpan<byte> raw, Span<byte> utf8, ref int written)
    {
        if (raw.Length < 4 || raw[2] is < 0x81 or > 0xFE || raw[3] is < (byte)'0' or > (byte)'9') return false;
        try
        {
            Span<char> units = stackalloc char[2];
            var count = exact.GetChars(raw[..4], units);
            written += Encoding.UTF8.GetBytes(units[..count], utf8[written..]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding Create() =>
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("The platform does not know GB18030.");

    /// <summary>NUL where two bytes are no character.</summary>
    private static char[] MakePairs()
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\0"))!;
        var table = new char[(0xFF - FirstLead) * Trails];
        Span<char> units = stackalloc char[4];
        for (var lead = 0; lead < 0xFF - FirstLead; lead++)
        {
            for (var trail = 0; trail < Trails; trail++)
            {
                var count = encoding.GetChars([(byte)(lead + FirstLead), (byte)(trail + FirstTrail)], units);
                table[lead * Trails + trail] = count == 1 ? units[0] : '\0';
            }
        }

        return table;
    }
}
