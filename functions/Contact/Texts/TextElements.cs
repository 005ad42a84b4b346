using System.Text.RegularExpressions;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Texts;

/// <summary>What a text says, and what ours always say whatever the pack asks.</summary>
public static partial class TextElements
{
    private static readonly Dictionary<MessageElement, string[]> Placeholding = new()
    {
        [MessageElement.Identity] = ["institution"],
        [MessageElement.OptOut] = ["optOut"],
        [MessageElement.PayLink] = ["payLink"],
        [MessageElement.Hotline] = ["hotline", "objection"],
        [MessageElement.Objection] = ["objection"],
        [MessageElement.Amount] = ["overdue", "outstanding", "instalment"],
    };

    /// <summary>The least: who it is, and whom to ask; where payment is asked for in writing, also how much, how to pay and how to object.</summary>
    public static IReadOnlySet<MessageElement> Least(Channel channel, Purpose purpose) => (channel, purpose) switch
    {
        (Channel.Sms or Channel.Email, Purpose.Collection) =>
            new HashSet<MessageElement> { MessageElement.Identity, MessageElement.Hotline, MessageElement.Amount, MessageElement.PayLink, MessageElement.Objection, MessageElement.OptOut },
        (Channel.Letter, _) => new HashSet<MessageElement> { MessageElement.Identity, MessageElement.Hotline, MessageElement.Amount, MessageElement.Objection },
        (Channel.Call or Channel.Visit or Channel.Video, _) => new HashSet<MessageElement> { MessageElement.Identity },
        _ => new HashSet<MessageElement> { MessageElement.Identity, MessageElement.Hotline },
    };

    /// <summary>What a template has to say: ours and the pack's, less what whoever is not identified may not hear.</summary>
    public static IEnumerable<MessageElement> Wanted(MessageTemplate template, IReadOnlySet<MessageElement> elements)
    {
        ArgumentNullException.ThrowIfNull(template);
        var all = Least(template.Channel, template.Purpose).Union(elements).Order();
        return template.ReachesUnidentified ? all.Except([MessageElement.Amount, MessageElement.PayLink, MessageElement.Objection]) : all;
    }

    public static bool Has(string text, MessageElement element) =>
        Placeholders.In(text).Any(use => Placeholding[element].Contains(use.Name)) || (element == MessageElement.Objection && Objecting().IsMatch(text));

    /// <summary>Whether words give away that something is owed.</summary>
    public static bool TellsOfDebt(string text) => Placeholders.In(text).Any(use => Placeholders.Known.GetValueOrDefault(use.Name)?.TellsOfDebt == true) || Owing().IsMatch(text);

    public static bool SpeaksOfSuit(string text) => Suing().IsMatch(text);

    [GeneratedRegex(@"异议|異議|\bobject\b|\bdispute\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Objecting();

    [GeneratedRegex(@"欠款|欠|逾期|债务|債務|还款|還款|贷款|貸款|透支|催收|\b(overdue|owe[sd]?|owing|debts?|arrears|repay\w*|loans?|delinquen\w+|past due)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Owing();

    [GeneratedRegex(@"起诉|起訴|诉讼|訴訟|仲裁|法院|法律途径|法律途徑|支付令|\b(sue[sd]?|suing|lawsuits?|courts?|litigation|legal (action|proceedings)|payment order)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suing();
}
