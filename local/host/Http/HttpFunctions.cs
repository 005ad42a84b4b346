using System.Text;
using Collections.Local.Host.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Http;

/// <summary>
/// Serves HTTP functions under <c>/api</c>. Function keys are not asked for, as in the official tools on a developer's machine:
/// who may do what is the app's middleware's business.
/// </summary>
internal sealed partial class HttpFunctions(FunctionPipeline pipeline, ILogger<HttpFunctions> logger)
{
    public void Map(IEndpointRouteBuilder endpoints, IEnumerable<LocalFunction> functions)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger)
                continue;
            var route = "/api/" + (trigger.Route ?? function.Name).TrimStart('/');
            RequestDelegate handler = http => ServeAsync(function, http);
            if (trigger.Methods is { Length: > 0 } methods)
                endpoints.MapMethods(route, methods.Select(method => method.ToUpperInvariant()), handler).WithDisplayName(function.Name);
            else
                endpoints.Map(route, handler).WithDisplayName(function.Name);
        }
    }

    /// <summary>
    /// Posts to the function of a route without a socket, as the host itself does a hundred thousand times in a simulation. Null if no function has it.
    /// </summary>
    /// <param name="address">Path below the host's address, with the query.</param>
    public Func<string, CancellationToken, Task<bool>>? PosterTo(string address, IEnumerable<LocalFunction> functions)
    {
        var parts = address.TrimStart('/').Split('?', 2);
        var function = functions.FirstOrDefault(f => f.Trigger is HttpTriggerAttribute trigger
            && string.Equals("api/" + (trigger.Route ?? f.Name).TrimStart('/'), parts[0], StringComparison.OrdinalIgnoreCase)
            && (trigger.Methods is not { Length: > 0 } methods || methods.Contains("post", StringComparer.OrdinalIgnoreCase)));
        if (function is null) return null;
        var query = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        return async (json, cancellationToken) =>
        {
            await using var scope = pipeline.Services.CreateAsyncScope();
            var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
            http.Request.Method = HttpMethods.Post;
            http.Request.Path = "/" + parts[0];
            http.Request.QueryString = query;
            http.Request.ContentType = "application/json; charset=utf-8";
            http.Request.Headers["aeg-event-type"] = "Notification";
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
            await ServeAsync(function, http);
            return http.Response.StatusCode is >= 200 and < 300;
        };
    }

    private async Task ServeAsync(LocalFunction function, HttpContext http)
    {
        var context = new LocalFunctionContext(function, pipeline.Services, http, http.RequestAborted)
        {
            BindingData = http.Request.RouteValues,
            InstanceServices = http.RequestServices,
        };
        context.Items["HttpRequestContext"] = http;
        try
        {
            await WriteAsync(await pipeline.InvokeAsync(context), http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogAborted(function.Name);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            if (e is BadHttpRequestException bad)
            {
                await Results.Problem(bad.Message, statusCode: bad.StatusCode).ExecuteAsync(http);
                return;
            }

            LogFailed(e, function.Name);
            await Results.Problem("The function failed; the host's log says why.", statusCode: 500).ExecuteAsync(http);
        }
    }

    private static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        // Nothing to write, or middleware has answered already.
        null => Task.CompletedTask,
        _ when http.Response.HasStarted => Task.CompletedTask,
        IResult answer => answer.ExecuteAsync(http),
        string text => http.Response.WriteAsync(text, http.RequestAborted),
        _ => http.Response.WriteAsJsonAsync(result, result.GetType(), http.RequestAborted),
    };

    [LoggerMessage(LogLevel.Error, "Function {Function} failed")]
    private partial void LogFailed(Exception exception, string function);

    [LoggerMessage(LogLevel.Debug, "The caller of function {Function} went away")]
    private partial void LogAborted(string function);
}
