using System.Text;

namespace Collections.Functions.Ingestion;

/// <summary>Full identity and card numbers are masked before anything is stored or logged; the core system has the full ones. (R1.3)</summary>
public static class Masking
{
    /// <summary>Longest run of digits that a masked number may show.</summary>
    private const int Shown = 11;

    private const int LongestShown = 64;

    /// <summary>First six and last four characters, stars between, unless the number is masked already.</summary>
    public static string Number(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.Contains('*', StringComparison.Ordinal) || number.Length <= Shown
            ? number
            : string.Concat(number.AsSpan(0, 6), new string('*', number.Length - 10), number.AsSpan(number.Length - 4));
    }

    /// <summary>Masks runs of 12 to 19 digits, such as an identity or card number, inside other text; a last X of an identity number belongs to it.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? masked = null;
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            for (end = start; end < text.Length && IsDigit(text[end]); end++)
            {
            }

            if (end < text.Length && text[end] is 'X' or 'x' && end - start == 17) end++;
            if (end - start <= Shown) continue;
            masked ??= new StringBuilder(text);
            for (var i = start + 6; i < end - 4; i++) masked[i] = '*';
        }

        return masked?.ToString() ?? text;
    }

    /// <summary>What stood in a field, fit to be shown: names, phones and addresses keep their first character, numbers inside are masked.</summary>
    public static string Value(ExportField field, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Length > LongestShown ? value[..LongestShown] : value;
        return field switch
        {
            ExportField.DebtorName or ExportField.EmergencyContactName or ExportField.Mobile or ExportField.EmergencyContactPhone or ExportField.Email
                or ExportField.Address or ExportField.AccountNumber or ExportField.DebtorNumber => Veiled(text),
            ExportField.IdNumber or ExportField.CardNumber => Veiled(Number(text)),
            _ => Text(text),
        };
    }

    private static string Veiled(string text) =>
        text.Length <= 1 ? text : string.Concat(text.AsSpan(0, 1), new string('*', Math.Max(0, text.Length - 5)), text.AsSpan(Math.Max(1, text.Length - 4)));

    private static bool IsDigit(char c) => c is (>= '0' and <= '9') or (>= '０' and <= '９');
}
