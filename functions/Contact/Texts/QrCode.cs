using System.Globalization;
using System.Text;
using QRCoder;

namespace Collections.Functions.Contact.Texts;

/// <summary>A link as a QR code, drawn as SVG: one path of black runs in units of a module, with the quiet zone of four around it.</summary>
public static class QrCode
{
    /// <param name="label">What it is, for whoever does not see it; plain letters.</param>
    public static string Svg(Uri link, string label)
    {
        ArgumentNullException.ThrowIfNull(link);
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"""<svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path d="{path}"/></svg>""");
    }
}
