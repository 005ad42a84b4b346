using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Local.Host.Bus;

/// <summary>All of a message but its body, as JSON in a column.</summary>
internal sealed record StoredHeader(
    string? MessageId,
    string? CorrelationId,
    string? Subject,
    string? ContentType,
    string? SessionId,
    string? PartitionKey,
    string? To,
    string? ReplyTo,
    string? ReplyToSessionId,
    long? TimeToLiveTicks,
    DateTimeOffset? ScheduledEnqueueTime,
    Dictionary<string, string>? Properties,
    string? DeadLetterSource)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(BrokerEntry entry)
    {
        BrokerContent content = entry.Content;
        return JsonSerializer.Serialize(
            new StoredHeader(
                content.MessageId,
                content.CorrelationId,
                content.Subject,
                content.ContentType,
                content.SessionId,
                content.PartitionKey,
                content.To,
                content.ReplyTo,
                content.ReplyToSessionId,
                content.TimeToLive == TimeSpan.MaxValue ? null : content.TimeToLive.Ticks,
                content.ScheduledEnqueueTime == default ? null : content.ScheduledEnqueueTime,
                content.Properties.Count == 0 ? null : content.Properties.ToDictionary(p => p.Key, p => PropertyValue.Write(p.Value)),
                entry.DeadLetterSource),
            Json);
    }

    public static BrokerEntry Read(string json, long sequence, DateTimeOffset availableAt, BinaryData body)
    {
        StoredHeader header = JsonSerializer.Deserialize<StoredHeader>(json, Json)!;
        var content = new BrokerContent
        {
            Body = body,
            MessageId = header.MessageId,
            CorrelationId = header.CorrelationId,
            Subject = header.Subject,
            ContentType = header.ContentType,
            SessionId = header.SessionId,
            PartitionKey = header.PartitionKey,
            To = header.To,
            ReplyTo = header.ReplyTo,
            ReplyToSessionId = header.ReplyToSessionId,
            TimeToLive = header.TimeToLiveTicks is { } ticks ? TimeSpan.FromTicks(ticks) : TimeSpan.MaxValue,
            ScheduledEnqueueTime = header.ScheduledEnqueueTime ?? default,
        };
        if (header.Properties is { } properties)
            content = content with { Properties = properties.ToDictionary(p => p.Key, p => PropertyValue.Read(p.Value)!) };
        return new BrokerEntry(sequence, content, availableAt) { DeadLetterSource = header.DeadLetterSource };
    }
}
