using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Collections.Local.Host.Http;

/// <summary>
/// Signs a person of the developer's choice in: what the platform's sign-in is on Azure. The token goes into a cookie that scripts cannot read and that no other
/// site's request carries.
/// </summary>
internal sealed class SignInPage(DevelopmentTokens tokens, IEnumerable<SamplePerson> people)
{
    public const string Address = "/host/signin?return=";

    public const string OutAddress = "/host/signout?return=";

    private const string Cookie = "collections-development";

    private static readonly LocalPage Page = new("Http.signin.html");

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/host/signin", (HttpContext http) => Page.WriteFormsAsync(http, Buttons(ReturnOf(http))));
        endpoints.MapPost("/host/signin", async (HttpContext http) =>
        {
            // A page elsewhere has no business here.
            if (http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin")) return Results.StatusCode(StatusCodes.Status403Forbidden);
            var name = (await http.Request.ReadFormAsync(http.RequestAborted))["name"].ToString();
            if (people.FirstOrDefault(person => person.Name == name) is not { } chosen) return Results.Problem("There is no such person to sign in as.", statusCode: 400);
            http.Response.Cookies.Append(Cookie, tokens.Issue(chosen.Name, [.. chosen.Roles]), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
            return Results.LocalRedirect(ReturnOf(http));
        });
        endpoints.MapGet("/host/signout", (HttpContext http) =>
        {
            http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/" });
            return Results.LocalRedirect(Address + Uri.EscapeDataString(ReturnOf(http)));
        });
    }

    private string Buttons(string back)
    {
        var html = new StringBuilder();
        foreach (var person in people)
        {
            html.Append("<form method=\"post\" action=\"/host/signin?return=").Append(Uri.EscapeDataString(back)).Append("\"><button name=\"name\" value=\"").Append(WebUtility.HtmlEncode(person.Name))
                .Append("\"><b>").Append(WebUtility.HtmlEncode(person.Name)).Append("</b> <span>").Append(WebUtility.HtmlEncode(person.About)).Append("</span></button></form>\n");
        }

        return html.Length == 0 ? "<p>This host was started without sample people: use a token of /host/token.</p>" : html.ToString();
    }

    private static string ReturnOf(HttpContext http)
    {
        var path = http.Request.Query["return"].ToString();
        return path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) ? path : "/";
    }
}
