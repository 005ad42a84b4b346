using Collections.Functions.Cases;

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

    /// <summary>The question that comes before anything of the debt.</summary>
    public static string Identify(string language, string name) => TemplateLanguages.IsChinese(language)
        ? $"请问您是{name}本人吗？为保护您的个人信息，请您报一下证件号码的最后四位。"
        : $"Am I speaking with {name}? To protect your information, please tell me the last four digits of your identity document.";
}
