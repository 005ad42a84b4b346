using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Functions;

/// <summary>
/// Tells of every call of a function, under category <c>Function.{name}</c>, and limits its time. Orchestrators are left alone: their turns are the
/// engine's to tell of. A request's time is limited where it is served, since somebody waits for an answer there.
/// </summary>
internal sealed partial class FunctionWatch(ILoggerFactory loggers, TimeSpan timeout, TimeProvider technical)
{
    private readonly ConcurrentDictionary<LocalFunction, ILogger> known = [];

    public Task RunAsync(LocalFunctionContext context, FunctionExecutionDelegate run)
    {
        if (context.Function.Trigger is OrchestrationTriggerAttribute)
            return run(context);
        var logger = known.GetOrAdd(context.Function, static (function, loggers) => loggers.CreateLogger("Function." + function.Name), loggers);
        if (timeout != Timeout.InfiniteTimeSpan && context.Function.Trigger is not HttpTriggerAttribute)
            return LimitAsync(context, run, logger);
        return logger.IsEnabled(LogLevel.Information) ? TellAsync(context, run, logger) : run(context);
    }

    private async Task LimitAsync(LocalFunctionContext context, FunctionExecutionDelegate run, ILogger logger)
    {
        using var late = new CancellationTokenSource(timeout, technical);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.CancellationToken);
        await using var told = late.Token.UnsafeRegister(_ => LogLate(logger, context.Function.Name, timeout), null);
        context.CancelWith(either.Token);
        try
        {
            await TellAsync(context, run, logger);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"Function '{context.Function.Name}' ran longer than the functionTimeout of {timeout:c}.", e);
        }
    }

    private async Task TellAsync(LocalFunctionContext context, FunctionExecutionDelegate run, ILogger logger)
    {
        var name = context.Function.Name;
        if (logger.IsEnabled(LogLevel.Information))
            LogStarted(logger, name, context.Reason, context.InvocationId);
        var started = technical.GetTimestamp();
        try
        {
            await run(context);
            if (logger.IsEnabled(LogLevel.Information))
                LogSucceeded(logger, name, technical.GetElapsedTime(started).TotalMilliseconds, context.Reason, context.InvocationId);
        }
        catch (Exception e)
        {
            // Whoever called tells the rest: it knows what happens next.
            if (logger.IsEnabled(LogLevel.Information))
                LogFailed(logger, name, technical.GetElapsedTime(started).TotalMilliseconds, e.GetType().Name, context.Reason, context.InvocationId);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "Function {Function} started for {Reason} ({Invocation})")]
    private static partial void LogStarted(ILogger logger, string function, string reason, string invocation);

    [LoggerMessage(LogLevel.Information, "Function {Function} succeeded after {Milliseconds:0} ms for {Reason} ({Invocation})")]
    private static partial void LogSucceeded(ILogger logger, string function, double milliseconds, string reason, string invocation);

    [LoggerMessage(LogLevel.Information, "Function {Function} failed after {Milliseconds:0} ms with {Exception} for {Reason} ({Invocation})")]
    private static partial void LogFailed(ILogger logger, string function, double milliseconds, string exception, string reason, string invocation);

    [LoggerMessage(LogLevel.Warning, "Function {Function} has run longer than the functionTimeout of {Timeout}; it is cancelled")]
    private static partial void LogLate(ILogger logger, string function, TimeSpan timeout);
}
