using System.Reflection;
using Collections.Local.Host.Http;
using Microsoft.AspNetCore.Http;

namespace Collections.Local.Host.Inside;

/// <summary>Scripts and styles of the page, by their names.</summary>
internal static class PageFiles
{
    public static IResult Of(string file, HttpContext http)
    {
        var type = Path.GetExtension(file) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => null,
        };
        if (type is null || Assembly.GetExecutingAssembly().GetManifestResourceStream("Collections.Local.Host.Inside." + file) is not { } content)
            return TypedResults.NotFound();
        LocalPage.Guard(http.Response);
        return TypedResults.Stream(content, type);
    }
}
