using System.Text;
using System.Text.RegularExpressions;
using Collections.Functions.Contact.Texts.Letters;
using Collections.Tests.Browser;
using Microsoft.Playwright;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>Letters as a printer gets them, in the machine's own Chromium.</summary>
public sealed class LetterPrintTests(Chromium chromium) : IDisposable
{
    /// <summary>Everything with text of its own that stands in the envelope's window (20 mm from the left, 45 mm from the top, 85 × 45 mm) of a letter.</summary>
    private const string InTheWindow = """
        () => [...document.querySelectorAll('article')].map(letter => {
          const mm = 96 / 25.4, sheet = letter.getBoundingClientRect();
          const range = document.createRange(), seen = [];
          const walk = document.createTreeWalker(letter, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            range.selectNodeContents(walk.currentNode);
            for (const box of range.getClientRects()) {
              const left = (box.left - sheet.left) / mm, top = (box.top - sheet.top) / mm;
              if (left < 105 && left + box.width / mm > 20 && top < 90 && top + box.height / mm > 45) seen.push(walk.currentNode.data);
            }
          }
          return seen.join('|');
        })
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("letters").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_letter_is_one_sheet_and_the_window_shows_the_address_alone()
    {
        await using var tab = await OpenAsync(Sample.Letter("zh-CN", "王小明", "上海市某区某路1号某小区2栋301室"), Sample.Letter("en", "Li Wei", "1 Some Road", "Some Town"));
        await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal(["王小明|上海市某区某路1号某小区2栋301室", "Li Wei|1 Some Road|Some Town"], await tab.Page.EvaluateAsync<string[]>(InTheWindow));
        var printed = Encoding.Latin1.GetString(await tab.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        Assert.Equal(2, Regex.Count(printed, @"/Type\s*/Page\b"));
    }

    [Fact]
    public async Task The_pages_are_readable_for_everybody_and_ask_nobody_for_anything()
    {
        await using var tab = await OpenAsync(Sample.Letter("zh-CN", "王小明", "上海市某路1号"));
        await Axe.HasNoObjectionsAsync(tab);
    }

    private async Task<Tab> OpenAsync(params LetterPage[] letters)
    {
        var file = Path.Combine(folder, "letters.html");
        await File.WriteAllTextAsync(file, LetterDocument.Render(letters));
        return await chromium.OpenAsync(new Uri(file));
    }
}
