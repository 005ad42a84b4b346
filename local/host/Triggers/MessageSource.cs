using Azure.Messaging.ServiceBus;
using Collections.Local.Durable;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Configuration;
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
internal sealed partial class MessageSource : IWorkSource, IDisposable
{
    private readonly LocalFunction function;
    private readonly FunctionPipeline pipeline;
    private readonly InProcessBroker broker;
    private readonly FaultPlan faults;
    private readonly ILogger logger;
    private readonly string entity;
    private readonly HostJson settings;
    private readonly LockRenewal locks;

    public MessageSource(
        LocalFunction function, FunctionPipeline pipeline, InProcessBroker broker, FaultPlan faults, HostJson settings,
        TimeProvider technical, ILogger logger)
    {
        this.settings = settings;
        this.function = function;
        this.pipeline = pipeline;
        this.broker = broker;
        this.faults = faults;
        this.logger = logger;
        entity = Declare((ServiceBusTriggerAttribute)function.Trigger);
        locks = new LockRenewal(broker, settings.MaxAutoLockRenewalDuration, technical);
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
        settings.MaxConcurrentCalls, NextAsync, delivery => HandleAsync(delivery, abandoned), entity, logger, stopping);

    public void Dispose() => locks.Dispose();

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
        locks.Begin(delivery);
        try
        {
            await CallAsync(message, cancellationToken);
            if (fault == FaultKind.BusTwice)
                await CallAsync(message, cancellationToken);
        }
        catch (Exception e)
        {
            locks.End(delivery);
            LogFailed(e, function.Name, entity, message.MessageId, message.DeliveryCount);
            await SettleAsync(broker.AbandonAsync(delivery));
            return;
        }

        locks.End(delivery);
        if (fault == FaultKind.BusLock)
        {
            // A lock that is lost leaves the message where it was, whatever the function did with it.
            await SettleAsync(broker.AbandonAsync(delivery));
            return;
        }

        // Where nothing completes the message, its lock runs out and it comes again, as on Azure.
        if (settings.AutoCompleteMessages && await SettleAsync(broker.CompleteAsync(delivery)))
            LogCompleted(function.Name, entity, message.MessageId, message.DeliveryCount);
    }

    private async Task CallAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        var context = new LocalFunctionContext(function, pipeline.Services, message, cancellationToken)
        {
            Reason = message.MessageId ?? entity,
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

    private async Task<bool> SettleAsync(Task settlement)
    {
        try
        {
            await settlement;
            return true;
        }
        catch (ServiceBusException e)
        {
            // The call outlived its lock; the message comes again, as it would from the service.
            LogNotSettled(e, function.Name, entity);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Message {MessageId} of {Entity} completed by function {Function} (delivery {Delivery})")]
    private partial void LogCompleted(string function, string entity, string? messageId, int delivery);

    [LoggerMessage(LogLevel.Warning, "Message function {Function} failed on {Entity} message {MessageId} (delivery {Delivery}); the message is given back")]
    private partial void LogFailed(Exception exception, string function, string entity, string? messageId, int delivery);

    [LoggerMessage(LogLevel.Warning, "Message function {Function} took too long: {Entity} delivers the message again")]
    private partial void LogNotSettled(Exception exception, string function, string entity);
}
