using System.Security.Cryptography;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>Event Grid's own bearer token, against an authority on a real socket: only the right one is believed.</summary>
public sealed class EventGridTokenTests : IAsyncLifetime
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";

    private const string EventGridApp = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

    private readonly ContactWorld _world = new();

    private readonly ManualClock _clock = new();

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };

    private readonly RsaSecurityKey _strange = new(RSA.Create(2048)) { KeyId = "k1" };

    private readonly List<JsonWebKey> _published = [];

    private WebApplication _authority = null!;

    private EventGridFunctions _function = null!;

    private int _asked;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _authority = builder.Build();
        _authority.MapGet("/{tenant}/discovery/v2.0/keys", (string tenant) =>
        {
            Assert.Equal(Tenant, tenant);
            Interlocked.Increment(ref _asked);
            return Results.Json(new { keys = _published.Select(key => new { kty = key.Kty, use = "sig", kid = key.Kid, n = key.N, e = key.E }) });
        });
        await _authority.StartAsync();
        Publish(_key);
        var settings = Settings.Of(
            ("EventGrid:Tenant", Tenant), ("EventGrid:Audience", "api://collections"), ("EventGrid:Authority", Authority), ("Sms:EventKey", "a secret that is not asked any more"));
        _function = Posting.FunctionOver(_world, settings, new TokenKeys(new HttpClient(), _clock), _clock);
    }

    public ValueTask DisposeAsync() => _authority.DisposeAsync();

    private string Authority => _authority.Urls.Single();

    [Theory]
    [InlineData("azp", true)]
    [InlineData("appid", false)]
    public async Task The_right_token_is_believed(string claim, bool isV2) =>
        Assert.Equal(200, await PostAsync(Token(issuer: isV2 ? null : $"https://sts.windows.net/{Tenant}/", claim: claim)));

    [Fact]
    public async Task A_token_of_another_key_issuer_audience_or_app_is_not()
    {
        await RefusedAsync(Token(key: _strange));
        await RefusedAsync(Token(issuer: $"{Authority}/99999999-2222-3333-4444-555555555555/v2.0"));
        await RefusedAsync(Token(audience: "api://another"));
        await RefusedAsync(Token(app: "00000000-0000-0000-0000-000000000000"));
        await RefusedAsync(Token(claim: "other"));
    }

    [Fact]
    public async Task A_token_that_is_over_or_not_yet_is_not()
    {
        await RefusedAsync(Token(from: _clock.Now.AddHours(-2), until: _clock.Now.AddMinutes(-2)));
        await RefusedAsync(Token(from: _clock.Now.AddMinutes(5), until: _clock.Now.AddHours(1)));
    }

    [Fact]
    public async Task A_token_without_signature_or_with_one_of_another_kind_is_not()
    {
        var parts = Token().Split('.');
        await RefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.");
        await RefusedAsync($"{parts[0]}.{parts[1]}.");
        await RefusedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("collections", "collectionz", StringComparison.Ordinal))}.{parts[2]}");

        // The public key as the secret of a symmetric signature.
        var secret = new SymmetricSecurityKey(_key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "k1" };
        await RefusedAsync(new JsonWebTokenHandler().CreateToken(Descriptor(new SigningCredentials(secret, SecurityAlgorithms.HmacSha256))));
        await RefusedAsync("no token");
        await RefusedAsync(null);
    }

    [Fact]
    public async Task A_secret_in_the_query_does_not_stand_in_for_the_token()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Posting.RunAsync(request => _function.Sms(request, default), "[]", "a secret that is not asked any more"));
        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task A_new_key_is_found_and_invented_ones_are_not_asked_for_again_and_again()
    {
        await PostAsync(Token());
        var rolled = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "k2" };
        Publish(rolled);
        for (var i = 0; i < 5; i++) await RefusedAsync(Token(key: rolled));
        Assert.Equal(1, _asked);
        _clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(200, await PostAsync(Token(key: rolled)));
        Assert.Equal(2, _asked);
    }

    private void Publish(RsaSecurityKey key) => _published.Add(JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId }));

    private string Token(
        RsaSecurityKey? key = null, string? issuer = null, string? audience = null, string? app = null, string claim = "azp", DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var descriptor = Descriptor(new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256), claim, app ?? EventGridApp);
        descriptor.Issuer = issuer ?? descriptor.Issuer;
        descriptor.Audience = audience ?? descriptor.Audience;
        descriptor.NotBefore = from?.UtcDateTime ?? descriptor.NotBefore;
        descriptor.Expires = until?.UtcDateTime ?? descriptor.Expires;
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private SecurityTokenDescriptor Descriptor(SigningCredentials credentials, string claim = "azp", string app = EventGridApp) => new()
    {
        Issuer = $"{Authority}/{Tenant}/v2.0",
        Audience = "api://collections",
        NotBefore = _clock.Now.UtcDateTime.AddMinutes(-1),
        IssuedAt = _clock.Now.UtcDateTime.AddMinutes(-1),
        Expires = _clock.Now.UtcDateTime.AddHours(1),
        Claims = new Dictionary<string, object> { [claim] = app },
        SigningCredentials = credentials,
    };

    private async Task<int> PostAsync(string? token) => (await Posting.RunAsync(request => _function.Sms(request, default), "[]", bearer: token)).Status;

    private async Task RefusedAsync(string? token) => Assert.Equal(401, (await Assert.ThrowsAsync<RefusedException>(() => PostAsync(token))).Status);
}
