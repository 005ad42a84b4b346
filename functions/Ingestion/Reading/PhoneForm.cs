namespace Collections.Functions.Ingestion.Reading;

/// <summary>Whether a text can be a phone number: a Chinese mobile, a fixed line with its area code, a service number, or an international number.</summary>
internal static class PhoneForm
{
    public const int Longest = 40;

    /// <summary>Leaves spaces, hyphens and brackets out. False: it is none.</summary>
    public static bool TryPlain(ReadOnlySpan<byte> text, Span<byte> plain, out int length)
    {
        length = 0;
        foreach (var c in text)
        {
            if (c is (byte)' ' or (byte)'-' or (byte)'(' or (byte)')') continue;
            if (!(c is >= (byte)'0' and <= (byte)'9' || (c == '+' && length == 0)) || length == plain.Length) return false;
            plain[length++] = c;
        }

        return IsNumber(plain[..length]);
    }

    private static bool IsNumber(ReadOnlySpan<byte> number)
    {
        if (number.IsEmpty) return false;
        if (number[0] == '+') return IsInternational(number[1..]);
        if (number.StartsWith("00"u8)) return IsInternational(number[2..]);
        if (number.StartsWith("86"u8) && number.Length == 13) return IsMobile(number[2..]);
        if (number[0] == '1') return IsMobile(number);

        // Fixed: 0, area code of two or three digits, seven or eight digits. Service numbers: 400 or 800 and seven digits.
        if (number[0] == '0') return number.Length is >= 10 and <= 12;
        return number.Length == 10 && (number.StartsWith("400"u8) || number.StartsWith("800"u8));
    }

    private static bool IsMobile(ReadOnlySpan<byte> number) => number.Length == 11 && number[0] == '1' && number[1] is >= (byte)'3' and <= (byte)'9';

    /// <summary>Country code and number by ITU-T E.164: at most 15 digits, none of which is a leading zero.</summary>
    private static bool IsInternational(ReadOnlySpan<byte> number) => number.Length is >= 7 and <= 15 && number[0] != '0' && !number.StartsWith("+"u8);
}
