using Collections.Functions.Cases;
using Collections.Functions.Contact;

namespace Collections.Functions.Tests.Contact;

/// <summary>What may go out in words. (R5.4)</summary>
public class MessageTextsTests
{
    [Fact]
    public void Every_ladder_has_two_wordings_in_both_languages_without_fault()
    {
        string[] ladders = ["reminder", "negotiation", "field-visit", "legal"];
        Assert.Equal(ladders.SelectMany(ladder => new[] { $"{ladder}-a", $"{ladder}-b" }).Order(), MessageTexts.Shipped.Select(template => template.Name).Order());
        Assert.All(MessageTexts.Shipped, template => Assert.Null(template.Fault()));
        Assert.All(MessageTexts.Shipped, template => Assert.Equal(["en", "zh-CN"], template.Texts.Keys.Order()));
    }

    [Theory]
    [InlineData("{institution}{overdue}{payLink}{hotline} 回复TD退订，否则公布你的姓名", "forbidden")]
    [InlineData("{institution}{overdue}{payLink}{hotline}", "lacks TD")]
    [InlineData("{overdue}{payLink}{hotline}TD", "lacks {institution}")]
    [InlineData("{institution}{overdue}{payLink}{hotline}{name}TD", "'name'")]
    public void A_text_that_may_not_go_out_is_refused(string text, string fault)
    {
        var template = new MessageTemplate("t", Channel.Sms, Purpose.Collection, new Dictionary<string, string> { ["zh-CN"] = text });
        Assert.Contains(fault, template.Fault(), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new MessageTexts([template], null!, TimeProvider.System));
    }

    [Theory]
    [InlineData("13800000000", "+8613800000000")]
    [InlineData("138-0000 0000", "+8613800000000")]
    [InlineData("+86 13800000000", "+8613800000000")]
    [InlineData("0086 13800000000", "+8613800000000")]
    [InlineData("021-55550000", "+862155550000")]
    [InlineData("+44 7700 900000", "+447700900000")]
    public void Numbers_have_one_form(string number, string international) => Assert.Equal(international, PhoneNumbers.International(number));
}
