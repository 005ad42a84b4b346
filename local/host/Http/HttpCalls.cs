using Collections.Local.Host.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Http;

/// <summary>Calls functions for requests, and answers.</summary>
internal sealed partial class HttpCalls(FunctionPipeline pipeline, ILogger<HttpCalls> logger)
{
    public IServiceProvider Services => pipeline.Services;

    /// <summary>Calls the function and answers with what it returns or throws, within the request's time if that is limited.</summary>
    public async Task ServeAsync(LocalFunction function, HttpContext http, RequestTime? time)
    {
        var callerLeft = http.RequestAborted;
        if (time is not null)
            http.RequestAborted = time.Over;
        var context = new LocalFunctionContext(function, pipeline.Services, http, http.RequestAborted)
        {
            Reason = http.Request.Method,
            BindingData = http.Request.RouteValues,
            InstanceServices = http.RequestServices,
        };
        context.Items["HttpRequestContext"] = http;
        try
        {
            var result = await pipeline.InvokeAsync(context);
            if (time?.TryAnswer() == false)
                return;
            http.RequestAborted = callerLeft;
            await WriteAsync(result, http);
        }
        catch (OperationCanceledException) when (callerLeft.IsCancellationRequested)
        {
            LogCallerLeft(function.Name);
        }
        catch (Exception) when (time is { IsLate: true } or { IsAbandoned: true })
        {
            await CutShortAsync(function, http, time);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            http.RequestAborted = callerLeft;
            await RefuseAsync(function, http, e);
        }
    }

    private async Task RefuseAsync(LocalFunction function, HttpContext http, Exception exception)
    {
        http.Response.Clear();
        if (exception is BadHttpRequestException bad)
        {
            await Results.Problem(bad.Message, statusCode: bad.StatusCode).ExecuteAsync(http);
            return;
        }

        LogFailed(exception, function.Name);
        await Results.Problem("The function failed; the host's log says why.", statusCode: 500).ExecuteAsync(http);
    }

    /// <summary>Answers in the place of a function whose time is over. The caller has the answer even if the function goes on.</summary>
    public async Task CutShortAsync(LocalFunction function, HttpContext http, RequestTime time)
    {
        if (!time.TryAnswer() || time.CallerLeft.IsCancellationRequested)
            return;
        if (time.IsLate)
            LogLate(function.Name, time.Limit);
        else
            LogCut(function.Name);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.RequestAborted = time.CallerLeft;
        http.Response.Clear();
        var problem = time switch
        {
            { IsLate: false } => Results.Problem("The host has stopped.", statusCode: StatusCodes.Status503ServiceUnavailable),
            { IsAnswerLimit: true } => Results.Problem(
                $"No answer within {time.Limit:c}: there Azure's load balancer gives up.", statusCode: StatusCodes.Status504GatewayTimeout),
            _ => Results.Problem(
                $"The function ran longer than the functionTimeout of {time.Limit:c}.", statusCode: StatusCodes.Status500InternalServerError),
        };
        await problem.ExecuteAsync(http);
        await http.Response.CompleteAsync();
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

    [LoggerMessage(LogLevel.Information, "The caller of function {Function} left before the answer")]
    private partial void LogCallerLeft(string function);

    [LoggerMessage(LogLevel.Warning, "Function {Function} has not answered within {Limit}; it is cancelled")]
    private partial void LogLate(string function, TimeSpan limit);

    [LoggerMessage(LogLevel.Warning, "Function {Function} has not answered before the host stopped; it is cancelled")]
    private partial void LogCut(string function);
}
