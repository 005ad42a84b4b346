using System.Text;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Local.Host.Http;

/// <summary>
/// Serves HTTP functions under the route prefix of <c>host.json</c>. Function keys are not asked for, as in the official tools on a developer's
/// machine: who may do what is the app's middleware's business.
/// </summary>
internal sealed class HttpFunctions(
    HttpCalls calls, string prefix, RequestLimits limits, WorkGate gate, RunningRequests requests, CancellationToken abandoned)
{
    public void Map(IEndpointRouteBuilder endpoints, IEnumerable<LocalFunction> functions)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger)
                continue;
            RequestDelegate handler = http => EnterAsync(function, http);
            if (Methods(trigger) is { Length: > 0 } methods)
                endpoints.MapMethods("/" + RouteOf(function, trigger), methods, handler).WithDisplayName(function.Name);
            else
                endpoints.Map("/" + RouteOf(function, trigger), handler).WithDisplayName(function.Name);
        }
    }

    /// <summary>The route of a function below the host's address, with its parameters.</summary>
    public string RouteOf(LocalFunction function, HttpTriggerAttribute trigger)
    {
        var route = (trigger.Route ?? function.Name).Trim('/');
        return prefix.Length == 0 ? route : $"{prefix}/{route}";
    }

    /// <summary>None stands for all.</summary>
    public static string[] Methods(HttpTriggerAttribute trigger) => [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];

    /// <summary>
    /// Posts to the function of a route without a socket, as the host itself does a hundred thousand times in a simulation. Null if no function has it.
    /// </summary>
    /// <param name="address">Path below the host's address, with the query.</param>
    /// <param name="functions">All functions.</param>
    public Func<string, CancellationToken, Task<bool>>? PosterTo(string address, IEnumerable<LocalFunction> functions)
    {
        var parts = address.TrimStart('/').Split('?', 2);
        var function = functions.FirstOrDefault(f => f.Trigger is HttpTriggerAttribute trigger
            && string.Equals(RouteOf(f, trigger), parts[0], StringComparison.OrdinalIgnoreCase)
            && (Methods(trigger) is not { Length: > 0 } methods || methods.Contains("POST")));
        if (function is null) return null;
        var query = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        return async (json, cancellationToken) =>
        {
            await using var scope = calls.Services.CreateAsyncScope();
            var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
            http.Request.Method = HttpMethods.Post;
            http.Request.Path = "/" + parts[0];
            http.Request.QueryString = query;
            http.Request.ContentType = "application/json; charset=utf-8";
            http.Request.Headers["aeg-event-type"] = "Notification";
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
            await calls.ServeAsync(function, http, null);
            return http.Response.StatusCode is >= 200 and < 300;
        };
    }

    /// <summary>From the socket: refused while the host stops, and limited in size and time.</summary>
    private async Task EnterAsync(LocalFunction function, HttpContext http)
    {
        if (!requests.TryEnter(gate.IsOwn(http)))
        {
            http.Response.Headers.RetryAfter = "1";
            await Results.Problem("The host is stopping.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http);
            return;
        }

        try
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } most && http.Request.ContentLength > most)
            {
                await Results.Problem($"The request's body has more than {most} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge).ExecuteAsync(http);
                return;
            }

            using var turn = await gate.EnterAsync(http);
            using var time = new RequestTime(limits, http.RequestAborted, abandoned);
            var call = calls.ServeAsync(function, http, time);
            if (await time.IsOutlastedAsync(call))
                await calls.CutShortAsync(function, http, time);
            await call;
        }
        finally
        {
            requests.Leave();
        }
    }
}
