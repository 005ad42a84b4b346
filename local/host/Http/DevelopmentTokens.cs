using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Collections.Local.Host.Http;

/// <summary>
/// Signs tokens for people and programs on the developer's own machine. The key stays in the data folder, so tokens outlive a restart;
/// the app verifies with the key that it finds in its configuration.
/// </summary>
internal sealed class DevelopmentTokens
{
    public const string Issuer = "collections-local-host";
    public const string Audience = "collections";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly SigningCredentials credentials;
    private readonly TimeProvider technicalClock;

    private DevelopmentTokens(byte[] key, TimeProvider technicalClock)
    {
        this.technicalClock = technicalClock;
        Key = Convert.ToBase64String(key);
        credentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);
    }

    /// <summary>The signing key in base64, as the app's configuration gets it.</summary>
    public string Key { get; }

    /// <summary>The key of this data folder, made on first use; without a folder, a key for this run.</summary>
    public static DevelopmentTokens Load(string? dataFolder, TimeProvider technicalClock)
    {
        if (dataFolder is null)
            return new DevelopmentTokens(RandomNumberGenerator.GetBytes(32), technicalClock);

        var file = Path.Combine(dataFolder, "development.key");
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        return new DevelopmentTokens(Convert.FromBase64String(File.ReadAllText(file).Trim()), technicalClock);
    }

    /// <param name="roles">One with a scope, as <c>agency:north</c>, is the role with a claim of its name.</param>
    public string Issue(string name, params string[] roles)
    {
        var now = technicalClock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = name, ["name"] = name, ["roles"] = roles.Select(role => role.Split(':')[0]).ToArray() };
        if (roles.FirstOrDefault(role => role.Contains(':', StringComparison.Ordinal)) is { } scoped) claims[scoped.Split(':')[0]] = scoped.Split(':')[1];
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = credentials,
        });
    }

    /// <summary><c>GET /host/token?name=&amp;roles=a,b</c> answers with a token as plain text.</summary>
    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/host/token", (string? name, string? roles) =>
        string.IsNullOrWhiteSpace(name)
            ? Results.Problem("Say who the token is for: /host/token?name=ana&roles=agent,supervisor", statusCode: 400)
            : Results.Text(Issue(name, (roles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));
}
