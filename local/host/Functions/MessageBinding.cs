using System.Reflection;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Collections.Local.Host.Functions;

/// <summary>The shapes in which a function may take a message: the message itself, its body, or its body read as JSON.</summary>
internal static class MessageBinding
{
    public static ParameterBinder? For(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<Microsoft.Azure.Functions.Worker.ServiceBusTriggerAttribute>() is null || type.IsPrimitive)
            return null;
        if (type == typeof(ServiceBusReceivedMessage))
            return static context => new(context.Payload);
        if (type == typeof(BinaryData))
            return static context => new(Body(context));
        if (type == typeof(string))
            return static context => new(Body(context).ToString());
        if (type == typeof(byte[]))
            return static context => new(Body(context).ToArray());
        return context => new(JsonSerializer.Deserialize(
            Body(context), type, context.InstanceServices.GetRequiredService<IOptions<JsonSerializerOptions>>().Value));
    }

    private static BinaryData Body(LocalFunctionContext context) => ((ServiceBusReceivedMessage)context.Payload!).Body;
}
