namespace Collections.Functions.Ingestion;

/// <summary>Groups of digits with a space or a hyphen between them, and which of them together are a number that nobody may see in full.</summary>
internal static class DigitGroups
{
    /// <summary>Most digits in a row that may be shown: those of a mobile number.</summary>
    public const int Shown = 11;

    private const int MostBetween = 2;

    /// <summary>The groups that begin at a place; none if there is no digit.</summary>
    public static List<(int Start, int End)> At(string text, int start)
    {
        List<(int, int)> groups = [];
        while (true)
        {
            var end = start;
            while (end < text.Length && char.IsDigit(text[end])) end++;
            if (end == start) return groups;

            // The check character of an identity number, written in one piece or 6-8-4.
            if (end < text.Length && text[end] is 'X' or 'x' && end - start is 17 or 3) end++;
            groups.Add((start, end));
            start = end;
            while (start < text.Length && start - end < MostBetween && IsBetween(text[start])) start++;
            if (start == end) return groups;
        }
    }

    /// <summary>Stretches to be covered. Long groups are secret by themselves; others together, unless they are dates and phone numbers.</summary>
    public static IEnumerable<(int From, int End)> Secret(string text, List<(int Start, int End)> groups)
    {
        var plain = groups.Select(group => Plain(text, group)).ToList();
        var (first, digits) = (0, 0);
        for (var i = 0; i <= groups.Count;)
        {
            var card = Card(plain, i);
            if (card > 0)
            {
                // What came before belongs to it: a number is rather covered too far than not far enough.
                yield return (groups[first].Start, groups[i + card - 1].End);
                i += card;
                (first, digits) = (i, 0);
                continue;
            }

            var known = i < groups.Count ? Known(plain, i) : 1;
            if (known == 0)
            {
                digits += plain[i++].Length;
                continue;
            }

            if (digits > Shown) yield return (groups[first].Start, groups[i - 1].End);
            i += known;
            (first, digits) = (i, 0);
        }
    }

    /// <summary>How many groups from here on are a number in fours, the last of which may be longer or shorter; 0 if they are none. Fixed lines begin with 0.</summary>
    private static int Card(List<string> groups, int at)
    {
        if (at >= groups.Count || groups[at].Length != 4 || groups[at][0] == '0') return 0;
        var count = 1;
        while (at + count < groups.Count && groups[at + count].Length == 4) count++;
        if (count < 2) return 0;
        if (at + count < groups.Count && groups[at + count].Length is <= 3 or 5 or 6 or 7 or 8 && Known(groups, at + count) == 0) count++;
        return groups.Skip(at).Take(count).Sum(group => group.Length) > Shown ? count : 0;
    }

    /// <summary>How many groups from here on are a date or a phone number; 0 if they are neither.</summary>
    private static int Known(List<string> groups, int at)
    {
        string Group(int ahead) => at + ahead < groups.Count ? groups[at + ahead] : "";
        int Length(int ahead) => Group(ahead).Length;
        var first = Group(0);

        // 2026-04-30, 30-04-2026; 20260430 unless it is the middle of an identity number.
        if (first.Length == 4 && IsYear(first) && Length(1) is 1 or 2 && Length(2) is 1 or 2) return 3;
        if (first.Length is 1 or 2 && Length(1) is 1 or 2 && Length(2) == 4 && IsYear(Group(2))) return 3;
        if (first.Length == 8 && IsYear(first) && IsDay(first[4..]) && !(at > 0 && groups[at - 1].Length == 6 && Length(1) == 4)) return 1;

        // 13800000001, 138 0000 0001; 021 12345678, 0755 8888 8888; 400 800 1234, 400 8001 234; 86 before them.
        if (first.Length == 11 && first[0] == '1') return 1;
        if (first is "86" or "0086" && Known(groups, at + 1) is > 0 and var behind && Group(1) is [('0' or '1'), ..]) return behind + 1;
        if (first.Length == 3 && first[0] == '1' && Length(1) == 4 && Length(2) == 4) return 3;
        if (first.Length is 3 or 4 && first[0] == '0') return Length(1) is 7 or 8 ? 2 : Length(1) is 3 or 4 && Length(2) == 4 ? 3 : 0;
        if (first.Length is >= 10 and <= Shown && first[0] == '0') return 1;
        return first is "400" or "800" && Length(1) + Length(2) == 7 ? 3 : 0;
    }

    private static bool IsDay(string monthAndDay) =>
        string.CompareOrdinal(monthAndDay, "0101") >= 0 && string.CompareOrdinal(monthAndDay, "1231") <= 0 && monthAndDay[2..] is var day && string.CompareOrdinal(day, "31") <= 0;

    private static bool IsYear(string group) => group[..2] is "19" or "20" or "21" || group == "9999";

    private static string Plain(string text, (int Start, int End) group) => string.Create(
        group.End - group.Start,
        (text, group.Start),
        static (plain, source) =>
        {
            for (var i = 0; i < plain.Length; i++)
            {
                var c = source.text[source.Start + i];
                plain[i] = char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : 'X';
            }
        });

    private static bool IsBetween(char c) => c is ' ' or '-' or '\u3000' or '\u00A0' or '－' or '–' or '—' or '‐' or '_' or '/';
}
