using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>
/// Threats and humiliations that no text may hold, by the prohibited practice they would be: data/forbidden-words.json. Width, case, accents, invisible
/// characters and what is put between letters hide none of them. Latin words are found as words, Chinese ones anywhere. (R5.4, R5.8)
/// </summary>
public sealed class ForbiddenWords
{
    /// <summary>Letters of other alphabets that look like Latin ones.</summary>
    private static readonly Dictionary<char, char> Lookalikes = "асеіјорѕухһκοανιρτ".Zip("aceijopsyxhkoavipt").ToDictionary(pair => pair.First, pair => pair.Second);

    private readonly List<(ForbiddenWord Word, Regex Latin)> latin = [];

    private readonly List<(ForbiddenWord Word, string Bare)> others = [];

    public ForbiddenWords(IEnumerable<ForbiddenGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        foreach (var word in groups.SelectMany(group => group.Words.Select(word => new ForbiddenWord(group.Practice, word))))
        {
            var folded = Fold(word.Word);
            if (folded.Any(char.IsAsciiLetter)) latin.Add((word, Latin(folded)));
            else others.Add((word, Bare(folded)));
        }
    }

    public static ForbiddenWords Shipped { get; } = new(EmbeddedData.Read<List<ForbiddenGroup>>("forbidden-words.json"));

    /// <summary>The first that a text holds, or null.</summary>
    public ForbiddenWord? In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = Fold(text);
        foreach (var (word, pattern) in latin)
        {
            if (pattern.IsMatch(folded)) return word;
        }

        var bare = Bare(folded);
        foreach (var (word, part) in others)
        {
            if (bare.Contains(part, StringComparison.Ordinal)) return word;
        }

        return null;
    }

    /// <summary>One form for all ways to write a letter; what cannot be seen is gone.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Whole(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            folded.Append(Lookalikes.GetValueOrDefault(c, c));
        }

        return folded.ToString();
    }

    /// <summary>Half a character cannot be normalised.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static string Bare(string folded) => string.Concat(folded.EnumerateRunes().Where(Rune.IsLetterOrDigit));

    /// <summary>The word's letters with anything but letters and digits between them, as words of their own; a space is as good as none.</summary>
    private static Regex Latin(string folded)
    {
        var letters = folded.Where(char.IsAsciiLetterOrDigit).Select(c => c.ToString());
        return new Regex($"(?<![a-z0-9]){string.Join(@"[\W_]*", letters)}(?![a-z0-9])", RegexOptions.CultureInvariant);
    }
}

/// <param name="Practice">Id of the prohibited practice.</param>
public sealed record ForbiddenGroup(string Practice, IReadOnlyList<string> Words);

public sealed record ForbiddenWord(string Practice, string Word);
