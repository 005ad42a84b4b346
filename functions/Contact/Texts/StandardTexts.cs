using Collections.Functions.Cases;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Contact.Texts;

/// <summary>Sentences that are the same in all texts, so that the law's words stand in one place.</summary>
public static class StandardTexts
{
    /// <summary>For somebody whose name is not known, or cannot be written.</summary>
    public static string NeutralName(string language) => TemplateLanguages.IsChinese(language) ? "客户" : "Customer";

    /// <summary>How to stop a channel.</summary>
    public static string OptOut(Channel channel, string language, string hotline) => (channel, TemplateLanguages.IsChinese(language)) switch
    {
        (Channel.Sms, true) => "回复TD退订",
        (Channel.Sms, false) => "Reply STOP to opt out",
        (Channel.Email, true) => $"如不希望再收到此类邮件，请致电{hotline}",
        (Channel.Email, false) => $"To stop these e-mails, call {hotline}",
        (Channel.Letter, true) => $"如不希望再收到此类信函，请致电{hotline}",
        (Channel.Letter, false) => $"To stop these letters, call {hotline}",
        (Channel.Call or Channel.VoiceMessage or Channel.Video or Channel.Visit, true) => "如您不希望以这种方式联系，请告诉我们",
        (Channel.Call or Channel.VoiceMessage or Channel.Video or Channel.Visit, false) => "If you do not wish to be contacted in this way, please tell us",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    public static string Objection(Channel channel, string language, string hotline) => (channel is Channel.Call or Channel.Video or Channel.Visit, TemplateLanguages.IsChinese(language)) switch
    {
        (true, true) => $"如有异议，您可以现在告诉我们，也可以致电{hotline}",
        (true, false) => $"If you object, you can tell us now or call {hotline}",
        (false, true) => $"如有异议请致电{hotline}",
        (false, false) => $"To object, call {hotline}",
    };

    /// <summary>What was found of a dispute.</summary>
    public static string Finding(DisputeFinding finding, string language) => (finding, TemplateLanguages.IsChinese(language)) switch
    {
        (DisputeFinding.AmountIsRight, true) => "经核对，账面金额无误。",
        (DisputeFinding.AmountIsRight, false) => "The amount on the account is right.",
        (DisputeFinding.FeesAsAgreed, true) => "相关费用符合合同约定。",
        (DisputeFinding.FeesAsAgreed, false) => "The fees are as agreed in the contract.",
        (DisputeFinding.PaymentNotFound, true) => "我行未查到该笔还款，如您能提供凭证，我们会再次核实。",
        (DisputeFinding.PaymentNotFound, false) => "We have not found this payment; if you can show proof of it we will look again.",
        (DisputeFinding.ContractStands, true) => "经核对，合同由您本人签订。",
        (DisputeFinding.ContractStands, false) => "The contract was made with you.",
        (DisputeFinding.NoFraudFound, true) => "未发现交易存在异常。",
        (DisputeFinding.NoFraudFound, false) => "We have found nothing irregular in the transactions.",
        (DisputeFinding.BeingCorrected, true) => "您的异议成立，我们正在更正，更正完成前不会催收。",
        (DisputeFinding.BeingCorrected, false) => "You were right: we are correcting it, and will not ask for payment until that is done.",
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    /// <summary>The question that comes before anything of the debt.</summary>
    public static string Identify(string language, string name) => TemplateLanguages.IsChinese(language)
        ? $"请问您是{name}本人吗？为保护您的个人信息，请您报一下证件号码的最后四位。"
        : $"Am I speaking with {name}? To protect your information, please tell me the last four digits of your identity document.";
}
