using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Contact.Texts.Letters;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>Templates and values that are in order, for tests to spoil.</summary>
internal static class Sample
{
    public const string Good = "【{institution}】截至{date}逾期{overdue}，还款{payLink}，{objection}，{optOut}。";

    public static readonly IReadOnlySet<MessageElement> NoElements = new HashSet<MessageElement>();

    public static readonly InstitutionCard Bank = new(
        new Dictionary<string, string> { ["zh-CN"] = "示例银行", ["en"] = "Sample Bank" }, "400-000-0000", "https://pay.example.com/x");

    public static readonly DateOnly Today = new(2026, 3, 2);

    public static MessageTemplate Sms(params string[] chinese) => new()
    {
        Name = "t",
        Channel = Channel.Sms,
        Purpose = Purpose.Collection,
        Variants = chinese.Select((text, at) => ($"{(char)('a' + at)}", text)).ToDictionary(pair => pair.Item1, pair => Only(pair.text)),
    };

    public static TemplateVariant Only(string chinese) => new(new Dictionary<string, string> { ["zh-CN"] = chinese });

    public static MessageTemplate Call(string chinese) => Sms(chinese) with { Channel = Channel.Call };

    /// <summary>All placeholders have a value.</summary>
    public static IReadOnlyDictionary<string, TextValue> Values(string language, Channel channel = Channel.Sms, string? name = "王小明")
    {
        var plan = new PlanTakenOver("plan-1", new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 2), [new Instalment(1, new DateOnly(2026, 3, 15), Given.Cny(1250))], "test");
        var offer = new PlanOffered(
            "plan-2", PlanKind.Instalments, plan.Instalments, Given.Cny(1250), Given.Cny(0), Given.Cny(0), Given.Cny(0), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 9), [], "ana");
        var placement = new PlacementOffered("placement-1", "north", language == "en" ? "North Credit Services" : "北方信用服务", 0.2m, 90, 7, "approval-1");
        var state = Given.Case(Given.Opening(overdue: 12_345.6m), (Given.Start, plan), (Given.Start, offer), (Given.Start, placement), (Given.Start, new DisputeAnswered("dispute-1", DisputeOutcome.Rejected, DisputeFinding.AmountIsRight, new DateOnly(2026, 3, 2), null)));
        var wish = new TextWish(state, "t", "c") { DebtorName = name, AnswerBy = new DateOnly(2026, 3, 17), ConfirmCode = "482913", EstateOf = language == "en" ? "Wang Jun" : "王军" };
        return TextValues.Of(wish, Bank, new Uri("https://pay.example.com/x?t=TOKEN"), channel, language, Today);
    }

    /// <summary>The longest letter, with its receipt.</summary>
    public static LetterPage Letter(string language, params string[] recipient)
    {
        var values = Values(language, Channel.Letter, recipient[0]).ToDictionary();
        var link = new Uri($"https://pay.example.com/demo?t={new string('x', PayToken.Length)}");
        values["payLink"] = new LinkOf(link);
        var text = TextRenderer.Render(TemplateCatalog.Shipped.Find("lawyers-letter")!, "a", language, values, NoElements, out _)!;
        return new LetterPage(
            language, Bank.NameIn(language), recipient, values["caseReference"].In(language), values["date"].In(language), text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), link, HasReceipt: true);
    }
}
