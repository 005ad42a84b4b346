using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;

namespace Collections.Functions.Platform;

/// <summary>
/// Gives an activity that met an outage a failure of one name, whatever library it came from: orchestrations tell by it what passes from what a person
/// has to look at, and what libraries say does not get into their histories. Other triggers keep their exceptions.
/// </summary>
internal sealed class OutageMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => IsActivity(context.FunctionDefinition) ? CallAsync(context, next) : next(context);

    private static async Task CallAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (Outage.Is(failure) && !context.CancellationToken.IsCancellationRequested)
        {
            throw new OutageException(failure);
        }
    }

    private static bool IsActivity(FunctionDefinition function) => function.InputBindings.Values.Any(binding => binding.Type == "activityTrigger");
}

/// <summary>A service that an activity needs was away.</summary>
internal sealed class OutageException(Exception failure) : Exception($"A service did not answer ({failure.GetType().Name}).")
{
    /// <summary>Whether this is why a task failed.</summary>
    public static bool Ended(TaskFailedException task) => task.FailureDetails.ErrorType == typeof(OutageException).FullName;
}
