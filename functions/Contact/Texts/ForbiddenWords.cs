using System.Globalization;
using System.Text;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>
/// Threats and humiliations that no text may hold, by the prohibited practice they would be: data/forbidden-words.json. Width, case, accents, look-alike
/// letters, invisible characters and what is put between letters hide none of them. Latin words are found as words, Chinese ones anywhere. (R5.4, R5.8)
/// </summary>
public sealed class ForbiddenWords
{
    /// <summary>Stands for letters that are not Latin: a Latin word does not go on beyond them.</summary>
    private const char Other = '\u0001';

    /// <summary>Letters of other alphabets that look like Latin ones.</summary>
    private static readonly Dictionary<char, char> Lookalikes = "асеіјорѕухһκοανιρτ".Zip("aceijopsyxhkoavipt").ToDictionary(pair => pair.First, pair => pair.Second);

    private readonly List<(ForbiddenWord Word, string Letters)> latin = [];

    private readonly List<(ForbiddenWord Word, string Letters)> others = [];

    public ForbiddenWords(IReadOnlyList<ForbiddenGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Practices = [.. groups.Select(group => group.Practice)];
        foreach (var word in groups.SelectMany(group => group.Words.Select(word => new ForbiddenWord(group.Practice, word))))
        {
            var folded = Fold(word.Word);
            if (folded.Any(char.IsAsciiLetter)) latin.Add((word, string.Concat(folded.Where(char.IsAsciiLetterOrDigit))));
            else others.Add((word, Letters(folded)));
        }
    }

    /// <summary>Ids of the practices that words are known of.</summary>
    public IReadOnlyList<string> Practices { get; }

    public static ForbiddenWords Shipped { get; } = new(EmbeddedData.Read<List<ForbiddenGroup>>("forbidden-words.json"));

    /// <summary>The first that a text holds, or null.</summary>
    public ForbiddenWord? In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = Fold(text);
        return InLatin(folded) ?? InOthers(Letters(folded));
    }

    private ForbiddenWord? InOthers(string letters)
    {
        foreach (var (word, part) in others)
        {
            if (letters.Contains(part, StringComparison.Ordinal)) return word;
        }

        return null;
    }

    /// <summary>Looks for the words' letters with nothing but spaces and signs between them, from the start of a word to the end of one.</summary>
    private ForbiddenWord? InLatin(string folded)
    {
        var letters = new StringBuilder(folded.Length);
        var edges = new List<(bool Starts, bool Ends)>(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(folded[i]))
            {
                letters.Append(folded[i]);
                edges.Add((i == 0 || !char.IsAsciiLetterOrDigit(folded[i - 1]), i == folded.Length - 1 || !char.IsAsciiLetterOrDigit(folded[i + 1])));
            }
            else if (char.IsLetterOrDigit(folded[i]))
            {
                letters.Append(Other);
                edges.Add((false, false));
            }
        }

        var all = letters.ToString();
        foreach (var (word, part) in latin)
        {
            for (var at = all.IndexOf(part, StringComparison.Ordinal); at >= 0; at = all.IndexOf(part, at + 1, StringComparison.Ordinal))
            {
                if (edges[at].Starts && edges[at + part.Length - 1].Ends) return word;
            }
        }

        return null;
    }

    /// <summary>One form for all ways to write a letter; what cannot be seen is gone, and half a character too.</summary>
    private static string Fold(string text)
    {
        var whole = text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
        var folded = new StringBuilder(whole.Length);
        foreach (var c in whole.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAscii(c)) folded.Append(c);
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)) folded.Append(Lookalikes.GetValueOrDefault(c, c));
        }

        return folded.ToString();
    }

    private static string Letters(string folded)
    {
        var letters = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            if (char.IsSurrogatePair(folded, i) && char.IsLetterOrDigit(folded, i)) letters.Append(folded, i++, 2);
            else if (char.IsLetterOrDigit(folded[i])) letters.Append(folded[i]);
        }

        return letters.ToString();
    }
}

/// <param name="Practice">Id of the prohibited practice.</param>
public sealed record ForbiddenGroup(string Practice, IReadOnlyList<string> Words);

public sealed record ForbiddenWord(string Practice, string Word);
