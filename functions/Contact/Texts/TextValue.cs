using System.Globalization;
using System.Text;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>What a placeholder stands for, which says how it is written.</summary>
public enum ValueType { Text, Money, Date, Link, Phone, Number }

/// <summary>A value that fills a placeholder, written in the language of the text around it.</summary>
public abstract record TextValue
{
    public abstract ValueType Type { get; }

    /// <param name="language">BCP 47.</param>
    public abstract string In(string language);

    private protected static bool IsChinese(string language) => TemplateLanguages.IsChinese(language);
}

public sealed record TextOf(string Value) : TextValue
{
    public override ValueType Type => ValueType.Text;

    /// <summary>On one line, without control or invisible characters, and without braces: a name must not look like a placeholder.</summary>
    public override string In(string language)
    {
        var clean = new StringBuilder(Value.Length);
        foreach (var rune in Value.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator) Space(clean);
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)) clean.Append(rune.Value switch { '{' => "(", '}' => ")", _ => rune.ToString() });
        }

        return clean.ToString().Trim();
    }

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
    }
}

public sealed record MoneyOf(Money Value) : TextValue
{
    public override ValueType Type => ValueType.Money;

    public override string In(string language) => (Value.Currency, IsChinese(language)) switch
    {
        ("CNY", true) => $"{Amount}元",
        ("TWD", true) => $"新台币{Amount}元",
        (_, true) => $"{Amount} {Value.Currency}",
        (_, false) => $"{Value.Currency} {Amount}",
    };

    private string Amount => Value.Amount.ToString("#,##0.00##", CultureInfo.InvariantCulture);
}

public sealed record DateOf(DateOnly Value) : TextValue
{
    public override ValueType Type => ValueType.Date;

    public override string In(string language) => IsChinese(language)
        ? string.Create(CultureInfo.InvariantCulture, $"{Value.Year}年{Value.Month}月{Value.Day}日")
        : Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

public sealed record LinkOf(Uri Value) : TextValue
{
    public override ValueType Type => ValueType.Link;

    public override string In(string language) => Value.AbsoluteUri;
}

/// <param name="Value">As the institution writes it.</param>
public sealed record PhoneOf(string Value) : TextValue
{
    public override ValueType Type => ValueType.Phone;

    public override string In(string language) => string.Concat(Value.Where(c => char.IsAsciiDigit(c) || "+-() ".Contains(c)));
}

public sealed record NumberOf(int Value) : TextValue
{
    public override ValueType Type => ValueType.Number;

    public override string In(string language) => Value.ToString(CultureInfo.InvariantCulture);
}
