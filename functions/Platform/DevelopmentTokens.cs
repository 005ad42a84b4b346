using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Collections.Functions.Platform;

/// <summary>
/// Checks the tokens that the local host signs for people on a developer's machine (JWT, HS256). Without the key in configuration, as in Azure,
/// no token is valid. Lifetimes are judged by the technical clock: business time may run a day a minute.
/// </summary>
internal sealed class DevelopmentTokens(byte[] key, TimeProvider technicalClock)
{
    public const string Issuer = "collections-local-host";

    public const string Audience = "collections";

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    private readonly TokenValidationParameters parameters = new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        IssuerSigningKey = new SymmetricSecurityKey(key),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => IsAlive(from, until, technicalClock.GetUtcNow().UtcDateTime),
    };

    /// <summary>Null when the token is not one of ours, or no longer.</summary>
    public async Task<Identity?> ReadAsync(string token)
    {
        var result = await handler.ValidateTokenAsync(token, parameters);
        return result.IsValid
            ? Identity.Of(result.ClaimsIdentity.FindFirst("sub")?.Value, result.ClaimsIdentity.FindAll("roles").Select(claim => claim.Value), result.ClaimsIdentity.FindFirst("agency")?.Value)
            : null;
    }

    private static bool IsAlive(DateTime? from, DateTime? until, DateTime now) => until > now && (from is null || from <= now.AddMinutes(1));
}
