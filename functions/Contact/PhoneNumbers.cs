namespace Collections.Functions.Contact;

/// <summary>Numbers in the one form under which they are dialled, hashed and compared: <c>+8613800000000</c>.</summary>
public static class PhoneNumbers
{
    private const string China = "+86";

    /// <summary>Numbers without a country code are Chinese: mobiles have eleven digits and begin with 1, fixed lines with a 0 that falls away.</summary>
    public static string International(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (number.TrimStart().StartsWith('+')) return $"+{digits}";
        if (digits.StartsWith("00", StringComparison.Ordinal)) return $"+{digits[2..]}";
        return digits.StartsWith('0') ? China + digits[1..] : China + digits;
    }
}
