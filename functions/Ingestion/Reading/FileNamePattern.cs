using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>
/// What the name of a file tells where there is no manifest: <c>YQZH_{date:yyyyMMdd}.txt</c>, <c>{sequence}</c>, <c>{any}</c>.
/// </summary>
internal static partial class FileNamePattern
{
    private const string Iso = "yyyyMMdd";

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? Problem(string pattern)
    {
        var holes = Hole().Matches(pattern);
        if (holes.Count(hole => hole.Value.StartsWith("{date", StringComparison.Ordinal)) != 1) return "has {date:yyyyMMdd} once";
        if (holes.Count(hole => hole.Value == "{sequence}") > 1) return "has {sequence} at most once";
        var rest = Hole().Replace(pattern, "");
        if (rest.AsSpan().ContainsAny('{', '}', '/')) return "knows {date:…}, {sequence} and {any} only, and no folders";
        return DateOf(pattern) is var form && form.All(c => c is 'y' or 'M' or 'd' or '-' or '_' or '.') && DateText.IsPattern(form) && form.Contains("MM", StringComparison.Ordinal)
            && form.Contains("dd", StringComparison.Ordinal) ? null : "has a date of yyyy, MM and dd";
    }

    public static (DateOnly Day, int Sequence)? Match(string pattern, string name)
    {
        var regex = new StringBuilder("^");
        var at = 0;
        foreach (var hole in Hole().EnumerateMatches(pattern))
        {
            regex.Append(Regex.Escape(pattern[at..hole.Index]));
            var text = pattern.AsSpan(hole.Index, hole.Length);
            regex.Append(text.StartsWith("{date") ? $"(?<date>.{{{DateOf(pattern).Length}}})" : text.StartsWith("{sequence") ? "(?<sequence>[0-9]{1,6})" : ".*");
            at = hole.Index + hole.Length;
        }

        var match = Regex.Match(name, regex.Append(Regex.Escape(pattern[at..])).Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
        if (!match.Success || !DateOnly.TryParseExact(match.Groups["date"].Value, DateOf(pattern), CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        return (day, match.Groups["sequence"] is { Success: true } sequence ? int.Parse(sequence.Value, CultureInfo.InvariantCulture) : 1);
    }

    private static string DateOf(string pattern)
    {
        var hole = Hole().Matches(pattern).First(match => match.Value.StartsWith("{date", StringComparison.Ordinal)).Value;
        return hole == "{date}" ? Iso : hole["{date:".Length..^1];
    }

    [GeneratedRegex(@"\{date(:[^{}]+)?\}|\{sequence\}|\{any\}")]
    private static partial Regex Hole();
}
