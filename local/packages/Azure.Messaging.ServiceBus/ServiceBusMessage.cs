namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int LongestId = 128;
    private string messageId;
    private string sessionId;
    private string partitionKey;
    private TimeSpan timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>))
    {
    }

    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>A copy to send again: body, properties and addressing, without what the broker added.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        messageId = receivedMessage.MessageId;
        sessionId = receivedMessage.SessionId;
        partitionKey = receivedMessage.PartitionKey;
        timeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        ContentType = receivedMessage.ContentType;
        To = receivedMessage.To;
        ReplyTo = receivedMessage.ReplyTo;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        ScheduledEnqueueTime = receivedMessage.ScheduledEnqueueTime;
        foreach ((string name, object value) in receivedMessage.ApplicationProperties)
            ApplicationProperties[name] = value;
    }

    public BinaryData Body { get; set; }

    /// <summary>Identifies the message for duplicate detection; 1 to 128 characters.</summary>
    public string MessageId
    {
        get => messageId;
        set
        {
            if (string.IsNullOrEmpty(value) || value.Length > LongestId)
                throw new ArgumentException($"A message id has 1 to {LongestId} characters.", nameof(value));
            messageId = value;
        }
    }

    /// <summary>At most 128 characters; with a session id it must be the same.</summary>
    public string PartitionKey
    {
        get => partitionKey;
        set
        {
            RequireAtMost(value, nameof(PartitionKey));
            if (sessionId is not null && value is not null && value != sessionId)
                throw new ArgumentOutOfRangeException(nameof(value), "The partition key of a message in a session is its session id.");
            partitionKey = value;
        }
    }

    /// <summary>At most 128 characters; sets the partition key too when that is there.</summary>
    public string SessionId
    {
        get => sessionId;
        set
        {
            RequireAtMost(value, nameof(SessionId));
            sessionId = value;
            if (partitionKey is not null)
                partitionKey = value;
        }
    }

    /// <summary>Positive; <see cref="TimeSpan.MaxValue"/> is the entity's own limit.</summary>
    public TimeSpan TimeToLive
    {
        get => timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            timeToLive = value;
        }
    }

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string ContentType { get; set; }

    public string To { get; set; }

    public string ReplyTo { get; set; }

    public string ReplyToSessionId { get; set; }

    /// <summary>When the message becomes visible; the default is at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>Strings, numbers, bool, Guid, DateTime, DateTimeOffset, TimeSpan, Uri and bytes.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static void RequireAtMost(string value, string property)
    {
        if (value is { Length: > LongestId })
            throw new ArgumentException($"{property} has at most {LongestId} characters.", nameof(value));
    }
}
