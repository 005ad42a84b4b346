using System.Text.RegularExpressions;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>What comes out of a template and values, whatever the values are. (R5.4)</summary>
public class TextRendererTests
{
    private static readonly Gen<string> Nasty = Gen.Elements(
        "王小明", "{overdue}", "{", "}", "{{x}}", "\r\n", "\u2028", "\0", "黑名单", "or else", "O'Brien", "<b>", "\u202e", "\ud83d", "a\tb", "", "公布", "您的", "$1", "\\", "jail");

    private static readonly Arbitrary<(string Name, string Text)> Cases = (
        from name in Nasty.ListOf(3)
        from middle in Gen.Elements("{debtorName}", "{debtorName}{debtorName}", "公布{debtorName}", "{date:date}", "{unknown}", "{overdue:phone}", "{debtorName}您的", "{", "{daysPastDue}天", "jail", "j{debtorName}ail")
        select (string.Concat(name), Sample.Good + middle)).ToArbitrary();

    [Fact]
    public void No_text_holds_a_placeholder_a_second_line_or_a_forbidden_word() => Prop.ForAll(Cases, sample =>
    {
        var text = TextRenderer.Render(Sample.Sms(sample.Text, Sample.Good), "a", "zh-CN", Sample.Values("zh-CN", name: sample.Name), Sample.NoElements, out var faults);
        if (text is null) return faults.Count > 0;
        return faults.Count == 0 && !Regex.IsMatch(text.Text, @"[{}\p{Cc}\u2028\u2029]") && ForbiddenWords.Shipped.In(text.Text) is null
            && text.Segments == SmsSegments.Of(text.Text).Count && text.Text.Contains("示例银行", StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Money_and_dates_are_written_in_the_texts_language()
    {
        Assert.Equal(("1,234.50元", "CNY 1,234.50"), Both(new MoneyOf(new Money(1234.5m, "CNY"))));
        Assert.Equal(("新台币1,234.00元", "TWD 1,234.00"), Both(new MoneyOf(new Money(1234m, "TWD"))));
        Assert.Equal(("0.10 USD", "USD 0.10"), Both(new MoneyOf(new Money(0.1m, "USD"))));
        Assert.Equal(("2026年3月2日", "2 March 2026"), Both(new DateOf(new DateOnly(2026, 3, 2))));
        Assert.Equal(("180", "180"), Both(new NumberOf(180)));

        static (string, string) Both(TextValue value) => (value.In("zh-CN"), value.In("en"));
    }

    [Fact]
    public void A_value_of_the_wrong_kind_or_none_at_all_is_refused()
    {
        var template = Sample.Sms(Sample.Good, Sample.Good);
        var values = Sample.Values("zh-CN").ToDictionary();
        values["overdue"] = new TextOf("a lot");
        values.Remove("date");
        Assert.Null(TextRenderer.Render(template, "a", "zh-CN", values, Sample.NoElements, out var faults));
        Assert.Equal([("$.values.date", "missing-value"), ("$.values.overdue", "wrong-type")], faults.Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void An_institution_that_is_named_like_a_threat_cannot_write()
    {
        var values = Sample.Values("zh-CN").ToDictionary();
        values["institution"] = new TextOf("黑名单公司");
        Assert.Null(TextRenderer.Render(Sample.Sms(Sample.Good, Sample.Good), "a", "zh-CN", values, Sample.NoElements, out var faults));
        Assert.Equal("forbidden-words", Assert.Single(faults).Code);
    }

    [Fact]
    public void A_debtor_who_is_named_like_one_is_addressed_as_customer() =>
        Assert.Equal("客户", Sample.Values("zh-CN", name: "黑名单")["debtorName"].In("zh-CN"));

    [Fact]
    public void The_letters_of_a_token_are_no_words()
    {
        var values = Sample.Values("zh-CN").ToDictionary();
        values["payLink"] = new LinkOf(new Uri("https://pay.example.com/x?t=ab-jail-cd"));
        Assert.NotNull(TextRenderer.Render(Sample.Sms(Sample.Good, Sample.Good), "a", "zh-CN", values, Sample.NoElements, out _));
    }
}
