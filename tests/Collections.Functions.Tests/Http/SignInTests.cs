using System.Text;
using System.Text.Json;
using Collections.Functions.Platform;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Collections.Functions.Tests.Http;

/// <summary>Who is let in, and who only pretends.</summary>
public class SignInTests
{
    private const string Address = "api/worklist?queue=review";

    private const string Stops = "api/stops";

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    public static TheoryData<string> Forgeries { get; } = new(
        Forgery(issuer: "somebody-else"),
        Forgery(audience: "another-app"),
        Forgery(key: new byte[32]),
        Forgery(minutes: -1),
        Forgery(from: 30),
        Forgery(algorithm: SecurityAlgorithms.HmacSha512, key: new byte[64]),
        Unsigned("none"),
        Unsigned("None"),
        Unsigned("HS256"),
        Tampered(),
        Forgery(subject: ""),
        Forgery(subject: "ana/supervisor"),
        "",
        "nonsense",
        "a.b.c",
        "....");

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_is_refused(string token)
    {
        await using var app = await StartAsync();
        (await app.SendAsync(HttpMethod.Get, Address, token)).IsRefused(401, "not-signed-in");
    }

    [Fact]
    public async Task A_token_of_the_local_host_is_let_in()
    {
        await using var app = await StartAsync();
        (await app.SendAsync(HttpMethod.Get, Address, Forgery())).IsOk();
        (await app.SendAsync(HttpMethod.Get, Address, null)).IsRefused(401, "not-signed-in");
    }

    [Fact]
    public async Task Without_a_key_no_token_is_valid()
    {
        await using var app = await StartAsync(key: "");
        (await app.SendAsync(HttpMethod.Get, Address, Forgery())).IsRefused(401, "not-signed-in");
    }

    [Fact]
    public async Task The_platforms_header_is_believed_only_where_the_platform_sets_it()
    {
        await using (var app = await StartAsync())
            (await app.SendAsync(HttpMethod.Get, Address, null, null, Principal(Roles.Supervisor))).IsRefused(401, "not-signed-in");

        await using var azure = await StartAsync(byPlatform: true);
        (await azure.SendAsync(HttpMethod.Get, Address, null, null, Principal(Roles.Supervisor))).IsOk();
        (await azure.SendAsync(HttpMethod.Get, Address, null, null, Principal("reader"))).IsRefused(403, "role-required");
        (await azure.SendAsync(HttpMethod.Get, Address, Forgery())).IsRefused(401, "not-signed-in");
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    public async Task A_broken_header_is_nobody(string header)
    {
        await using var azure = await StartAsync(byPlatform: true);
        (await azure.SendAsync(HttpMethod.Get, Address, null, null, ("X-MS-CLIENT-PRINCIPAL", header))).IsRefused(401, "not-signed-in");
    }

    [Fact]
    public async Task Two_principals_are_nobody()
    {
        await using var azure = await StartAsync(byPlatform: true);
        (await azure.SendAsync(HttpMethod.Get, Address, null, null, Principal(Roles.Supervisor), Principal(Roles.Legal))).IsRefused(401, "not-signed-in");
    }

    [Fact]
    public async Task An_agencys_person_has_no_other_role_whatever_the_token_or_the_directory_says()
    {
        await using (var app = await StartAsync())
        {
            (await app.SendAsync(HttpMethod.Get, Address, Forgery(roles: [Roles.Supervisor, Roles.Agency]))).IsRefused(403, "queue-not-yours");
            (await app.SendAsync(HttpMethod.Get, Stops, Forgery())).IsOk();
            (await app.SendAsync(HttpMethod.Get, Stops, Forgery(roles: [Roles.Supervisor, Roles.Agency]))).IsRefused(403, "role-required");
            (await app.SendAsync(HttpMethod.Get, Stops, Forgery(agency: "north"))).IsRefused(403, "role-required");
        }

        await using var azure = await StartAsync(byPlatform: true);
        foreach (var (type, value) in ((string, string)[])[("roles", Roles.Agency), ("agency", "north"), ("extension_agency", "north")])
            (await azure.SendAsync(HttpMethod.Get, Stops, null, null, Principal(Roles.Supervisor, (type, value)))).IsRefused(403, "role-required");
    }

    private static Task<PeopleApp> StartAsync(bool byPlatform = false, string? key = null) => PeopleApp.StartAsync(options =>
    {
        // Last, so that it wins over the host's own key.
        options.Configure = (builder, configuration) =>
        {
            configuration["Authentication:DevelopmentKey"] = key ?? Convert.ToBase64String(Key);
            if (byPlatform) configuration["WEBSITE_AUTH_ENABLED"] = "True";
            CollectionsApp.Configure(builder, configuration);
        };
    });

    private static string Forgery(
        string issuer = "collections-local-host", string audience = "collections", byte[]? key = null, int minutes = 10, int from = -10, string subject = "ana",
        string algorithm = SecurityAlgorithms.HmacSha256, string[]? roles = null, string? agency = null)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["roles"] = roles ?? [Roles.Supervisor] };
        if (agency is not null) claims["agency"] = agency;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddMinutes(from),
            Expires = from < minutes ? now.AddMinutes(minutes) : now.AddMinutes(from + 1),
            Claims = claims,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key ?? Key), algorithm),
        });
    }

    private static string Unsigned(string algorithm)
    {
        var parts = Forgery().Split('.');
        return $"{Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{parts[1]}.";
    }

    private static string Tampered()
    {
        var parts = Forgery().Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("\"ana\"", "\"eve\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }

    private static (string, string) Principal(string role, params (string Type, string Value)[] more)
    {
        var principal = new
        {
            auth_typ = "aad",
            name_typ = "name",
            role_typ = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
            claims = more.Select(claim => new { typ = claim.Type, val = claim.Value })
                .Append(new { typ = "http://schemas.microsoft.com/identity/claims/objectidentifier", val = "0b4f1c1e-0000-4000-8000-000000000001" })
                .Append(new { typ = "roles", val = role }),
        };
        return ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(principal))));
    }
}
