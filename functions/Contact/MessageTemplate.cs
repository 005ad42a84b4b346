using System.Text.RegularExpressions;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>A message's wording in each language, with its placeholders in braces. (R5.4)</summary>
/// <param name="Texts">By language (BCP 47).</param>
public sealed partial record MessageTemplate(string Name, Channel Channel, Purpose Purpose, IReadOnlyDictionary<string, string> Texts)
{
    public const string Fallback = "zh-CN";

    private static readonly string[] Known = ["institution", "overdue", "date", "payLink", "hotline"];

    /// <summary>Every collection message says who writes, how much, how to pay, whom to ask, and how to stop it.</summary>
    private static readonly string[] Required = ["{institution}", "{overdue}", "{payLink}", "{hotline}", "TD"];

    public string In(string language) => Texts.TryGetValue(language, out var text) ? text : Texts[Fallback];

    public string Render(string language, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(In(language), match => values[match.Groups[1].Value]);

    /// <summary>What is wrong with the template, or null.</summary>
    public string? Fault()
    {
        if (!Texts.ContainsKey(Fallback)) return $"template '{Name}' has no text in {Fallback}";
        foreach (var (language, text) in Texts)
        {
            if (Placeholder().Matches(text).Select(match => match.Groups[1].Value).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
                return $"template '{Name}' ({language}) has a placeholder '{unknown}' that nothing fills";
            if (Purpose == Purpose.Collection && Required.FirstOrDefault(part => !text.Contains(part, StringComparison.Ordinal)) is { } missing)
                return $"template '{Name}' ({language}) lacks {missing}";
            if (ForbiddenWords.Shipped.In(text) is { } word) return $"template '{Name}' ({language}) holds the forbidden words '{word}'";
        }

        return null;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}

/// <summary>Threats and humiliations that no text may hold: data/forbidden-words.json. (R5.4, R5.8)</summary>
public sealed class ForbiddenWords(IReadOnlyList<string> words)
{
    public static ForbiddenWords Shipped { get; } = new(EmbeddedData.Read<List<string>>("forbidden-words.json"));

    /// <summary>The first that a text holds, or null.</summary>
    public string? In(string text) => words.FirstOrDefault(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
