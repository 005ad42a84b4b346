using System.Buffers;

namespace Collections.Local.Host.Sms;

/// <summary>
/// How many parts a text takes on the air: 160 characters of the GSM 7-bit alphabet or 70 UCS-2 units alone, 153 or 67 in a chain
/// (3GPP TS 23.038, 23.040).
/// </summary>
internal static class SmsSegments
{
    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    private static readonly SearchValues<char> Extended = SearchValues.Create("\f^{}\\[~]|€");

    public static int Count(string text)
    {
        int septets = 0;
        foreach (char c in text)
        {
            if (Basic.Contains(c))
                septets++;
            else if (Extended.Contains(c))
                septets += 2;
            else
                return Parts(text.Length, 70, 67);
        }

        return Parts(septets, 160, 153);
    }

    private static int Parts(int length, int alone, int chained) => length <= alone ? 1 : (length + chained - 1) / chained;
}
