namespace Collections.Functions.Contact.Texts;

/// <summary>The languages that texts are written in.</summary>
public static class TemplateLanguages
{
    /// <summary>Every template has it: who asks for another one that is missing gets it.</summary>
    public const string Fallback = "zh-CN";

    public static IReadOnlyList<string> Known { get; } = ["zh-CN", "en"];

    public static bool IsChinese(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The language of a set of texts that serves a debtor best: his own, its main language, or the fallback.</summary>
    public static string Best(IReadOnlyCollection<string> languages, string wanted)
    {
        ArgumentNullException.ThrowIfNull(languages);
        ArgumentNullException.ThrowIfNull(wanted);
        if (languages.Contains(wanted)) return wanted;
        var main = wanted.Split('-')[0];
        return languages.FirstOrDefault(language => language.Split('-')[0].Equals(main, StringComparison.OrdinalIgnoreCase)) ?? Fallback;
    }
}
