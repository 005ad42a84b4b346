using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Workbench;

/// <summary>The files of pages, part of the assembly (folders <c>workbench/</c> and <c>debtor/</c>). They hold no data: what they show they ask the API for.</summary>
internal static class Pages
{
    private static readonly string[] Folders = ["workbench/", "debtor/"];

    /// <summary>Nothing from elsewhere, no script or style that is not a file of ours, and nobody frames it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, Page> Files = Load();

    /// <summary>Null when there is no such file.</summary>
    public static IResult? Of(string folder, string path, HttpContext http)
    {
        if (!Files.TryGetValue($"{folder}/{(path.Length == 0 ? "index.html" : path)}", out var page)) return null;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        headers.ETag = page.Tag;
        return http.Request.Headers.IfNoneMatch.Contains(page.Tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(page.Content, page.Type);
    }

    private static FrozenDictionary<string, Page> Load()
    {
        var assembly = typeof(Pages).Assembly;
        var files = new Dictionary<string, Page>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal))))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            files[name] = new Page(content, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        var other => throw new InvalidOperationException($"Files of pages do not end in '{other}'."),
    };

    private sealed record Page(byte[] Content, string Type, string Tag);
}
