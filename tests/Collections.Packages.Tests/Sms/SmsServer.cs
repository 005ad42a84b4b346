using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collections.Packages.Tests.Sms;

/// <summary>The service's side of the contract on a real socket: checks the signature, keeps the request, gives the answer it was told.</summary>
internal sealed class SmsServer : IAsyncDisposable
{
    public const string AccessKey = "dGhlIGFjY2VzcyBrZXkgb2YgdGhlIHRlc3Q=";

    private readonly WebApplication _app;

    private SmsServer(WebApplication app) => _app = app;

    public List<SmsRequest> Requests { get; } = [];

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Endpoint => _app.Urls.Single();

    public string ConnectionString => $"endpoint={Endpoint}/;accesskey={AccessKey}";

    public static async Task<SmsServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new SmsServer(builder.Build());
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var stream = new MemoryStream();
        await context.Request.Body.CopyToAsync(stream);
        byte[] body = stream.ToArray();
        string target = $"{context.Request.Path}{context.Request.QueryString}";
        Requests.Add(new SmsRequest(context.Request.Method, target, Encoding.UTF8.GetString(body), IsSigned(context.Request, body)));
        await Answer(context);
    }

    // Written from the contract's text, not from the client: every part is taken from what came over the wire.
    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        string hash = Convert.ToBase64String(SHA256.HashData(body));
        string? date = request.Headers["x-ms-date"];
        string text = string.Join('\n', request.Method, request.Path + request.QueryString, string.Join(';', date, request.Headers.Host, hash));
        using var hmac = new HMACSHA256(Convert.FromBase64String(AccessKey));
        string signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
        return request.Headers["x-ms-content-sha256"] == hash
            && request.Headers.Authorization == $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
            && DateTimeOffset.UtcNow - DateTimeOffset.ParseExact(date!, "R", null) < TimeSpan.FromMinutes(5);
    }
}

internal sealed record SmsRequest(string Method, string Target, string Body, bool IsSigned);
