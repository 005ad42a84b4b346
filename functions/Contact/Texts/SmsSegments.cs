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
        return text.AsSpan().ContainsAnyExcept(Basic) && text.Any(c => !Basic.Contains(c) && !Extended.Contains(c))
            ? Pack(SmsAlphabet.Ucs2, text, 70, 67)
            : Pack(SmsAlphabet.Gsm7, text, 160, 153);
    }

    private static SmsSegments Pack(SmsAlphabet alphabet, string text, int alone, int chained)
    {
        var (units, parts, used) = (0, 1, 0);
        for (int i = 0, width; i < text.Length; i += alphabet == SmsAlphabet.Ucs2 ? width : 1)
        {
            width = alphabet == SmsAlphabet.Ucs2 ? (char.IsSurrogatePair(text, i) ? 2 : 1) : Basic.Contains(text[i]) ? 1 : 2;
            units += width;
            if (used + width > chained) (parts, used) = (parts + 1, 0);
            used += width;
        }

        return new SmsSegments(alphabet, units, units <= alone ? 1 : parts);
    }
}
