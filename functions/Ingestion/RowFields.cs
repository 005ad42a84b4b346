using System.Globalization;
using System.Text;
using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <summary>
/// The fields of one row as typed values, read from the bytes. A field that does not fit notes the row's fault, the first of which counts, and
/// answers a harmless value, so that a parser reads on without asking after each field.
/// </summary>
internal sealed class RowFields(RowCells cells, ColumnMap columns)
{
    private long line;
    private long position;

    public RowFault? Fault { get; private set; }

    /// <summary>Begins a row: its line, and its first byte in the file.</summary>
    public void Begin(long number, long offset) => (line, position, Fault) = (number, offset, null);

    public void Reject(ExportField field, string code, string reason) =>
        Fault ??= new RowFault(line, columns.NameOf(field), code, reason) { Byte = position, Value = Masking.Value(field, Encoding.UTF8.GetString(Raw(field))) };

    public bool IsEmpty(ExportField field) => Bytes(field).IsEmpty;

    /// <summary>What stands in the file, trimmed; empty if no column has the field or the row ends before it.</summary>
    public ReadOnlySpan<byte> Raw(ExportField field)
    {
        if (columns.Source(field) is not { } source) return default;
        return source.Constant is { } constant ? constant : (uint)source.Position < (uint)cells.Kept ? ByteText.Trim(cells[source.Position]) : default;
    }

    /// <summary>The value, trimmed: of the column, or what the format puts in its place.</summary>
    public ReadOnlySpan<byte> Bytes(ExportField field)
    {
        if (columns.Source(field) is not { } source) return default;
        var text = Raw(field);
        if (text.IsEmpty && source.Default is { } otherwise) return otherwise;
        if (source.Values is not { } values || text.IsEmpty || source.Constant is not null) return text;
        if (values.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var meaning)) return meaning;
        Reject(field, "unknown-value", "The value is not one of those that the format knows.");
        return default;
    }

    /// <summary>Text of at most <paramref name="longest"/> characters, without control characters.</summary>
    public string Text(ExportField field, int longest, bool required = false) => Encoding.UTF8.GetString(TextBytes(field, longest, required));

    /// <summary>The same, as bytes.</summary>
    public ReadOnlySpan<byte> TextBytes(ExportField field, int longest, bool required = false)
    {
        var text = Bytes(field);
        if (text.IsEmpty && required) Reject(field, "missing", "The field is empty.");
        else if (ByteText.IsLonger(text, longest)) Reject(field, "too-long", $"The field holds more than {longest} characters.");
        else if (ByteText.Hides(text)) Reject(field, "control-character", "The field holds a control or text-direction character.");
        else return text;
        return default;
    }

    /// <summary>A number, a code: ASCII letters, digits and <c>- _ . /</c>.</summary>
    public string Code(ExportField field, int longest, bool required = true) => Encoding.UTF8.GetString(CodeBytes(field, longest, required));

    public ReadOnlySpan<byte> CodeBytes(ExportField field, int longest, bool required = true)
    {
        var code = TextBytes(field, longest, required);
        if (ByteText.IsCode(code)) return code;
        Reject(field, "not-a-code", "The field may hold letters, digits and - _ . / only.");
        return default;
    }

    /// <summary>An amount with at most two decimals, zero or more.</summary>
    public decimal Amount(ExportField field, bool required = true, bool negative = false) => OfCents(Cents(field, required, negative));

    /// <summary>The same, in cents.</summary>
    public long Cents(ExportField field, bool required = true, bool negative = false)
    {
        var text = Bytes(field);
        if (text.IsEmpty)
        {
            if (required) Reject(field, "missing", "The field is empty.");
            return 0;
        }

        if (!columns.Source(field)!.Amounts.TryCents(text, out var cents)) Reject(field, "not-an-amount", "The field is not an amount such as 1234.50, written as the format says.");
        else if (cents < 0 && !negative) Reject(field, "negative", "The amount is negative.");
        return cents;
    }

    /// <summary>Without noting a fault: whether the field holds an amount, and which.</summary>
    public bool TryCents(ExportField field, out long cents)
    {
        cents = 0;
        return columns.Source(field) is { } source && source.Amounts.TryCents(Raw(field), out cents);
    }

    public static decimal OfCents(long cents)
    {
        var size = (ulong)Math.Abs(cents);
        return new decimal((int)(uint)(size & uint.MaxValue), (int)(uint)(size >> 32), 0, cents < 0, 2);
    }

    /// <summary>Parts against their totals, as the format says which make which. (R1.3)</summary>
    public void CheckTotals(IReadOnlyList<TotalOf> totals)
    {
        for (var i = 0; i < totals.Count; i++)
        {
            long sum = 0;
            var parts = totals[i].Parts;
            for (var part = 0; part < parts.Count; part++) sum += Cents(parts[part], required: false, negative: true);
            if (sum != Cents(totals[i].Total, required: false, negative: true))
                Reject(totals[i].Total, "parts-differ-from-total", $"{string.Join(", ", parts.Select(columns.NameOf))} do not add up to {columns.NameOf(totals[i].Total)}.");
        }
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

    public DateOnly Date(ExportField field)
    {
        if (OptionalDate(field) is { } date) return date;
        Reject(field, "missing", "The field is empty.");
        return default;
    }

    public DateOnly? OptionalDate(ExportField field)
    {
        var bytes = Bytes(field);
        if (bytes.IsEmpty) return null;
        var source = columns.Source(field)!;
        foreach (var none in source.NoDates)
        {
            if (bytes.SequenceEqual(none)) return null;
        }

        foreach (var form in source.Dates)
        {
            if (!form.TryRead(bytes, out var date)) continue;
            if (date.Year is >= 1900 and <= 2199) return date;
            Reject(field, "out-of-range", "The year is not between 1900 and 2199.");
            return default(DateOnly);
        }

        Reject(field, "not-a-date", $"The field is not a date of the calendar, written {source.DateForm}.");
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

    /// <summary>Digits with an optional country code: <c>+8613800000000</c>; spaces, hyphens and brackets are left out.</summary>
    public string Phone(ExportField field)
    {
        Span<byte> plain = stackalloc byte[PhoneForm.Longest];
        return Encoding.UTF8.GetString(plain[..Phone(field, plain)]);
    }

    /// <summary>The same, into a span of <see cref="PhoneForm.Longest"/> bytes. Returns the length; 0 if there is none.</summary>
    public int Phone(ExportField field, Span<byte> plain)
    {
        var text = TextBytes(field, PhoneForm.Longest);
        if (text.IsEmpty) return 0;
        if (PhoneForm.TryPlain(text, plain, out var length)) return length;
        Reject(field, "not-a-phone", "The field is no phone number: a mobile of 11 digits, a fixed line with its area code, or +, country code and number.");
        return 0;
    }

    private int Missing(ExportField field, bool required)
    {
        if (required) Reject(field, "missing", "The field is empty.");
        return 0;
    }
}
