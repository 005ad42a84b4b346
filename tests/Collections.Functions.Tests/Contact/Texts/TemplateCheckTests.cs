using System.Text;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>What may not be saved as a template, each with its path. (R5.4)</summary>
public class TemplateCheckTests
{
    private static readonly string Json = JsonSerializer.Serialize(Sample.Sms(Sample.Good, Sample.Good), CollectionsJson.Options);

    [Fact]
    public void What_is_in_order_has_no_fault() => Assert.Empty(TemplateCheck.Faults(Sample.Sms(Sample.Good, Sample.Good), Sample.NoElements));

    [Theory]
    [InlineData("{institution}{date:money}{overdue}{payLink}{objection}{optOut}", "wrong-type")]
    [InlineData("{institution}{name}{overdue}{payLink}{objection}{optOut}", "unknown-placeholder")]
    [InlineData("{institution}{overdue}{payLink}{objection}{optOut}{", "stray-brace")]
    [InlineData("{institution}{overdue}{payLink}{objection}{optOut}{{date}}", "stray-brace")]
    [InlineData("{overdue}{payLink}{objection}{optOut}", "missing-identity")]
    [InlineData("{institution}{payLink}{objection}{optOut}", "missing-amount")]
    [InlineData("{institution}{overdue}{objection}{optOut}", "missing-pay-link")]
    [InlineData("{institution}{overdue}{payLink}如有异议请告知{optOut}", "missing-hotline")]
    [InlineData("{institution}{overdue}{payLink}{hotline}{optOut}", "missing-objection")]
    [InlineData("{institution}{overdue}{payLink}{objection}", "missing-opt-out")]
    [InlineData("{institution}{overdue}{payLink}{objection}{optOut}否则公布您的姓名", "forbidden-words")]
    [InlineData("{institution}{overdue}{payLink}{objection}{optOut}我行将向法院起诉", "suit-unmarked")]
    [InlineData("{institution}{overdue}{payLink}{objection}{optOut}{identify}", "identify-outside-call")]
    [InlineData("{institution}{overdue}{payLink}\n{objection}{optOut}", "line-break")]
    [InlineData(" ", "empty")]
    public void A_message_that_may_not_go_out_is_refused(string text, string code) =>
        Assert.Contains(TemplateCheck.Faults(Sample.Sms(text, Sample.Good), Sample.NoElements), fault => (fault.Path, fault.Code) == ("$.variants.a.texts.zh-CN", code));

    [Fact]
    public void A_message_that_is_too_long_is_refused()
    {
        var text = Sample.Good + new string('长', 67 * TemplateCheck.MostSegments);
        Assert.Equal(["too-long"], TemplateCheck.Faults(Sample.Sms(text, Sample.Good), Sample.NoElements).Select(fault => fault.Code));
    }

    [Theory]
    [InlineData("这里是{institution}，您逾期了。{identify}{overdue}", "debt-before-identification")]
    [InlineData("这里是{institution}，{overdue}。{identify}", "debt-before-identification")]
    [InlineData("这里是{institution}，请点{payLink}。{identify}{overdue}", "debt-before-identification")]
    [InlineData("这里是{institution}，您逾期{overdue}。", "missing-identification")]
    [InlineData("这里是{institution}。{identify}{overdue}{identify}", "missing-identification")]
    public void A_call_tells_nothing_before_it_is_known_who_is_speaking(string text, string code) =>
        Assert.Equal([code], TemplateCheck.Faults(Sample.Call(text), Sample.NoElements).Select(fault => fault.Code));

