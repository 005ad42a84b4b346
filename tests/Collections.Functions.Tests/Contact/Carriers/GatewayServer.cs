using System.Text;
using Collections.Functions.Contact.Carriers.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>The gateway's side of the contract on a real socket: checks the signature, keeps the request, gives the answer it was told.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    public const string AppId = "bank-1";

    public const string Secret = "a secret of the gateway";

    private readonly WebApplication app;

    private GatewayServer(WebApplication app) => this.app = app;

    public List<(string Body, bool Signed, string Nonce)> Requests { get; } = [];

    public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsJsonAsync(new { result = "accepted", messageId = "g-1" });

    public string Endpoint => $"{app.Urls.Single()}/v1/messages?bank=1";

    public static async Task<GatewayServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new GatewayServer(builder.Build());
        server.app.Run(server.HandleAsync);
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var stream = new MemoryStream();
        await context.Request.Body.CopyToAsync(stream);
        var headers = context.Request.Headers;
        var canonical = string.Join(
            '\n', "POST", context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, AppId, headers["X-Timestamp"], headers["X-Nonce"],
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream.ToArray())));
        var fresh = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["X-Timestamp"]!, System.Globalization.CultureInfo.InvariantCulture)) < TimeSpan.FromMinutes(1);
        var signed = headers["X-App-Id"] == AppId && fresh && GatewaySignature.IsValid(Secret, canonical, headers["X-Signature"].ToString());
        lock (Requests) Requests.Add((Encoding.UTF8.GetString(stream.ToArray()), signed, headers["X-Nonce"].ToString()));
        await Answer(context);
    }
}
