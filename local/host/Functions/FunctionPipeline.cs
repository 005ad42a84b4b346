using Microsoft.Azure.Functions.Worker.Middleware;

namespace Collections.Local.Host.Functions;

/// <summary>Every call of every function goes through here: the app's middleware in its order, then the function.</summary>
internal sealed class FunctionPipeline(
    IServiceProvider services, IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, FunctionWatch watch)
{
    private readonly FunctionExecutionDelegate run =
        middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallFunction, (next, wrap) => wrap(next));

    public IServiceProvider Services => services;

    /// <summary>
    /// Calls the function and returns its result. Nothing here goes asynchronous by itself, so an orchestrator
    /// runs up to its first open task on the caller's thread.
    /// </summary>
    public async ValueTask<object?> InvokeAsync(LocalFunctionContext context)
    {
        await using (context)
        {
            await watch.RunAsync(context, run);
            return context.Result;
        }
    }

    private static async Task CallFunction(Microsoft.Azure.Functions.Worker.FunctionContext context)
    {
        var local = (LocalFunctionContext)context;
        local.Result = await local.Function.CallAsync(local);
    }
}
