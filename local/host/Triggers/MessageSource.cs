using Azure.Messaging.ServiceBus;
using Collections.Local.Durable;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Scheduling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Triggers;

/// <summary>
/// Calls one function for each message of a queue or subscription. A call that returns completes the message, one that throws gives it back;
/// the broker counts deliveries and sets the message aside after the last.
/// </summary>
internal sealed partial class MessageSource : IWorkSource
{
    private const int ConcurrentCallsLimit = 16;

    private readonly LocalFunction function;
    private readonly FunctionPipeline pipeline;
    private readonly InProcessBroker broker;
    private readonly FaultPlan faults;
    private readonly ILogger logger;
    private readonly string entity;

    public MessageSource(LocalFunction function, FunctionPipeline pipeline, InProcessBroker broker, FaultPlan faults, ILogger logger)
    {
        this.function = function;
        this.pipeline = pipeline;
        this.broker = broker;
        this.faults = faults;
        this.logger = logger;
        entity = Declare((ServiceBusTriggerAttribute)function.Trigger);
    }

    public DateTimeOffset? NextDue => broker.DueAt(entity);

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        if (await broker.ReceiveAsync(entity, TimeSpan.Zero, cancellationToken) is not { } delivery)
            return false;
        await HandleAsync(delivery, cancellationToken);
        return true;
    }

    /// <summary>Takes messages as they come, several at a time, until <paramref name="stopping"/>; returns when the last call has ended.</summary>
    public Task ListenAsync(CancellationToken stopping, CancellationToken abandoned) => ConcurrentCalls.RunAsync(
        ConcurrentCallsLimit, NextAsync, delivery => HandleAsync(delivery, abandoned), entity, logger, stopping);

    private async Task<BrokerDelivery> NextAsync(CancellationToken cancellationToken) =>
        (await broker.ReceiveAsync(entity, Timeout.InfiniteTimeSpan, cancellationToken))!;

    private string Declare(ServiceBusTriggerAttribute trigger)
    {
        if (trigger.IsBatched || trigger.IsSessionsEnabled)
            throw new InvalidOperationException($"Function '{function.Name}': the local host delivers single messages without sessions.");
        if (trigger.QueueName is { } name)
        {
            var queue = function.Settings.Resolve(name);
            broker.DeclareQueue(queue);
            return queue;
        }

        var topic = function.Settings.Resolve(trigger.TopicName!);
        var subscription = function.Settings.Resolve(trigger.SubscriptionName!);
        broker.DeclareSubscription(topic, subscription);
        return EntityPath.Subscription(topic, subscription);
    }

    private async Task HandleAsync(BrokerDelivery delivery, CancellationToken cancellationToken)
    {
        var message = delivery.Message;
        var fault = faults.Next(FaultPoint.BusDelivery);
        try
        {
            await CallAsync(message, cancellationToken);
            if (fault == FaultKind.BusTwice)
                await CallAsync(message, cancellationToken);
        }
        catch (Exception e)
        {
            LogFailed(e, function.Name, entity, message.MessageId, message.DeliveryCount);
            await SettleAsync(broker.AbandonAsync(delivery));
            return;
        }

        // A lock that is lost leaves the message where it was, whatever the function did with it.
        await SettleAsync(fault == FaultKind.BusLock ? broker.AbandonAsync(delivery) : broker.CompleteAsync(delivery));
    }

    private async Task CallAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        var context = new LocalFunctionContext(function, pipeline.Services, message, cancellationToken)
        {
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
            {
                ["MessageId"] = message.MessageId,
                ["SequenceNumber"] = message.SequenceNumber,
                ["DeliveryCount"] = message.DeliveryCount,
                ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
                ["CorrelationId"] = message.CorrelationId,
                ["ApplicationProperties"] = message.ApplicationProperties,
            },
        };
        await pipeline.InvokeAsync(context);
    }

    private async Task SettleAsync(Task settlement)
    {
        try
        {
            await settlement;
        }
        catch (ServiceBusException e)
        {
            // The call outlived its lock; the message comes again, as it would from the service.
            LogNotSettled(e, function.Name, entity);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message function {Function} failed on {Entity} message {MessageId} (delivery {Delivery})")]
    private partial void LogFailed(Exception exception, string function, string entity, string messageId, int delivery);

    [LoggerMessage(LogLevel.Warning, "Message function {Function} took too long: {Entity} delivers the message again")]
    private partial void LogNotSettled(Exception exception, string function, string entity);
}
