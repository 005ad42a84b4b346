using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>Tokens in pay links: only ours, only for their time, only of a key that is still there.</summary>
public class PayLinksTests
{
    private const string Contact = "89abcdef0000000000000000000000ff";

    private static readonly byte[] First = [.. Enumerable.Repeat((byte)1, 32)];

    private static readonly byte[] Second = [.. Enumerable.Repeat((byte)2, 32)];

    private readonly ManualClock clock = new() { Now = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(12, 0)) };

    [Fact]
    public void A_link_leads_back_to_its_case_until_its_last_day()
    {
        var links = Of((1, First));
        var link = links.Of("https://pay.example.com/demo", Given.Key, Contact);
        Assert.StartsWith("https://pay.example.com/demo?t=", link.AbsoluteUri, StringComparison.Ordinal);
        var token = TokenOf(link);
        Assert.Equal(PayToken.Length, token.Length);
        Assert.Equal(new PayToken(TokenPurpose.Pay, Given.Key, Contact[..8], new DateOnly(2026, 4, 1)), links.Verify(token));
        clock.Now = BusinessTime.At(new DateOnly(2026, 4, 1), new TimeOnly(23, 59));
        Assert.NotNull(links.Verify(token));
        clock.Now = BusinessTime.At(new DateOnly(2026, 4, 2), new TimeOnly(0, 0));
        Assert.Null(links.Verify(token));
    }

    [Fact]
    public void A_token_that_was_changed_anywhere_is_wrong()
    {
        var links = Of((1, First), (2, Second));
        var token = TokenOf(links.Of("https://pay.example.com/demo?a=b", Given.Key, Contact));
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var other in "AZaz09-_".Where(c => c != token[at])) Assert.Null(links.Verify(token[..at] + other + token[(at + 1)..]));
        }

        foreach (var wrong in (string[])["", "x", token[1..], token + "A", new string('A', PayToken.Length), "你" + token[1..], token[..^1] + "="]) Assert.Null(links.Verify(wrong));
    }

    [Fact]
    public void Keys_rotate_the_newest_signs_and_the_older_verify_until_they_go()
    {
        var old = TokenOf(Of((1, First)).Of("https://pay.example.com/demo", Given.Key, Contact));
        var rotated = Of((1, First), (2, Second));
        Assert.NotNull(rotated.Verify(old));
        Assert.Null(Of((1, First)).Verify(TokenOf(rotated.Of("https://pay.example.com/demo", Given.Key, Contact))));
        Assert.Null(Of((2, Second)).Verify(old));
        Assert.Null(Of((1, Second)).Verify(old));
    }

    [Fact]
    public void Without_a_key_links_carry_no_token_and_none_is_right()
    {
        var links = new PayLinks(SigningKeys.None, clock);
        Assert.Equal("https://pay.example.com/demo", links.Of("https://pay.example.com/demo", Given.Key, Contact).AbsoluteUri);
        Assert.Null(links.Verify(new string('A', PayToken.Length)));
    }

    [Theory]
    [InlineData("0", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("16", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("new", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("1", "AAAA")]
    [InlineData("1", "not base64 at all!")]
    public void Wrong_key_settings_stop_the_application(string version, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new($"Signing:Keys:{version}", value)]).Build();
        Assert.Contains($"Signing:Keys:{version}", Assert.Throws<InvalidOperationException>(() => SigningKeys.From(settings)).Message, StringComparison.Ordinal);
    }

    private PayLinks Of(params (int Version, byte[] Key)[] keys) => new(new SigningKeys(keys.ToDictionary(key => key.Version, key => key.Key)), clock);

    private static string TokenOf(Uri link) => link.Query[(link.Query.IndexOf("t=", StringComparison.Ordinal) + 2)..];
}
