using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Bus;

/// <summary>A message in one queue or subscription.</summary>
/// <param name="Sequence">Rises over all entities of the broker; copies of a message in several subscriptions share it.</param>
/// <param name="Content">What was sent.</param>
/// <param name="AvailableAt">Business time from which it may be received: when it was sent, or what it was scheduled for.</param>
public sealed record BrokerEntry(long Sequence, BrokerContent Content, DateTimeOffset AvailableAt)
{
    /// <summary>Deliveries so far, the current one included.</summary>
    public int DeliveryCount { get; set; }

    /// <summary>The entity that gave it up, in a dead-letter queue.</summary>
    public string? DeadLetterSource { get; init; }

    internal (DateTimeOffset, long) Order => (AvailableAt, Sequence);

    internal bool IsExpired(DateTimeOffset now) => Content.TimeToLive < now - AvailableAt;

    internal ServiceBusReceivedMessage ToReceived(DateTimeOffset now, Guid lockToken = default, DateTimeOffset lockedUntil = default) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: Content.Body,
            messageId: Content.MessageId,
            partitionKey: Content.SessionId is null ? Content.PartitionKey : null,
            sessionId: Content.SessionId,
            replyToSessionId: Content.ReplyToSessionId,
            timeToLive: Content.TimeToLive,
            correlationId: Content.CorrelationId,
            subject: Content.Subject,
            to: Content.To,
            contentType: Content.ContentType,
            replyTo: Content.ReplyTo,
            scheduledEnqueueTime: Content.ScheduledEnqueueTime,
            properties: Content.Properties.Count == 0 ? null : new Dictionary<string, object>(Content.Properties, StringComparer.Ordinal),
            lockTokenGuid: lockToken,
            deliveryCount: DeliveryCount,
            lockedUntil: lockedUntil,
            sequenceNumber: Sequence,
            deadLetterSource: DeadLetterSource,
            enqueuedSequenceNumber: Sequence,
            enqueuedTime: AvailableAt,
            serviceBusMessageState: AvailableAt > now ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active);
}

/// <summary>A message that a receiver owns until it completes, abandons or dead-letters it, or its lock ends.</summary>
/// <param name="Entity">Path of the queue or subscription.</param>
/// <param name="Message">The message as a Service Bus trigger hands it out.</param>
/// <param name="LockToken">Names this delivery.</param>
public sealed record BrokerDelivery(string Entity, ServiceBusReceivedMessage Message, Guid LockToken);

/// <summary>The message that is to be received next of all entities with a reader.</summary>
public readonly record struct BrokerDue(string Entity, DateTimeOffset Due, long Sequence);

/// <summary>State of one entity, for people.</summary>
/// <param name="Path">Queue, topic, subscription or dead-letter queue.</param>
/// <param name="Waiting">Messages not received yet, scheduled ones included.</param>
/// <param name="Locked">Messages that a receiver owns.</param>
/// <param name="Sent">Messages ever sent to the name; 0 for subscriptions and dead-letter queues.</param>
public sealed record BrokerEntityInfo(string Path, int Waiting, int Locked, long Sent);
