using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Local.Host.Hosting;

/// <summary>Gives the engine the app's orchestrators and activities.</summary>
internal static class DurableTasks
{
    public static void AddTo(TaskCatalog catalog, IEnumerable<LocalFunction> functions, FunctionPipeline pipeline)
    {
        foreach (var function in functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTriggerAttribute trigger:
                    catalog.AddOrchestrator(trigger.Orchestration ?? function.Name, context => pipeline.InvokeAsync(
                        new LocalFunctionContext(function, pipeline.Services, context, CancellationToken.None) { Reason = context.InstanceId }).AsTask());
                    break;
                case ActivityTriggerAttribute trigger:
                    // An activity may ask for its context in place of an input.
                    var type = function.TriggerParameter.ParameterType == typeof(FunctionContext) ? typeof(object) : function.TriggerParameter.ParameterType;
                    catalog.AddActivity(trigger.Activity ?? function.Name, type, (call, cancellation) => pipeline.InvokeAsync(
                        new LocalFunctionContext(
                            function, pipeline.Services, call.DataConverter.Deserialize(call.SerializedInput, type), cancellation)
                        {
                            Reason = call.InstanceId,
                        }).AsTask());
                    break;
            }
        }
    }
}
