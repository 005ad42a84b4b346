using System.Text;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>A form of dates, such as <c>yyyyMMdd</c> or <c>d/M/yyyy</c>, read from bytes without making a string.</summary>
internal sealed class DateText
{
    private readonly (char Part, byte Literal, int Least, int Most)[] parts;

    public DateText(string pattern) => parts = [.. Parts(pattern)];

    public static bool IsPattern(string pattern)
    {
        if (pattern.Length is 0 or > 40) return false;
        var parts = Parts(pattern).ToList();
        var adjoining = parts.Zip(parts.Skip(1)).Any(pair => pair.First.Part != '\0' && pair.Second.Part != '\0' && pair.First.Least != pair.First.Most);
        return !adjoining && parts.Count(part => part.Part == 'y') == 1 && parts.Count(part => part.Part == 'M') == 1 && parts.Count(part => part.Part == 'd') == 1
            && parts.Single(part => part.Part == 'y').Least == 4 && parts.Where(part => part.Part is 'M' or 'd').All(part => part.Most == 2);
    }

    /// <summary>False: it is not of this form, or not a day of the calendar.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        int year = 0, month = 0, day = 0, at = 0;
        foreach (var (part, literal, least, most) in parts)
        {
            if (part == '\0')
            {
                if (at >= text.Length || text[at++] != literal) return false;
                continue;
            }

            int value = 0, digits = 0;
            for (; digits < most && at < text.Length && (uint)(text[at] - '0') <= 9; digits++) value = value * 10 + (text[at++] - '0');
            if (digits < least) return false;
            if (part == 'y') year = value;
            else if (part == 'M') month = value;
            else day = value;
        }

        if (at != text.Length || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static IEnumerable<(char Part, byte Literal, int Least, int Most)> Parts(string pattern)
    {
        for (var at = 0; at < pattern.Length;)
        {
            var c = pattern[at];
            var length = 1;
            if (c is 'y' or 'M' or 'd')
            {
                while (at + length < pattern.Length && pattern[at + length] == c) length++;
                yield return (c, 0, length, length == 1 ? 2 : length);
            }
            else
            {
                if (char.IsHighSurrogate(c) && at + 1 < pattern.Length) length = 2;
                foreach (var literal in Encoding.UTF8.GetBytes(pattern.Substring(at, length))) yield return ('\0', literal, 1, 1);
            }

            at += length;
        }
    }
}
