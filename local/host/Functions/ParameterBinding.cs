using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Local.Host.Functions;

/// <summary>Decides once, at start, where each argument of a function comes from.</summary>
internal static class ParameterBinding
{
    /// <exception cref="InvalidOperationException">Nothing supplies the parameter; the message says what would.</exception>
    public static ParameterBinder For(LocalFunction function, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return static context => new(context);
        if (parameter.ParameterType == typeof(CancellationToken))
            return static context => new(context.CancellationToken);
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null && parameter.ParameterType == typeof(DurableTaskClient))
            return static context => new(context.InstanceServices.GetRequiredService<DurableTaskClient>());
        if (parameter.GetCustomAttribute<BlobInputAttribute>() is { } blob)
            return BlobInput(function, parameter, blob);

        return function.Trigger switch
        {
            HttpTriggerAttribute trigger => HttpBinding.For(function, trigger, parameter),
            BlobTriggerAttribute trigger => BlobBinding(function, trigger, parameter),
            ServiceBusTriggerAttribute => MessageBinding.For(parameter),
            TimerTriggerAttribute => parameter.ParameterType == typeof(TimerInfo) ? static context => new(context.Payload) : null,
            OrchestrationTriggerAttribute => OrchestrationBinding(function, parameter),
            ActivityTriggerAttribute => function.IsTrigger(parameter) ? static context => new(context.Payload) : null,
            _ => null,
        } ?? throw Unbound(function, parameter);
    }

    private static InvalidOperationException Unbound(LocalFunction function, ParameterInfo parameter) => new(
        $"Function '{function.Name}': nothing supplies parameter '{parameter.Name}' of type {parameter.ParameterType.Name} " +
        $"with {function.Trigger.GetType().Name}. Services come from the constructor of the function's class.");

    private static ParameterBinder? OrchestrationBinding(LocalFunction function, ParameterInfo parameter)
    {
        if (function.IsTrigger(parameter))
            return parameter.ParameterType == typeof(TaskOrchestrationContext) ? static context => new(context.Payload) : null;
        if (parameter.Position != function.Method.GetParameters().First(IsUnbound).Position)
            return null;
        return (ParameterBinder)typeof(ParameterBinding)
            .GetMethod(nameof(OrchestrationInput), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(parameter.ParameterType)
            .Invoke(null, null)!;
    }

    // As in Azure, the input goes to the first parameter that nothing else supplies, and to no other.
    private static bool IsUnbound(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<BindingAttribute>() is null && parameter.ParameterType != typeof(FunctionContext) && parameter.ParameterType != typeof(CancellationToken);

    private static ParameterBinder OrchestrationInput<T>() =>
        static context => new(((TaskOrchestrationContext)context.Payload!).GetInput<T>());

    private static ParameterBinder? BlobBinding(LocalFunction function, BlobTriggerAttribute trigger, ParameterInfo parameter)
    {
        if (!function.IsTrigger(parameter))
        {
            return parameter.ParameterType == typeof(string) && new BlobPath(function.Settings.Resolve(trigger.BlobPath)).Tokens.Contains(parameter.Name!)
                ? context => new(context.BindingData[parameter.Name!])
                : null;
        }

        return BlobContent.Reader(parameter.ParameterType) is { } read
            ? context => read((BlobClient)context.Payload!, context.CancellationToken)
            : null;
    }

    private static ParameterBinder BlobInput(LocalFunction function, ParameterInfo parameter, BlobInputAttribute attribute)
    {
        var read = BlobContent.Reader(parameter.ParameterType) ?? throw Unbound(function, parameter);
        var path = new BlobPath(function.Settings.Resolve(attribute.BlobPath));
        return context =>
        {
            var (container, name) = path.Fill(context.BindingContext.BindingData);
            var service = context.InstanceServices.GetRequiredService<BlobServiceClient>();
            return read(service.GetBlobContainerClient(container).GetBlobClient(name), context.CancellationToken);
        };
    }
}
