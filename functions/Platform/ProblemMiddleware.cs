using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Platform;

/// <summary>Turns whatever an HTTP function throws into problem details. Other triggers keep their exceptions: their hosts retry by them.</summary>
internal sealed class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var trace = Problems.Trace(context.TraceContext.TraceParent, context.InvocationId);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var problem = Problems.From(e);

            // The type and the place, not the message: messages of libraries quote data.
            if (problem.Status >= 500) logger.LogError("{Function} failed with {Error} at {Place}, trace {Trace}.", context.FunctionDefinition.Name, e.GetType().FullName, Place(e), trace);
            await Problems.WriteAsync(http, problem, trace);
        }
    }

    private static string Place(Exception e) => (e.GetBaseException().StackTrace ?? "").Split('\n')[0].Trim();
}
