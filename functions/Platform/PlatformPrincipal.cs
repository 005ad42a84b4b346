using System.Text.Json;

namespace Collections.Functions.Platform;

/// <summary>
/// The principal that App Service authentication hands over in <c>X-MS-CLIENT-PRINCIPAL</c>: base64 of JSON claims. The platform removes the
/// header from what callers send, so it may be believed where the platform authenticates, and nowhere else.
/// </summary>
internal static class PlatformPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] IdClaims = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"];

    /// <summary>As the directory tells of whom an agency's people work for.</summary>
    private static readonly string[] AgencyClaims = ["agency", "extension_agency"];

    /// <summary>Null when the header is no principal with an object id.</summary>
    public static Identity? Read(string header)
    {
        Principal? principal;
        try
        {
            principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(header), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }

        if (principal?.Claims is not { } claims || claims.Any(claim => claim?.Typ is null || claim.Val is null)) return null;
        var id = claims.FirstOrDefault(claim => IdClaims.Contains(claim.Typ))?.Val;
        return Identity.Of(id, claims.Where(claim => claim.Typ == "roles" || claim.Typ == principal.Role_Typ).Select(claim => claim.Val), claims.FirstOrDefault(claim => AgencyClaims.Contains(claim.Typ))?.Val);
    }

    // The names of the wire: auth_typ, name_typ, role_typ, claims[].typ, claims[].val.
    private sealed record Principal(string? Role_Typ, IReadOnlyList<Claim>? Claims);

    private sealed record Claim(string Typ, string Val);
}
