using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Bus;

/// <summary>What a sender put into a message; all subscriptions of a topic share one copy.</summary>
public sealed record BrokerContent
{
    private const string ReasonProperty = "DeadLetterReason";
    private const string DescriptionProperty = "DeadLetterErrorDescription";

    private static readonly IReadOnlyDictionary<string, object> NoProperties = new Dictionary<string, object>();

    public required BinaryData Body { get; init; }

    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? ContentType { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    /// <summary><see cref="TimeSpan.MaxValue"/> when the sender set no limit.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    public DateTimeOffset ScheduledEnqueueTime { get; init; }

    public IReadOnlyDictionary<string, object> Properties { get; init; } = NoProperties;

    /// <summary>Copies <paramref name="message"/>, so that the sender may go on changing it.</summary>
    /// <exception cref="SerializationException">An application property has a type that AMQP does not carry.</exception>
    /// <exception cref="ServiceBusException">The message is larger than <paramref name="maxBytes"/>.</exception>
    internal static BrokerContent From(ServiceBusMessage message, DateTimeOffset? scheduledFor, string entity, int maxBytes)
    {
        var content = new BrokerContent
        {
            Body = message.Body,
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            Subject = message.Subject,
            ContentType = message.ContentType,
            SessionId = message.SessionId,
            PartitionKey = message.PartitionKey,
            To = message.To,
            ReplyTo = message.ReplyTo,
            ReplyToSessionId = message.ReplyToSessionId,
            TimeToLive = message.TimeToLive,
            ScheduledEnqueueTime = scheduledFor ?? message.ScheduledEnqueueTime,
            Properties = message.ApplicationProperties.Count == 0
                ? NoProperties
                : new Dictionary<string, object>(message.ApplicationProperties, StringComparer.Ordinal),
        };

        long bytes = content.Body.ToMemory().Length + PropertiesSize(content.Properties);
        return bytes <= maxBytes
            ? content
            : throw new ServiceBusException(
                $"The message has {bytes:N0} bytes; {maxBytes:N0} are allowed.", ServiceBusFailureReason.MessageSizeExceeded, entity);
    }

    internal BrokerContent DeadLettered(string reason, string? description)
    {
        var properties = new Dictionary<string, object>(Properties, StringComparer.Ordinal) { [ReasonProperty] = reason };
        if (description is not null)
            properties[DescriptionProperty] = description;

        // A dead letter stays until somebody looks at it.
        return this with { Properties = properties, TimeToLive = TimeSpan.MaxValue };
    }

    /// <summary>As before it was dead-lettered, except that it stays until it is received.</summary>
    internal BrokerContent Revived()
    {
        var properties = new Dictionary<string, object>(Properties, StringComparer.Ordinal);
        properties.Remove(ReasonProperty);
        properties.Remove(DescriptionProperty);
        return this with { Properties = properties, ScheduledEnqueueTime = default };
    }

    private static long PropertiesSize(IReadOnlyDictionary<string, object> properties)
    {
        long size = 0;
        foreach ((string name, object value) in properties)
            size += name.Length + PropertyValue.Size(name, value);
        return size;
    }
}
