using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>Values as long as real ones get, for the length of a text that is not written to anybody yet.</summary>
public static class SampleValues
{
    public static IReadOnlyDictionary<string, TextValue> In(string language) => Placeholders.Known.Values.ToDictionary(placeholder => placeholder.Name, placeholder => Of(placeholder, language), StringComparer.Ordinal);

    public static string Fill(string text, string language)
    {
        var values = In(language);
        return Placeholders.Fill(text, name => values.TryGetValue(name, out var value) ? value.In(language) : "");
    }

    private static TextValue Of(Placeholder placeholder, string language) => (placeholder.Name, placeholder.Type) switch
    {
        ("institution", _) => new TextOf(TemplateLanguages.IsChinese(language) ? "样本市城市商业银行" : "Sample City Commercial Bank"),
        ("debtorName", _) => new TextOf(StandardTexts.NeutralName(language)),
        ("optOut", _) => new TextOf(StandardTexts.OptOut(Cases.Channel.Sms, language, "400-000-0000")),
        ("objection", _) => new TextOf(StandardTexts.Objection(Cases.Channel.Sms, language, "400-000-0000")),
        (Placeholders.Identify, _) => new TextOf(StandardTexts.Identify(language, StandardTexts.NeutralName(language))),
        (_, ValueType.Text) => new TextOf("AB12-CD34-EF56"),
        (_, ValueType.Money) => new MoneyOf(new Money(1_234_567.89m, "CNY")),
        (_, ValueType.Date) => new DateOf(new DateOnly(2026, 12, 31)),
        (_, ValueType.Link) => new LinkOf(new Uri($"https://pay.example.com/institution?t={new string('x', PayToken.Length)}")),
        (_, ValueType.Phone) => new PhoneOf("400-000-0000"),
        (_, ValueType.Number) => new NumberOf(180),
        _ => throw new ArgumentOutOfRangeException(nameof(placeholder)),
    };
}
