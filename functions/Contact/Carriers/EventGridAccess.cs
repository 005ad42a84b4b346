using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// Whether a post is Event Grid's. With <c>EventGrid:Tenant</c> set, by the bearer token that Event Grid gets from Microsoft Entra ID for the subscription;
/// else by the secret in the subscription's address (<c>Sms:EventKey</c>, <c>Email:EventKey</c>). Without either nothing is taken.
/// </summary>
public sealed class EventGridAccess(IConfiguration configuration, TokenKeys keys, [FromKeyedServices("technical")] TimeProvider technicalClock)
{
    /// <summary>Event Grid's own application in every tenant.</summary>
    private const string EventGridApp = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

    private const string Bearer = "Bearer ";

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>Refuses (401) a post that proves nothing.</summary>
    /// <param name="section">Whose secret it is: <c>Sms</c>, <c>Email</c>.</param>
    public async Task RequireAsync(HttpRequest request, string section, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (configuration["EventGrid:Tenant"] is { Length: > 0 } tenant)
        {
            if (!await IsEventGridAsync(request, tenant, cancellation)) throw new RefusedException(401, "event-token", "The request carries no valid token of Event Grid.");
        }
        else if (!IsProven(configuration[$"{section}:EventKey"], request.Query["key"]))
        {
            throw new RefusedException(401, "event-key", "The query carries no valid 'key'.");
        }
    }

    private async Task<bool> IsEventGridAsync(HttpRequest request, string tenant, CancellationToken cancellation)
    {
        var authorization = request.Headers[HeaderNames.Authorization];
        if (authorization.Count != 1 || !authorization[0]!.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return false;
        var token = authorization[0]![Bearer.Length..].Trim();
        if (!handler.CanReadToken(token)) return false;
        var audience = configuration["EventGrid:Audience"] is { Length: > 0 } named ? named
            : throw new InvalidOperationException("The setting 'EventGrid:Audience' is missing: for whom Event Grid's tokens are, as the subscription names it.");
        var authority = configuration["EventGrid:Authority"] ?? "https://login.microsoftonline.com";
        var parameters = new TokenValidationParameters
        {
            ValidIssuers = [$"{authority}/{tenant}/v2.0", $"https://sts.windows.net/{tenant}/", $"https://sts.chinacloudapi.cn/{tenant}/"],
            ValidAudience = audience,
            IssuerSigningKeys = await keys.GetAsync(new Uri($"{authority}/{tenant}/discovery/v2.0/keys"), handler.ReadJsonWebToken(token).Kid, cancellation),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsAlive(from, until, technicalClock.GetUtcNow().UtcDateTime),
        };
        var result = await handler.ValidateTokenAsync(token, parameters);
        return result.IsValid && (Claim(result, "azp") ?? Claim(result, "appid")) == (configuration["EventGrid:AppId"] ?? EventGridApp);
    }

    private static string? Claim(TokenValidationResult result, string type) => result.ClaimsIdentity.FindFirst(type)?.Value;

    private static bool IsAlive(DateTime? from, DateTime? until, DateTime now) => until > now.AddMinutes(-1) && (from is null || from <= now.AddMinutes(1));

    private static bool IsProven(string? secret, string? key) =>
        secret is { Length: > 0 } && key is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
