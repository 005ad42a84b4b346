using System.Text.RegularExpressions;

namespace Collections.Functions.Contact.Texts;

/// <summary>A placeholder that texts may use.</summary>
/// <param name="TellsOfDebt">It shows that something is owed, so it goes to the identified party alone. (R5.4, R5.5)</param>
public sealed record Placeholder(string Name, ValueType Type, bool TellsOfDebt, string Meaning);

/// <summary>All that a text can be filled with. In a text: <c>{overdue}</c>, or with its type, <c>{overdue:money}</c>.</summary>
public static partial class Placeholders
{
    /// <summary>Where a call script asks who is speaking; nothing of the debt stands before it.</summary>
    public const string Identify = "identify";

    public static IReadOnlyDictionary<string, Placeholder> Known { get; } = new Placeholder[]
    {
        new("institution", ValueType.Text, false, "the bank's name in the text's language"),
        new("debtorName", ValueType.Text, false, "whom the text is for; a neutral form of address where the name cannot be used"),
        new("overdue", ValueType.Money, true, "due and unpaid, over all accounts that the text covers"),
        new("overduePrincipal", ValueType.Money, true, "principal in the overdue amount"),
        new("overdueInterest", ValueType.Money, true, "interest and penalty interest in it"),
        new("overdueFees", ValueType.Money, true, "fees in it"),
        new("outstanding", ValueType.Money, true, "all that is owed, due or not"),
        new("date", ValueType.Date, false, "today"),
        new("balanceDate", ValueType.Date, true, "the business date of the balance, the oldest of several"),
        new("dueDate", ValueType.Date, true, "when the overdue amount fell due, the first of several"),
        new("daysPastDue", ValueType.Number, true, "days since then"),
        new("accounts", ValueType.Number, true, "number of accounts that the text covers"),
        new("payLink", ValueType.Link, true, "where to pay"),
        new("hotline", ValueType.Phone, false, "whom to ask"),
        new("optOut", ValueType.Text, false, "how to stop this channel, as a sentence"),
        new("objection", ValueType.Text, false, "how to object, as a sentence"),
        new("instalment", ValueType.Money, true, "the plan's next instalment, or the first of one on offer"),
        new("instalmentDue", ValueType.Date, true, "when it is due"),
        new("planInstalments", ValueType.Number, true, "number of the plan's instalments"),
        new("planTotal", ValueType.Money, true, "what they come to"),
        new("confirmBy", ValueType.Date, false, "last day to agree to a plan on offer"),
        new("confirmCode", ValueType.Text, false, "what to reply to agree to it"),
        new("answerBy", ValueType.Date, false, "until when an answer is awaited"),
        new("estateOf", ValueType.Text, false, "letters to heirs: whose estate it is about"),
        new("finding", ValueType.Text, false, "the answer to a dispute: what was found, as a sentence"),
        new("agency", ValueType.Text, false, "the agency that is to speak with the debtor"),
        new("caseReference", ValueType.Text, false, "what to quote when calling"),
        new(Identify, ValueType.Text, false, "call scripts: the question who is speaking"),
    }.ToDictionary(placeholder => placeholder.Name, StringComparer.Ordinal);

    /// <summary>Those of a text in their order.</summary>
    public static IEnumerable<PlaceholderUse> In(string text) =>
        Braced().Matches(text).Select(match => new PlaceholderUse(match.Groups["name"].Value, match.Groups["type"] is { Success: true } type ? type.Value : null, match.Index, match.Value));

    /// <summary>Fills a text in one pass: what a value holds is never filled again.</summary>
    public static string Fill(string text, Func<string, string> value) => Braced().Replace(text, match => value(match.Groups["name"].Value));

    /// <summary>Whether a brace stands in the text that belongs to no placeholder.</summary>
    public static bool HasStrayBrace(string text) => Braced().Replace(text, "").AsSpan().ContainsAny('{', '}');

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<type>\w+))?\}")]
    private static partial Regex Braced();
}

/// <param name="Type">As the text states it; null: it does not.</param>
/// <param name="At">Where it begins.</param>
public readonly record struct PlaceholderUse(string Name, string? Type, int At, string Written);
