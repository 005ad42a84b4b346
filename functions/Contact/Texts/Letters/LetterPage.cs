using System.Globalization;
using System.Net;
using System.Text;

namespace Collections.Functions.Contact.Texts.Letters;

/// <summary>A letter as it is printed.</summary>
/// <param name="Sender">The institution's name.</param>
/// <param name="Recipient">Name, then the lines of the address.</param>
/// <param name="Paragraphs">The text, salutation and close included.</param>
/// <param name="PayLink">Goes into the QR code.</param>
/// <param name="HasReceipt">A slip to sign and send back is printed below.</param>
public sealed record LetterPage(
    string Language, string Sender, IReadOnlyList<string> Recipient, string Reference, string Date, IReadOnlyList<string> Paragraphs, Uri PayLink, bool HasReceipt);

/// <summary>
/// Letters as one self-contained page to print on A4, each on sheets of its own. The address stands where a window envelope shows it (DIN 5008, form B: 20 mm
/// from the left, 45 mm from the top, 85 × 45 mm), and nothing else does: who sees the envelope learns neither of a bank's department nor of a debt.
/// </summary>
public static class LetterDocument
{
    private const string Style = """
        @page { size: A4; margin: 0 }
        * { box-sizing: border-box }
        body { margin: 0; background: #e8e8e8; color: #000; font: 10pt/1.4 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", Arial, "Liberation Sans", sans-serif }
        article { position: relative; width: 210mm; min-height: 296mm; margin: 6mm auto; padding: 93mm 20mm 18mm 25mm; background: #fff; break-after: page }
        article:last-child { break-after: auto }
        .sender { position: absolute; left: 25mm; top: 20mm; margin: 0; font-size: 13pt; font-weight: 600 }
        .window { position: absolute; left: 25mm; top: 50mm; width: 80mm; height: 36mm; overflow: hidden; font-size: 10.5pt; line-height: 1.4; font-style: normal }
        .facts { position: absolute; right: 20mm; top: 50mm; width: 60mm; margin: 0; text-align: right; font-size: 9pt }
        .facts div { margin-bottom: 1mm }
        .facts dt, .facts dd { display: inline; margin: 0 }
        p { margin: 0 0 2.5mm; overflow-wrap: anywhere; orphans: 3; widows: 3 }
        .pay { display: flex; gap: 6mm; align-items: center; margin-top: 3mm; break-inside: avoid; font-size: 9pt }
        .qr { width: 30mm; height: 30mm; flex: none }
        .seal { margin-left: auto; width: 40mm; height: 30mm; border: .2mm dashed #888; display: grid; place-items: center; color: #666 }
        .receipt { margin-top: 5mm; padding-top: 4mm; border-top: .2mm dashed #888; break-inside: avoid; font-size: 9pt }
        .receipt p { margin-bottom: 3mm }
        @media print { body { background: none } article { margin: 0; min-height: 0; padding-bottom: 12mm } }
        """;

    public static string Render(IReadOnlyList<LetterPage> letters)
    {
        ArgumentNullException.ThrowIfNull(letters);
        var page = new StringBuilder("<!doctype html>\n");
        page.Append(CultureInfo.InvariantCulture, $"<html lang=\"{Encode(letters is [var first, ..] ? first.Language : TemplateLanguages.Fallback)}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"robots\" content=\"noindex\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>A4 × {letters.Count}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n");
        foreach (var letter in letters) Append(page, letter);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, LetterPage letter)
    {
        var isChinese = TemplateLanguages.IsChinese(letter.Language);
        page.Append(CultureInfo.InvariantCulture, $"<article lang=\"{Encode(letter.Language)}\">\n<h1 class=\"sender\">{Encode(letter.Sender)}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<address class=\"window\">{string.Join("<br>", letter.Recipient.Select(Encode))}</address>\n<dl class=\"facts\">");
        Fact(page, isChinese ? "日期" : "Date", letter.Date);
        Fact(page, isChinese ? "查询编号" : "Reference", letter.Reference);
        page.Append("</dl>\n");
        foreach (var paragraph in letter.Paragraphs) page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(paragraph)}</p>\n");
        var scan = isChinese ? "扫码查询明细并还款" : "Scan to see the details and to pay";
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"pay\">{QrCode.Svg(letter.PayLink, scan)}<div>{scan}</div>");
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"seal\">{(isChinese ? "（盖章）" : "(seal)")}</div></div>\n");
        if (letter.HasReceipt) Receipt(page, letter, isChinese);
        page.Append("</article>\n");
    }

    private static void Receipt(StringBuilder page, LetterPage letter, bool isChinese)
    {
        var (title, line) = isChinese
            ? ("回执", "本人已收到上述信函。签收仅表示收到，不表示认可金额。签名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿")
            : ("Receipt", "I have received this letter; I confirm its arrival and not the amount. Signature: ________________ Date: ________________");
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"receipt\"><p><b>{title}</b> · {Encode(letter.Reference)} · {Encode(letter.Date)}</p><p>{line}</p></div>\n");
    }

    private static void Fact(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}: </dt><dd>{Encode(value)}</dd></div>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
