using Collections.Local.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class DevelopmentTokenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_app_can_verify_a_token_with_the_key_in_its_settings()
    {
        await using var host = await Host.StartAsync(options => options.LogLevel = LogLevel.None, Cancellation);
        await Verify(host, host.IssueToken("ana", "agent", "supervisor"), "agent", "supervisor");
        await Verify(host, await host.Http.GetStringAsync("host/token?name=ana&roles=agent,%20reader", Cancellation), "agent", "reader");
    }

    [Fact]
    public async Task A_token_needs_a_name()
    {
        await using var host = await Host.StartAsync(options => options.LogLevel = LogLevel.None, Cancellation);
        Assert.Equal(400, (int)(await host.Http.GetAsync("host/token", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_key_stays_with_the_data_folder()
    {
        var folder = Directory.CreateTempSubdirectory("host-tests-");
        try
        {
            string token;
            await using (var host = await Host.StartAsync(options => Keep(options, folder), Cancellation))
                token = host.IssueToken("ana", "agent");
            await using var again = await Host.StartAsync(options => Keep(options, folder), Cancellation);
            await Verify(again, token, "agent");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Keep(LocalHostOptions options, DirectoryInfo folder)
    {
        options.LogLevel = LogLevel.None;
        options.DataFolder = folder.FullName;
    }

    private static async Task Verify(Host host, string token, params string[] roles)
    {
        var key = host.Services.GetRequiredService<IConfiguration>()["Authentication:DevelopmentKey"];
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "collections-local-host",
            ValidAudience = "collections",
            IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(key!)),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("ana", result.ClaimsIdentity.FindFirst("sub")!.Value);
        Assert.Equal("ana", result.ClaimsIdentity.FindFirst("name")!.Value);
        Assert.Equal(roles, result.ClaimsIdentity.FindAll("roles").Select(claim => claim.Value));
        Assert.Equal(TimeSpan.FromHours(12), result.SecurityToken.ValidTo - result.SecurityToken.ValidFrom);
    }
}
