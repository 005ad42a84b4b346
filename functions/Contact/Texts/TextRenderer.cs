using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Texts;

/// <summary>Makes a text of a template and values. Pure; what comes out has been checked again. (R5.4)</summary>
public static class TextRenderer
{
    /// <summary>What the checks said of a wording: they say the same of it every time.</summary>
    private static readonly ConditionalWeakTable<MessageTemplate, ConcurrentDictionary<(string Variant, string Language, int Elements), IReadOnlyList<TextFault>>> Checked = [];

    /// <summary>The text, or null with what forbids it.</summary>
    /// <param name="elements">What the pack asks for.</param>
    public static MessageText? Render(
        MessageTemplate template, string variant, string language, IReadOnlyDictionary<string, TextValue> values, IReadOnlySet<MessageElement> elements, out IReadOnlyList<TextFault> faults)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(elements);
        var wording = template.Variants[variant];
        var (text, subject) = (wording.Texts[language], wording.Subjects?.GetValueOrDefault(language));
        faults = [.. OfWording(template, variant, language, elements), .. OfValues(text, values), .. OfValues(subject ?? "", values)];
        if (faults.Count > 0) return null;

        var (rendered, headed) = (Fill(text, language, values), subject is null ? null : Fill(subject, language, values));
        faults = [.. OfRendered(template, text, language, values), .. subject is null ? [] : OfRendered(template, subject, language, values)];
        if (faults.Count > 0) return null;
        return new MessageText(rendered, Hash(rendered, headed))
        {
            Template = template.Name,
            Version = template.Version,
            Variant = variant,
            Language = language,
            Values = Placeholders.In(text).Select(use => use.Name).Distinct().ToDictionary(name => name, name => values[name].In(language), StringComparer.Ordinal),
            Subject = headed,
            Segments = template.Channel == Channel.Sms ? SmsSegments.Of(rendered).Count : null,
        };
    }

    /// <summary>Fills a text that was checked.</summary>
    public static string Fill(string text, string language, IReadOnlyDictionary<string, TextValue> values) => Placeholders.Fill(text, name => values[name].In(language));

    private static IReadOnlyList<TextFault> OfWording(MessageTemplate template, string variant, string language, IReadOnlySet<MessageElement> elements) => Checked.GetOrCreateValue(template).GetOrAdd(
        (variant, language, elements.Sum(element => 1 << (int)element)), key => [.. TemplateCheck.OfText(template, key.Variant, key.Language, elements)]);

    private static IEnumerable<TextFault> OfValues(string text, IReadOnlyDictionary<string, TextValue> values)
    {
        foreach (var name in Placeholders.In(text).Select(use => use.Name).Where(Placeholders.Known.ContainsKey).Distinct())
        {
            if (!values.TryGetValue(name, out var value)) yield return new($"$.values.{name}", "missing-value", "is not known for this case");
            else if (value.Type != Placeholders.Known[name].Type) yield return new($"$.values.{name}", "wrong-type", $"is a {value.Type}; it should be a {Placeholders.Known[name].Type}");
        }
    }

    /// <summary>What only the values could bring in. Links are left out: the letters of a token are by chance.</summary>
    private static IEnumerable<TextFault> OfRendered(MessageTemplate template, string text, string language, IReadOnlyDictionary<string, TextValue> values)
    {
        var words = Placeholders.Fill(text, name => values[name] is LinkOf ? " " : values[name].In(language));
        if (ForbiddenWords.Shipped.In(words) is { } word) yield return new("$.values", "forbidden-words", $"make the text hold forbidden words ({word.Practice})");
        if (template.Channel == Channel.Sms && SmsSegments.Of(Fill(text, language, values)).Count > TemplateCheck.MostSegments)
            yield return new("$.values", "too-long", $"make the text take more than {TemplateCheck.MostSegments} parts as an SMS");
    }

    private static string Hash(string text, string? subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject is null ? text : $"{subject}\n{text}")));
}
