using System.Globalization;
using System.Text;
using CsvHelper;

namespace Collections.Functions.Ingestion;

/// <summary>
/// The fields of one row as typed values, read from the bytes. A field that does not fit notes the row's fault, the first of which counts, and
/// answers a harmless value, so that a parser reads on without asking after each field.
/// </summary>
internal sealed class RowFields(CsvReader reader, ColumnMap columns)
{
    public RowFault? Fault { get; private set; }

    public void Begin() => Fault = null;

    public void Reject(ExportField field, string code, string reason) =>
        Fault ??= new RowFault(reader.LineNumber, columns.NameOf(field), code, reason);

    public bool IsEmpty(ExportField field) => reader.IsEmpty(columns[field]);

    public ReadOnlySpan<byte> Bytes(ExportField field) => reader.GetSpan(columns[field]);

    /// <summary>Text of at most <paramref name="longest"/> characters, without control characters.</summary>
    public string Text(ExportField field, int longest, bool required = false)
    {
        var text = reader.GetString(columns[field]).Trim();
        if (required && text.Length == 0) Reject(field, "missing", "The field is empty.");
        else if (text.Length > longest) Reject(field, "too-long", $"The field holds more than {longest} characters.");
        else if (text.Any(IsHidden)) Reject(field, "control-character", "The field holds a control or text-direction character.");
        else return text;
        return "";
    }

    /// <summary>A number, a code: ASCII letters, digits and <c>- _ . /</c>.</summary>
    public string Code(ExportField field, int longest, bool required = true)
    {
        var code = Text(field, longest, required);
        foreach (var c in code)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') continue;
            Reject(field, "not-a-code", "The field may hold letters, digits and - _ . / only.");
            return "";
        }

        return code;
    }

    /// <summary>An amount with at most two decimals, zero or more.</summary>
    public decimal Amount(ExportField field, bool required = true, bool negative = false)
    {
        var bytes = Bytes(field);
        if (bytes.IsEmpty)
        {
            if (required) Reject(field, "missing", "The field is empty.");
            return 0m;
        }

        if (!TryAmount(bytes, out var amount)) Reject(field, "not-an-amount", "The field is not an amount such as 1234.50.");
        else if (amount < 0 && !negative) Reject(field, "negative", "The amount is negative.");
        return amount;
    }

    public static bool TryAmount(ReadOnlySpan<byte> text, out decimal amount)
    {
        // Fifteen digits before the point are more than any account holds, and far from where decimals lose cents.
        const int Longest = 19;
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        amount = 0m;
        if (text.Length <= Longest && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out amount) && amount.Scale <= 2) return true;
        amount = 0m;
        return false;
    }

    public int Count(ExportField field, int most, bool required = true) => OptionalCount(field, most) ?? Missing(field, required);

    public int? OptionalCount(ExportField field, int most)
    {
        var bytes = Bytes(field);
        if (bytes.IsEmpty) return null;
        if (!int.TryParse(bytes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)) Reject(field, "not-a-number", "The field is not a whole number.");
        else if (count < 0) Reject(field, "negative", "The number is negative.");
        else if (count > most) Reject(field, "out-of-range", $"The number is above {most}.");
        else return count;
        return 0;
    }

    public DateOnly Date(ExportField field) => OptionalDate(field) ?? Missing(field);

    public DateOnly? OptionalDate(ExportField field)
    {
        var bytes = Bytes(field);
        if (bytes.IsEmpty) return null;
        Span<char> text = stackalloc char[10];
        if (bytes.Length == 10 && Encoding.UTF8.TryGetChars(bytes, text, out var length)
            && DateOnly.TryParseExact(text[..length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            if (date.Year is >= 1900 and <= 2199) return date;
            Reject(field, "out-of-range", "The year is not between 1900 and 2199.");
        }
        else
        {
            Reject(field, "not-a-date", "The field is not a date of the calendar, written 2026-04-30.");
        }

        return default(DateOnly);
    }

    /// <summary>An instant with its offset from UTC: <c>2026-04-30T10:15:00+08:00</c>.</summary>
    public DateTimeOffset Instant(ExportField field)
    {
        var text = Text(field, 40, required: true);
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mm:ssZ"],
                CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && instant.Year is >= 2000 and <= 2199)
            return instant;
        Reject(field, "not-an-instant", "The field is not an instant with its offset, written 2026-04-30T10:15:00+08:00.");
        return default;
    }

    /// <summary>One of a few words.</summary>
    public T Word<T>(ExportField field, IReadOnlyDictionary<string, T> words) where T : struct
    {
        var text = Text(field, 40, required: true);
        if (words.TryGetValue(text, out var meaning)) return meaning;
        Reject(field, "unknown-word", $"The field is not one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        return default;
    }

    /// <summary>Digits with an optional country code: <c>+8613800000000</c>; spaces and hyphens are left out.</summary>
    public string Phone(ExportField field)
    {
        var text = Text(field, 40).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (text.Length == 0) return "";
        var digits = text.AsSpan(text[0] == '+' ? 1 : 0);
        if (digits.Length is >= 7 and <= 15 && !digits.ContainsAnyExceptInRange('0', '9')) return text;
        Reject(field, "not-a-phone", "The field is not a phone number of 7 to 15 digits.");
        return "";
    }

    private int Missing(ExportField field, bool required)
    {
        if (required) Reject(field, "missing", "The field is empty.");
        return 0;
    }

    private DateOnly Missing(ExportField field)
    {
        Reject(field, "missing", "The field is empty.");
        return default;
    }

    /// <summary>Control characters, and marks that turn the direction of text: both can make a list show something else than it holds.</summary>
    private static bool IsHidden(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';
}
