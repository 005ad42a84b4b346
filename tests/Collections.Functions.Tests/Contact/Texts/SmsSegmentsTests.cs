using Collections.Functions.Contact.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>How many parts a text takes, against a count by hand. (3GPP TS 23.038)</summary>
public class SmsSegmentsTests
{
    private static readonly Arbitrary<string> Texts = (
        from pieces in Gen.Elements("a", "Z", "0", " ", "\n", "@", "£", "é", "ä", "Δ", "[", "]", "~", "€", "^", "中", "元", "，", "😀", "ç").ListOf()
        from times in Gen.Choose(1, 60)
        from tail in Gen.Choose(0, 80)
        select string.Concat(Enumerable.Repeat(string.Concat(pieces), times)) + new string('x', tail)).ToArbitrary();

    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("x160", 160, 1)]
    [InlineData("x161", 161, 2)]
    [InlineData("x306", 306, 2)]
    [InlineData("x307", 307, 3)]
    [InlineData("€80", 160, 1)]
    [InlineData("€81", 162, 2)]
    [InlineData("€153", 306, 3)]
    [InlineData("中70", 70, 1)]
    [InlineData("中71", 71, 2)]
    [InlineData("中134", 134, 2)]
    [InlineData("😀35", 70, 1)]
    [InlineData("😀67", 134, 3)]
    public void The_limits_are_exact(string what, int units, int count)
    {
        var sign = new string([.. what.TakeWhile(c => !char.IsAsciiDigit(c))]);
        var text = string.Concat(Enumerable.Repeat(sign, what.Length > 0 ? int.Parse(what[sign.Length..], System.Globalization.CultureInfo.InvariantCulture) : 0));
        Assert.Equal((units, count), (SmsSegments.Of(text).Units, SmsSegments.Of(text).Count));
    }

    [Fact]
    public void Parts_are_counted_as_they_would_be_cut() => Prop.ForAll(Texts, text => SmsSegments.Of(text).Count == Cut(text)).QuickCheckThrowOnFailure();

    /// <summary>Cuts the text into parts, character by character, as a phone would.</summary>
    private static int Cut(string text)
    {
        const string one = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        const string two = "\f^{}\\[~]|€";
        List<int> widths = [];
        var gsm = text.All(c => one.Contains(c) || two.Contains(c));
        for (var i = 0; i < text.Length; i++)
        {
            if (gsm) widths.Add(one.Contains(text[i]) ? 1 : 2);
            else if (char.IsSurrogatePair(text, i))
            {
                widths.Add(2);
                i++;
            }
            else widths.Add(1);
        }

        if (widths.Sum() <= (gsm ? 160 : 70)) return 1;
        List<List<int>> parts = [[]];
        foreach (var width in widths)
        {
            if (parts[^1].Sum() + width > (gsm ? 153 : 67)) parts.Add([]);
            parts[^1].Add(width);
        }

        return parts.Count;
    }
}
