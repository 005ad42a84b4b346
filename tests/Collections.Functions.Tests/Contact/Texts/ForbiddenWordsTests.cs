using Collections.Functions.Contact.Texts;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>Threats are found however they are written, and only threats. (R5.4, R5.8)</summary>
public class ForbiddenWordsTests
{
    [Theory]
    [InlineData("我们会公布您的姓名", "publish-name")]
    [InlineData("我们会公 布，您\u200b的姓名", "publish-name")]
    [InlineData("列入黑★名★单", "publish-name")]
    [InlineData("列入黑名單", "publish-name")]
    [InlineData("后\u3000果\n自负", "pressure")]
    [InlineData("通知您的家人", "contact-relatives")]
    [InlineData("联系您的单位", "contact-employer")]
    [InlineData("公安机关会找您", "impersonate-authority")]
    [InlineData("Pay now or else", "pressure")]
    [InlineData("Pay now, OR   ELSE!", "pressure")]
    [InlineData("you will go to j.a.i.l", "threaten-crime")]
    [InlineData("you will go to j\u00ADa\u200Dil", "threaten-crime")]
    [InlineData("you will go to ｊａｉｌ", "threaten-crime")]
    [InlineData("you will go to jàíl", "threaten-crime")]
    [InlineData("you will go to jаil", "threaten-crime")]
    [InlineData("POLICE", "impersonate-authority")]
    public void A_threat_is_found(string text, string practice) => Assert.Equal(practice, ForbiddenWords.Shipped.In(text)?.Practice);

    [Theory]
    [InlineData("arrested development of the account")]
    [InlineData("our policy")]
    [InlineData("you are familiar with this")]
    [InlineData("call us or elsewhere")]
    [InlineData("imprisoned")]
    [InlineData("请您在方便时公布方式")]
    [InlineData("Monitor elsewhere")]
    [InlineData("\ud800 half a character")]
    public void What_only_looks_like_one_is_not(string text) => Assert.Null(ForbiddenWords.Shipped.In(text));

    [Fact]
    public void Every_word_is_found_in_itself_and_in_a_sentence()
    {
        foreach (var word in EmbeddedGroups().SelectMany(group => group.Words))
        {
            Assert.NotNull(ForbiddenWords.Shipped.In(word));
            Assert.NotNull(ForbiddenWords.Shipped.In($"您好，{word}。 x {word} x"));
            Assert.NotNull(ForbiddenWords.Shipped.In(string.Join("\u200b ", word.ToUpperInvariant().AsEnumerable())));
        }
    }

    private static List<ForbiddenGroup> EmbeddedGroups() => Functions.Platform.EmbeddedData.Read<List<ForbiddenGroup>>("forbidden-words.json");
}
