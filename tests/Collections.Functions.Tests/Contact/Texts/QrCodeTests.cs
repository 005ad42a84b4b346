using System.Globalization;
using System.Text.RegularExpressions;
using Collections.Functions.Contact.Texts;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>The drawing of a QR code: its marks are where a camera looks for them.</summary>
public class QrCodeTests
{
    [Fact]
    public void The_three_corners_and_the_quiet_zone_are_drawn()
    {
        var svg = QrCode.Svg(new Uri($"https://pay.example.com/demo?t={new string('x', PayToken.Length)}"), "pay");
        var size = int.Parse(Regex.Match(svg, "viewBox=\"0 0 (\\d+) ").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(1, size % 4);
        var black = new bool[size, size];
        foreach (Match run in Regex.Matches(svg, @"M(\d+) (\d+)h(\d+)v1H\1z"))
        {
            var (x, y, length) = (Of(run, 1), Of(run, 2), Of(run, 3));
            for (var i = 0; i < length; i++) black[x + i, y] = true;
        }

        const string finder = "1111111100000110111011011101101110110000011111111";
        foreach (var (left, top) in ((int, int)[])[(4, 4), (size - 11, 4), (4, size - 11)])
            Assert.Equal(finder, string.Concat(Enumerable.Range(0, 49).Select(i => black[left + (i % 7), top + (i / 7)] ? '1' : '0')));
        Assert.DoesNotContain(Enumerable.Range(0, 4 * size), i => black[i % size, i / size] || black[i / size, i % size]);
    }

    private static int Of(Match run, int group) => int.Parse(run.Groups[group].Value, CultureInfo.InvariantCulture);
}
