using System.Text.RegularExpressions;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact.Texts;

/// <summary>What must not be in a template, and what must: asked when it is saved, and again of every text that is made of it. (R5.4)</summary>
public static partial class TemplateCheck
{
    /// <summary>A message that is longer is not read.</summary>
    public const int MostSegments = 6;

    /// <summary>Everything that is wrong with a template as it stands in JSON, read strictly.</summary>
    /// <param name="elements">What the pack asks for on a channel and purpose.</param>
    public static IReadOnlyList<TextFault> Faults(ReadOnlySpan<byte> json, Func<Channel, Purpose, IReadOnlySet<MessageElement>> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var template = ProfileJson.Read<MessageTemplate>(json, static _ => [], out var unread);
        return template is null ? [.. unread.Select(fault => new TextFault(fault.Path, "invalid-json", fault.Problem))] : Faults(template, elements(template.Channel, template.Purpose));
    }

    /// <param name="elements">What the pack asks for; what our own texts always say is asked besides.</param>
    public static IReadOnlyList<TextFault> Faults(MessageTemplate template, IReadOnlySet<MessageElement> elements)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(elements);
        return [.. OfTemplate(template), .. template.VariantIds.SelectMany(variant => OfVariant(template, variant, elements))];
    }

    /// <summary>What is wrong with one wording.</summary>
    internal static IEnumerable<TextFault> OfText(MessageTemplate template, string variant, string language, IReadOnlySet<MessageElement> elements)
    {
        var path = $"$.variants.{variant}.texts.{language}";
        var text = template.Variants[variant].Texts[language] ?? "";
        if (string.IsNullOrWhiteSpace(text)) yield return new(path, "empty", "says nothing");
        foreach (var fault in OfWords(path, text)) yield return fault;
        foreach (var element in TextElements.Wanted(template, elements).Where(element => !TextElements.Has(text, element)))
            yield return new(path, $"missing-{CodeOf(element)}", $"does not say what has to be said: {element}");
        if (!template.HasLines && text.AsSpan().ContainsAny('\n', '\r')) yield return new(path, "line-break", "has more than one line, on a channel of one");
        foreach (var fault in OfIdentification(template, path, text)) yield return fault;
        if (!template.SpeaksOfSuit && TextElements.SpeaksOfSuit(text)) yield return new(path, "suit-unmarked", "speaks of going to court, and 'speaksOfSuit' does not say so");
        if (template.Channel == Channel.Sms && SmsSegments.Of(SampleValues.Fill(text, language)).Count > MostSegments)
            yield return new(path, "too-long", $"takes more than {MostSegments} parts as an SMS");
    }

    /// <summary>Placeholders that nothing fills or that are something else, and words that nobody may write.</summary>
    internal static IEnumerable<TextFault> OfWords(string path, string text)
    {
        foreach (var use in Placeholders.In(text))
        {
            if (!Placeholders.Known.TryGetValue(use.Name, out var known)) yield return new(path, "unknown-placeholder", $"has a placeholder '{Short(use.Name)}' that nothing fills");
            else if (use.Type is { } type && !type.Equals(known.Type.ToString(), StringComparison.OrdinalIgnoreCase))
                yield return new(path, "wrong-type", $"says that '{use.Name}' is a {Short(type)}; it is a {known.Type}");
        }

        if (Placeholders.HasStrayBrace(text)) yield return new(path, "stray-brace", "has a brace that belongs to no placeholder");
        if (ForbiddenWords.Shipped.In(text) is { } word) yield return new(path, "forbidden-words", $"holds '{word.Word}' ({word.Practice})");
    }

    private static IEnumerable<TextFault> OfTemplate(MessageTemplate template)
    {
        if (!Name().IsMatch(template.Name)) yield return new("$.name", "invalid-name", "is 1 to 60 small letters, digits and -");
        if (template.Variants.Count == 0) yield return new("$.variants", "no-variant", "has no wording");
        foreach (var id in template.VariantIds.Where(id => !VariantId().IsMatch(id))) yield return new($"$.variants.{Short(id)}", "invalid-variant", "is named by a small letter");
        if (template is { Channel: Channel.Sms, Purpose: Purpose.Collection, Variants.Count: 1 })
            yield return new("$.variants", "one-variant", "has a single wording: the same text would go out twice in a row");
    }

    private static IEnumerable<TextFault> OfVariant(MessageTemplate template, string id, IReadOnlySet<MessageElement> elements)
    {
        var variant = template.Variants[id];
        var path = $"$.variants.{Short(id)}";
        if (variant?.Texts is null)
        {
            yield return new(path, "empty", "says nothing");
            yield break;
        }

        if (!variant.Texts.ContainsKey(TemplateLanguages.Fallback)) yield return new($"{path}.texts", "no-fallback", $"has no text in {TemplateLanguages.Fallback}");
        foreach (var language in variant.Texts.Keys.Order(StringComparer.Ordinal))
        {
            foreach (var fault in OfText(template, id, language, elements)) yield return fault;
            if (template.Channel == Channel.Email && variant.Subjects?.ContainsKey(language) != true) yield return new($"{path}.subjects", "missing-subject", $"has no subject in {language}");
        }

        if (variant.Subjects is null) yield break;
        if (template.Channel != Channel.Email) yield return new($"{path}.subjects", "subject-not-used", "is for e-mail alone");
        foreach (var (language, subject) in variant.Subjects.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var fault in OfWords($"{path}.subjects.{language}", subject ?? "")) yield return fault;
            if (TextElements.TellsOfDebt(subject ?? "")) yield return new($"{path}.subjects.{language}", "debt-in-subject", "tells of the debt, and whoever sees the screen reads it");
        }
    }

    /// <summary>Nothing of the debt before it is known who listens. (R5.4)</summary>
    private static IEnumerable<TextFault> OfIdentification(MessageTemplate template, string path, string text)
    {
        var asked = Placeholders.In(text).Where(use => use.Name == Placeholders.Identify).ToList();
        if (template.Channel != Channel.Call && asked.Count > 0) yield return new(path, "identify-outside-call", "asks who is speaking, and nobody is");
        if (template.ReachesUnidentified)
        {
            if (TextElements.TellsOfDebt(text)) yield return new(path, "debt-to-unidentified", "tells of the debt to whoever listens");
        }
        else if (template.Channel == Channel.Call)
        {
            if (asked.Count != 1) yield return new(path, "missing-identification", $"asks who is speaking exactly once, by {{{Placeholders.Identify}}}");
            else if (TextElements.TellsOfDebt(text[..asked[0].At])) yield return new(path, "debt-before-identification", "tells of the debt before it is known who is speaking");
        }
    }

    private static string CodeOf(MessageElement element) => element switch
    {
        MessageElement.Identity => "identity",
        MessageElement.OptOut => "opt-out",
        MessageElement.PayLink => "pay-link",
        MessageElement.Hotline => "hotline",
        MessageElement.Objection => "objection",
        MessageElement.Amount => "amount",
        _ => throw new ArgumentOutOfRangeException(nameof(element)),
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40];

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]$")]
    private static partial Regex VariantId();
}
