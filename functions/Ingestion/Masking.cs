using System.Text;

namespace Collections.Functions.Ingestion;

/// <summary>Full identity and card numbers are masked before anything is stored or logged; the core system has the full ones. (R1.3)</summary>
public static class Masking
{
    private const int LongestShown = 64;

    /// <summary>First six and last four characters, stars between, unless the number is masked already.</summary>
    public static string Number(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.Length <= DigitGroups.Shown) return number;
        if (number.Count(char.IsDigit) > DigitGroups.Shown) return Covered(number);
        return number.Contains('*', StringComparison.Ordinal) ? number : string.Concat(number.AsSpan(0, 6), new string('*', number.Length - 10), number.AsSpan(number.Length - 4));
    }

    /// <summary>
    /// Masks numbers of 12 digits and more inside other text, such as an identity or card number, also in groups (<c>6222 0212 3456 7890</c>,
    /// <c>310101-19800101-001X</c>) and in full-width digits. Dates and phone numbers side by side stay as they are.
    /// </summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? masked = null;
        for (var start = 0; start < text.Length;)
        {
            if (!char.IsDigit(text[start]))
            {
                start++;
                continue;
            }

            var groups = DigitGroups.At(text, start);
            foreach (var (from, end) in DigitGroups.Secret(text, groups)) Cover(masked ??= new StringBuilder(text), from, end);
            start = groups[^1].End;
        }

        return masked?.ToString() ?? text;
    }

    /// <summary>A Chinese identity number in full: 17 digits with a day of birth in them, and their check character (GB 11643).</summary>
    public static bool IsIdentity(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        if (text.Length != 18 || !text[..17].All(char.IsAsciiDigit)) return false;
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (text[i] - '0') * weights[i];
        return char.ToUpperInvariant(text[17]) == "10X98765432"[sum % 11];
    }

    /// <summary>What stood in a field, fit to be shown: names, numbers, phones and addresses keep their first character and their last four.</summary>
    public static string Value(ExportField field, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = Text(value);
        if (text.Length > LongestShown) text = text[..LongestShown];
        return field switch
        {
            ExportField.DebtorName or ExportField.EmergencyContactName or ExportField.Mobile or ExportField.EmergencyContactPhone or ExportField.Phone or ExportField.Email
                or ExportField.Address or ExportField.AccountNumber or ExportField.DebtorNumber or ExportField.Value => Veiled(text),
            ExportField.IdNumber or ExportField.CardNumber => Veiled(Number(text)),
            _ => text,
        };
    }

    private static string Veiled(string text) => text.Length <= 1 ? text
        : text.Length <= 8 ? text[..1] + new string('*', text.Length - 1)
        : string.Concat(text.AsSpan(0, 1), new string('*', text.Length - 5), text.AsSpan(text.Length - 4));

    private static string Covered(string number)
    {
        var text = new StringBuilder(number);
        Cover(text, 0, number.Length);
        return text.ToString();
    }

    /// <summary>Stars for all digits of a stretch but the first six and the last four; what stands between them stays.</summary>
    private static void Cover(StringBuilder text, int from, int end)
    {
        var places = Enumerable.Range(from, end - from).Where(i => char.IsDigit(text[i]) || (i == end - 1 && text[i] is 'X' or 'x')).ToList();
        foreach (var place in places.Skip(6).SkipLast(4)) text[place] = '*';
    }
}
