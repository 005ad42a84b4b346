using System.Text;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Carriers;

/// <summary>Said alone; or among other words, which a person reads too.</summary>
public enum ReplyMeaning { Words, OptOut, OptOutAmongWords, OptIn, Paid }

/// <summary>
/// What a reply asks for: to be left alone, to be written to again, to wait for a payment that was made, or something that a person has to read. It is one of the two only when nothing else
/// is said: "please stop" and 请退订 close the channel, "don't stop" and 不要退订 go to a person. Words that mean other things too, as "end" and 取消, and all that
/// open a channel, are the whole message or nothing. Data: data/reply-words.json.
/// </summary>
public sealed class ReplyWords
{
    private readonly WordList words;

    private ReplyWords(WordList words) => this.words = words;

    public static ReplyWords Shipped { get; } = new(EmbeddedData.Read<WordList>("reply-words.json"));

    public ReplyMeaning MeaningOf(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = reply.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var letters = string.Concat(text.Where(char.IsLetterOrDigit));
        if (words.OptInAlone.Contains(letters)) return ReplyMeaning.OptIn;
        if (words.PaidAlone.Contains(letters)) return ReplyMeaning.Paid;
        if (words.OptOutAlone.Contains(letters) || words.OptOut.Any(word => word.Replace(" ", "", StringComparison.Ordinal) == letters)) return ReplyMeaning.OptOut;
        return Says(text, letters, words.OptOut) ? ReplyMeaning.OptOutAmongWords : ReplyMeaning.Words;
    }

    /// <summary>Whether one of the words is in the text, with nothing round it but courtesy.</summary>
    private bool Says(string text, string letters, IReadOnlyList<string> wanted) =>
        HasHan(letters) ? wanted.Where(HasHan).Any(word => IsBetween(letters, word)) : wanted.Any(word => IsAmong(Tokens(text), word));

    /// <summary>Chinese runs its words together: what stands before and after is peeled off, phrase by phrase.</summary>
    private bool IsBetween(string letters, string word)
    {
        for (var at = letters.IndexOf(word, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (IsMadeOf(letters.AsSpan(0, at), words.Before) && IsMadeOf(letters.AsSpan(at + word.Length), words.After)) return true;
        }

        return false;
    }

    private static bool IsMadeOf(ReadOnlySpan<char> text, IReadOnlyList<string> phrases)
    {
        if (text.IsEmpty) return true;
        foreach (var phrase in phrases)
        {
            if (text.StartsWith(phrase, StringComparison.Ordinal) && IsMadeOf(text[phrase.Length..], phrases)) return true;
        }

        return false;
    }

    private bool IsAmong(string[] tokens, string word)
    {
        var parts = word.Split(' ');
        for (var at = 0; at + parts.Length <= tokens.Length; at++)
        {
            if (tokens.AsSpan(at, parts.Length).SequenceEqual(parts) && tokens[..at].All(words.Before.Contains) && tokens[(at + parts.Length)..].All(words.After.Contains)) return true;
        }

        return false;
    }

    /// <summary>Apostrophes belong to their word: "don't" is one.</summary>
    private static string[] Tokens(string text) =>
        string.Concat(text.Where(c => c is not ('\'' or '’')).Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool HasHan(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff');

    /// <param name="OptOutAlone">Only as the whole message.</param>
    /// <param name="OptInAlone">The same.</param>
    /// <param name="PaidAlone">The same: he has paid.</param>
    /// <param name="Before">What may stand before a word without changing what it asks.</param>
    /// <param name="After">What may stand after it.</param>
    private sealed record WordList(IReadOnlyList<string> OptOut, IReadOnlyList<string> OptOutAlone, IReadOnlyList<string> OptInAlone, IReadOnlyList<string> PaidAlone, IReadOnlyList<string> Before, IReadOnlyList<string> After);
}
