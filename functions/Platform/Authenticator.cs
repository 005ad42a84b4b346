using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Collections.Functions.Platform;

/// <summary>
/// Finds out who calls: by the platform's principal where the platform authenticates (<c>WEBSITE_AUTH_ENABLED</c>, which App Service sets), else by
/// a development token. Never both: a header that a caller can write himself proves nothing.
/// </summary>
internal sealed class Authenticator
{
    private const string Bearer = "Bearer ";

    /// <summary>Where the local host's sign-in page leaves the token: scripts of the page cannot read it, and no other site's request carries it.</summary>
    private const string Cookie = "collections-development";

    private readonly bool byPlatform;

    private readonly DevelopmentTokens? tokens;

    public Authenticator(IConfiguration configuration, [FromKeyedServices("technical")] TimeProvider technicalClock)
    {
        byPlatform = string.Equals(configuration["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase);
        tokens = !byPlatform && configuration["Authentication:DevelopmentKey"] is { Length: > 0 } key
            ? new DevelopmentTokens(Convert.FromBase64String(key), technicalClock)
            : null;
    }

    /// <summary>Null when nobody is signed in.</summary>
    public async Task<Identity?> ReadAsync(HttpRequest request)
    {
        if (byPlatform)
        {
            var principal = request.Headers[PlatformPrincipal.Header];
            return principal.Count == 1 ? PlatformPrincipal.Read(principal[0]!) : null;
        }

        return tokens is not null && TokenOf(request) is { } token ? await tokens.ReadAsync(token) : null;
    }

    private static string? TokenOf(HttpRequest request)
    {
        var authorization = request.Headers[HeaderNames.Authorization];
        if (authorization.Count == 0) return request.Cookies[Cookie];
        return authorization.Count == 1 && authorization[0]!.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[0]![Bearer.Length..].Trim() : null;
    }
}
