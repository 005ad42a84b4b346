using System.Text.RegularExpressions;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Contact.Texts.Letters;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>Letters as pages to print.</summary>
public class LetterDocumentTests
{
    [Fact]
    public void What_a_person_is_called_is_text_and_nothing_else()
    {
        var page = LetterDocument.Render([Sample.Letter("zh-CN", "<script>alert(1)</script>", "\"</address>")]);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "</address>"));
    }

    [Fact]
    public void The_envelopes_window_shows_the_recipient_and_no_debt()
    {
        foreach (var language in TemplateLanguages.Known)
        {
            var window = Regex.Match(LetterDocument.Render([Sample.Letter(language, "王小明", "上海市某路1号")]), "<address class=\"window\">(.*?)</address>").Groups[1].Value;
            Assert.Equal("王小明<br>上海市某路1号", window);
        }
    }

    [Fact]
    public void Each_letter_has_sheets_code_and_receipt_of_its_own()
    {
        var page = LetterDocument.Render([Sample.Letter("zh-CN", "王小明", "上海市某路1号"), Sample.Letter("en", "Li Wei", "1 Some Road"), Sample.Letter("zh-CN", "王小红", "北京市某路2号") with { HasReceipt = false }]);
        Assert.Equal((3, 3, 2), (Regex.Count(page, "<article"), Regex.Count(page, "<svg"), Regex.Count(page, "class=\"receipt\"")));
        Assert.Contains("break-after: page", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href|url)[=(]", page);
    }
}
