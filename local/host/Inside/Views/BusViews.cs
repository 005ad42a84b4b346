using System.Globalization;
using System.Text;
using Azure.Messaging.ServiceBus;
using Collections.Local.Host.Bus;

namespace Collections.Local.Host.Inside.Views;

/// <summary>A queue, topic or subscription with its dead letters.</summary>
/// <param name="Path">As messages are received from it.</param>
/// <param name="Kind">queue, topic or subscription.</param>
/// <param name="Waiting">Messages not received yet, scheduled ones included.</param>
/// <param name="Locked">Messages that a receiver owns.</param>
/// <param name="Sent">Messages ever sent to it.</param>
/// <param name="DeadLetters">Messages given up.</param>
/// <param name="DeadLetterPath">Where those are.</param>
/// <param name="Readers">Functions that read it.</param>
internal sealed record EntityRow(
    string Path, string Kind, int Waiting, int Locked, long Sent, int DeadLetters, string DeadLetterPath, IReadOnlyList<string> Readers)
{
    public static IReadOnlyList<EntityRow> Of(InProcessBroker broker, IReadOnlyList<FunctionRow> functions)
    {
        var entities = broker.Entities();
        var letters = entities.Where(entity => EntityPath.IsDeadLetters(entity.Path))
            .ToDictionary(entity => EntityPath.OwnerOfDeadLetters(entity.Path), entity => entity.Waiting + entity.Locked, StringComparer.OrdinalIgnoreCase);
        var topics = entities.Select(entity => EntityPath.TrySplitSubscription(entity.Path, out var topic) ? topic : null)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var readers = functions.ToLookup(function => function.Entity, function => function.Name, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. entities.Where(entity => !EntityPath.IsDeadLetters(entity.Path)).Select(entity => new EntityRow(
                entity.Path,
                topics.Contains(entity.Path) ? "topic" : EntityPath.TrySplitSubscription(entity.Path, out _) ? "subscription" : "queue",
                entity.Waiting,
                entity.Locked,
                entity.Sent,
                letters.GetValueOrDefault(entity.Path),
                EntityPath.DeadLetters(entity.Path),
                [.. readers[entity.Path]])),
        ];
    }
}

/// <summary>The newest messages of an entity, oldest first.</summary>
internal sealed record MessagePage(string Entity, int Waiting, IReadOnlyList<MessageView> Messages);

/// <summary>A message that nobody owns.</summary>
internal sealed record MessageView(long Sequence, string? Id, string? Subject, int Deliveries, DateTimeOffset Enqueued, PayloadText? Body)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? CorrelationId { get; init; }

    public string? ContentType { get; init; }

    public string? SessionId { get; init; }

    /// <summary>When it may be received; null if it may be now.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>When it is dropped; null if never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Reason { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyDictionary<string, string?> Properties { get; init; }

    public static MessageView Of(ServiceBusReceivedMessage message) => new(
        message.SequenceNumber, message.MessageId, message.Subject, message.DeliveryCount, message.EnqueuedTime, PayloadText.Of(BodyOf(message)))
    {
        CorrelationId = message.CorrelationId,
        ContentType = message.ContentType,
        SessionId = message.SessionId,
        ScheduledFor = message.State == ServiceBusMessageState.Scheduled ? message.ScheduledEnqueueTime : null,
        ExpiresAt = message.ExpiresAt == DateTimeOffset.MaxValue ? null : message.ExpiresAt,
        Reason = message.DeadLetterReason,
        Description = message.DeadLetterErrorDescription,
        Properties = message.ApplicationProperties
            .Where(property => property.Key is not (nameof(ServiceBusReceivedMessage.DeadLetterReason) or nameof(ServiceBusReceivedMessage.DeadLetterErrorDescription)))
            .ToDictionary(property => property.Key, property => Convert.ToString(property.Value, CultureInfo.InvariantCulture)),
    };

    private static string BodyOf(ServiceBusReceivedMessage message)
    {
        try
        {
            return Strict.GetString(message.Body);
        }
        catch (DecoderFallbackException)
        {
            return $"{message.Body.ToMemory().Length:N0} bytes that are no text, in base64: {Convert.ToBase64String(message.Body)}";
        }
    }
}
