using System.Net;
using System.Net.Sockets;
using Collections.Local.Host.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Local.Host.Http;

/// <summary>Kestrel on the loopback address, with the limits that the Functions host sets.</summary>
internal static class HttpServer
{
    private const string ApiLimit = "api";

    public static void Configure(WebApplicationBuilder builder, Socket socket, HostJson hostJson, long largestBody)
    {
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(options => options.CreateBoundListenSocket = _ => socket);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = largestBody;
            options.Listen((IPEndPoint)socket.LocalEndPoint!);
        });
        builder.Services.AddRouting();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddConcurrencyLimiter(ApiLimit, limit =>
            {
                limit.PermitLimit = Math.Min(hostJson.MaxConcurrentRequests, hostJson.MaxOutstandingRequests);
                limit.QueueLimit = Math.Max(0, hostJson.MaxOutstandingRequests - hostJson.MaxConcurrentRequests);
            });
        });

        // A web page elsewhere that points its name at 127.0.0.1 must not get tokens or data from here.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1"]);
    }

    public static void UseFunctions(WebApplication app, Action<IEndpointRouteBuilder> map)
    {
        app.UseHostFiltering();
        app.UseRateLimiter();
        map(app.MapGroup("").RequireRateLimiting(ApiLimit));
    }
}
