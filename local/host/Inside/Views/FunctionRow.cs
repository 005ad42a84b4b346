using Collections.Local.Host.Bus;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Local.Host.Inside.Views;

/// <summary>A function and what makes it run.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Kind">Of the trigger: http, blob, timer, queue, topic, orchestration or activity.</param>
/// <param name="Trigger">What the trigger listens to, settings filled in.</param>
/// <param name="Method">Where its code is.</param>
internal sealed record FunctionRow(string Name, string Kind, string Trigger, string Method)
{
    /// <summary>Business time at which a timer function runs next.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Path of the queue or subscription that it reads.</summary>
    public string? Entity { get; init; }

    public static FunctionRow Of(LocalFunction function, HttpFunctions routes)
    {
        var resolve = function.Settings.Resolve;
        return function.Trigger switch
        {
            HttpTriggerAttribute http => Row("http", $"{Methods(http)} /{routes.RouteOf(function, http)}"),
            BlobTriggerAttribute blob => Row("blob", resolve(blob.BlobPath)),
            TimerTriggerAttribute timer => Row("timer", resolve(timer.Schedule)),
            ServiceBusTriggerAttribute { QueueName: { } queue } => Row("queue", resolve(queue)) with { Entity = resolve(queue) },
            ServiceBusTriggerAttribute bus => Row("topic", $"{resolve(bus.TopicName!)} / {resolve(bus.SubscriptionName!)}") with
            {
                Entity = EntityPath.Subscription(resolve(bus.TopicName!), resolve(bus.SubscriptionName!)),
            },
            OrchestrationTriggerAttribute task => Row("orchestration", task.Orchestration ?? function.Name),
            ActivityTriggerAttribute task => Row("activity", task.Activity ?? function.Name),
            var other => Row("other", other.GetType().Name),
        };

        FunctionRow Row(string kind, string trigger) => new(function.Name, kind, trigger, function.Definition.EntryPoint);
    }

    private static string Methods(HttpTriggerAttribute http) => HttpFunctions.Methods(http) is { Length: > 0 } methods ? string.Join(", ", methods) : "ANY";
}
