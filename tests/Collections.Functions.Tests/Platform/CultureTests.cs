using System.Globalization;
using System.Text.RegularExpressions;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Platform;

/// <summary>What the program says does not depend on where it runs: in Bangkok it is the year 2569, and a per cent is written otherwise in Paris.</summary>
public partial class CultureTests
{
    [Theory]
    [InlineData("fr-FR")]
    [InlineData("fa-IR")]
    public void A_refusal_reads_alike_everywhere(string culture)
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var wish = new PlanWish(PlanKind.Instalments, new DateOnly(2026, 3, 20), 3, Fee: Given.Cny(4_999), Means: new MeansStatement(Given.Cny(9_000), Given.Cny(0), Given.Cny(0)));
            var refused = Assert.Throws<RefusedException>(() => PlanCommands.Offer(Given.Rules.View(Given.Case(Given.Opening(40)), Given.Start, null), wish, "ana", "note", null));
            Assert.Equal("The fee is not below zero and at most 20 % of the debt.", refused.Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void No_text_is_formatted_as_the_machine_happens_to_be_set()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Collections.Functions.sln"))) folder = folder.Parent;
        List<string> found = [];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder.FullName, "functions"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            var lines = File.ReadAllLines(file);
            for (var at = 0; at < lines.Length; at++)
            {
                // Log templates and the texts of a helper that takes a FormattableString are formatted elsewhere.
                var near = (at > 0 ? lines[at - 1] : "") + lines[at];
                if (Formatted().IsMatch(lines[at]) && !near.Contains("Invariant", StringComparison.Ordinal) && !lines[at].Contains("Print($", StringComparison.Ordinal)) found.Add($"{Path.GetFileName(file)}:{at + 1}");
            }
        }

        Assert.Empty(found);
    }

    [GeneratedRegex("""\$".*\{[^{}":]+:(y|M|d|H|u|s|o|O|P|N|C|F|0|#)[^{}"]*\}""")]
    private static partial Regex Formatted();
}
