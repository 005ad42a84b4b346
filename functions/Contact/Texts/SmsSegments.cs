using System.Buffers;

namespace Collections.Functions.Contact.Texts;

public enum SmsAlphabet { Gsm7, Ucs2 }

/// <summary>
/// How many parts a text takes on the air: 160 septets of the GSM 7-bit alphabet or 70 UCS-2 units alone, 153 or 67 a part in a chain; no character is cut
/// in two between parts. (3GPP TS 23.038, 23.040)
/// </summary>
public readonly record struct SmsSegments(SmsAlphabet Alphabet, int Units, int Count)
{
    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    /// <summary>Written as an escape and a septet.</summary>
    private static readonly SearchValues<char> Extended = SearchValues.Create("\f^{}\\[~]|€");

    public static SmsSegments Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var gsm = text.All(c => Basic.Contains(c) || Extended.Contains(c));
        return gsm
            ? Pack(SmsAlphabet.Gsm7, text.Select(c => Basic.Contains(c) ? 1 : 2), 160, 153)
            : Pack(SmsAlphabet.Ucs2, text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), 70, 67);
    }

    private static SmsSegments Pack(SmsAlphabet alphabet, IEnumerable<int> widths, int alone, int chained)
    {
        var (units, parts, used) = (0, 1, 0);
        foreach (var width in widths)
        {
            units += width;
            if (used + width > chained) (parts, used) = (parts + 1, 0);
            used += width;
        }

        return new SmsSegments(alphabet, units, units <= alone ? 1 : parts);
    }
}
