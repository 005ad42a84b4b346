using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Collections.Functions.Contact.Carriers.Email;

/// <summary>A plain text as a simple page: its paragraphs, its lines, its links, and nothing that is loaded from anywhere. Pure.</summary>
public static partial class EmailHtml
{
    /// <param name="language">BCP 47.</param>
    public static string Of(string text, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var html = new StringBuilder("<!doctype html><html");
        if (language is not null) html.Append(" lang=\"").Append(WebUtility.HtmlEncode(language)).Append('"');
        html.Append("><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;font-size:16px;line-height:1.5\">");
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            html.Append("<p>").AppendJoin("<br>", paragraph.Split('\n').Select(Line)).Append("</p>");
        return html.Append("</body></html>").ToString();
    }

    private static string Line(string line)
    {
        var (html, at) = (new StringBuilder(), 0);
        foreach (var link in Link().EnumerateMatches(line))
        {
            var address = WebUtility.HtmlEncode(line.Substring(link.Index, link.Length));
            html.Append(WebUtility.HtmlEncode(line[at..link.Index])).Append("<a href=\"").Append(address).Append("\">").Append(address).Append("</a>");
            at = link.Index + link.Length;
        }

        return html.Append(WebUtility.HtmlEncode(line[at..])).ToString();
    }

    [GeneratedRegex(@"https://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*[A-Za-z0-9/=_\-]")]
    private static partial Regex Link();
}
