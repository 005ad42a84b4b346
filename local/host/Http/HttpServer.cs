using System.Net;
using System.Net.Sockets;
using Collections.Local.Host.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Local.Host.Http;

/// <summary>Kestrel on the loopback address, with the limits that the Functions host sets.</summary>
internal static class HttpServer
{
    private const long LargestBody = 100 * 1024 * 1024;
    private const int ConcurrentRequests = 100;
    private const int WaitingRequests = 100;
    private const string ApiLimit = "api";

    public static void Configure(WebApplicationBuilder builder, Socket socket)
    {
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(options => options.CreateBoundListenSocket = _ => socket);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Listen((IPEndPoint)socket.LocalEndPoint!);
        });
        builder.Services.AddRouting();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddConcurrencyLimiter(ApiLimit, limit =>
            {
                limit.PermitLimit = ConcurrentRequests;
                limit.QueueLimit = WaitingRequests;
            });
        });

        // A web page elsewhere that points its name at 127.0.0.1 must not get tokens or data from here.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["localhost", "127.0.0.1"]);
    }

    /// <summary>The app's functions, one at a time with work items where the gate says so; the host's own endpoints never wait for it.</summary>
    public static void UseFunctions(WebApplication app, WorkGate gate, Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder> map)
    {
        app.UseHostFiltering();
        app.UseRateLimiter();
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/api"))
            {
                await next(context);
                return;
            }

            using var turn = await gate.EnterAsync(context);
            await next(context);
        });
        map(app.MapGroup("").RequireRateLimiting(ApiLimit));
    }
}
