using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Collections.Local.Host.Http;

/// <summary>
/// A page of the host's own, part of its assembly. It loads nothing from anywhere else, no page may frame it, and only scripts and styles that
/// carry the nonce of the answer run: nothing that data might smuggle in.
/// </summary>
/// <param name="resource">The document's name below the assembly's root namespace; <c>{{nonce}}</c> in it becomes the nonce, <c>{{include NAME}}</c> another document.</param>
internal sealed partial class LocalPage(string resource)
{
    private readonly Lazy<string> document = new(() => Include().Replace(Read(resource), part => Read(part.Groups[1].Value)));

    public Task WriteAsync(HttpContext http) => WriteAsync(http, document.Value, forms: "'none'");

    /// <summary>The page with something put into it; it may send forms to this host.</summary>
    /// <param name="html">What stands in the place of <c>{{content}}</c>; the caller has encoded it.</param>
    public Task WriteFormsAsync(HttpContext http, string html) => WriteAsync(http, document.Value.Replace("{{content}}", html, StringComparison.Ordinal), forms: "'self'");

    private static Task WriteAsync(HttpContext http, string text, string forms)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        Guard(http.Response);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.XFrameOptions = "DENY";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; "
            + $"base-uri 'none'; form-action {forms}; frame-ancestors 'none'";
        return http.Response.WriteAsync(text.Replace("{{nonce}}", nonce, StringComparison.Ordinal), http.RequestAborted);
    }

    /// <summary>What every answer to a page of the host says: it is of this moment, of the type that it names, and for pages of this host alone.</summary>
    public static void Guard(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Collections.Local.Host." + resource)
            ?? throw new InvalidOperationException($"The page {resource} is not part of the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{include ([\w.]+)\}\}")]
    private static partial Regex Include();
}