    [Theory]
    [InlineData("这里是{institution}，{debtorName}欠款{overdue}，请其致电{hotline}。")]
    [InlineData("Here is {institution}: they owe us. Call {hotline}.")]
    [InlineData("这里是{institution}，请其付款{payLink}，电话{hotline}。")]
    public void Nobody_who_is_not_identified_hears_of_a_debt(string text)
    {
        Assert.Contains(TemplateCheck.Faults(Sample.Call(text) with { Party = Party.ThirdParty }, Sample.NoElements), fault => fault.Code == "debt-to-unidentified");
        Assert.Contains(TemplateCheck.Faults(Sample.Sms(text) with { Channel = Channel.VoiceMessage }, Sample.NoElements), fault => fault.Code == "debt-to-unidentified");
    }

    [Fact]
    public void What_the_pack_asks_for_is_asked_of_every_channel()
    {
        var template = Sample.Call("这里是{institution}。{identify}{overdue}");
        Assert.Empty(TemplateCheck.Faults(template, Sample.NoElements));
        Assert.Equal(["missing-opt-out"], TemplateCheck.Faults(template, new HashSet<MessageElement> { MessageElement.OptOut }).Select(fault => fault.Code));
    }

    [Fact]
    public void An_email_has_a_subject_that_tells_nothing()
    {
        var email = Sample.Sms(Sample.Good) with { Channel = Channel.Email };
        Assert.Equal([("$.variants.a.subjects", "missing-subject")], TemplateCheck.Faults(email, Sample.NoElements).Select(fault => (fault.Path, fault.Code)));
        var variant = new TemplateVariant(email.Variants["a"].Texts, new Dictionary<string, string> { ["zh-CN"] = "您已逾期{overdue}" });
        email = email with { Variants = new Dictionary<string, TemplateVariant> { ["a"] = variant } };
        Assert.Equal([("$.variants.a.subjects.zh-CN", "debt-in-subject")], TemplateCheck.Faults(email, Sample.NoElements).Select(fault => (fault.Path, fault.Code)));
        Assert.Contains(TemplateCheck.Faults(email with { Channel = Channel.Letter }, Sample.NoElements), fault => fault.Code == "subject-not-used");
    }

    [Fact]
    public void A_template_has_a_name_a_fallback_and_two_wordings()
    {
        var english = new TemplateVariant(new Dictionary<string, string> { ["en"] = Sample.Good });
        Assert.Equal(["no-fallback"], CodesOf(Sample.Sms(Sample.Good, Sample.Good) with { Variants = new Dictionary<string, TemplateVariant> { ["a"] = english, ["b"] = Sample.Only(Sample.Good) } }));
        Assert.Equal(["one-variant"], CodesOf(Sample.Sms(Sample.Good)));
        Assert.Equal(["invalid-name"], CodesOf(Sample.Sms(Sample.Good, Sample.Good) with { Name = "../x" }));
        Assert.Equal(["no-variant"], CodesOf(Sample.Sms()));
        Assert.Equal(["invalid-variant"], CodesOf(Sample.Sms() with { Variants = new Dictionary<string, TemplateVariant> { ["A b"] = Sample.Only(Sample.Good), ["c"] = Sample.Only(Sample.Good) } }));
    }

    [Theory]
    [InlineData("\"name\":\"t\"", "\"name\":\"t\",\"colour\":1", "$.colour")]
    [InlineData("\"channel\":\"Sms\"", "\"channel\":\"Pigeon\"", "$.channel")]
    [InlineData("\"zh-CN\":", "\"zh-CN\":null,\"en\":", "$.variants.a.texts")]
    public void Json_is_read_strictly(string sound, string broken, string path)
    {
        Assert.Empty(TemplateCheck.Faults(Encoding.UTF8.GetBytes(Json), (_, _) => Sample.NoElements));
        var faults = TemplateCheck.Faults(Encoding.UTF8.GetBytes(Json.Replace(sound, broken, StringComparison.Ordinal)), (_, _) => Sample.NoElements);
        Assert.NotEmpty(faults);
        Assert.StartsWith(path, faults[0].Path, StringComparison.Ordinal);
    }

    private static IEnumerable<string> CodesOf(MessageTemplate template) => TemplateCheck.Faults(template, Sample.NoElements).Select(fault => fault.Code);
}
