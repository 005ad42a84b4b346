using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The words of a message for a case, in the debtor's language.</summary>
public sealed class MessageTexts
{
    private readonly Dictionary<string, MessageTemplate> templates;

    private readonly IInstitutionDirectory institutions;

    private readonly TimeProvider clock;

    /// <summary>Throws <see cref="InvalidDataException"/> for a template that may not be used.</summary>
    public MessageTexts(IEnumerable<MessageTemplate> templates, IInstitutionDirectory institutions, TimeProvider clock)
    {
        (this.institutions, this.clock) = (institutions, clock);
        this.templates = templates.ToDictionary(template => template.Name, StringComparer.Ordinal);
        if (this.templates.Values.Select(template => template.Fault()).FirstOrDefault(fault => fault is not null) is { } fault) throw new InvalidDataException($"The {fault}.");
    }

    /// <summary>Those that ship: data/templates/.</summary>
    public static IReadOnlyList<MessageTemplate> Shipped { get; } = [.. EmbeddedData.Names("templates").Select(EmbeddedData.Read<MessageTemplate>)];

    /// <summary>Throws when there is no such template, or when what was filled in makes it hold a forbidden word.</summary>
    public async Task<MessageText> RenderAsync(CaseState state, string template, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!templates.TryGetValue(template, out var found)) throw new InvalidOperationException($"There is no template '{template}'.");
        var card = await institutions.GetAsync(state.Institution, cancellation);
        var language = found.Texts.ContainsKey(state.Language) ? state.Language : MessageTemplate.Fallback;
        var text = found.Render(language, new Dictionary<string, string>
        {
            ["institution"] = card.NameIn(language),
            ["overdue"] = Amount(state.Overdue, language),
            ["date"] = Date(BusinessTime.DayOf(clock.GetUtcNow()), language),
            ["payLink"] = card.PayLink,
            ["hotline"] = card.Hotline,
        });
        if (ForbiddenWords.Shipped.In(text) is { } word) throw new InvalidOperationException($"Template '{template}' would hold the forbidden words '{word}'.");
        return new MessageText(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static string Amount(Money money, string language) => (money.Currency, IsChinese(language)) switch
    {
        ("CNY", true) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:#,##0.00}元"),
        ("TWD", true) => string.Create(CultureInfo.InvariantCulture, $"新台币{money.Amount:#,##0.00}元"),
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:#,##0.00} {money.Currency}"),
        (_, false) => string.Create(CultureInfo.InvariantCulture, $"{money.Currency} {money.Amount:#,##0.00}"),
    };

    private static string Date(DateOnly day, string language) => IsChinese(language)
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
        : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Hash">SHA-256 of the text, hexadecimal.</param>
public sealed record MessageText(string Text, string Hash);
