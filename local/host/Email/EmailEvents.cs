using System.Text.Json;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Email;

/// <summary>The event of Azure Communication Services as Event Grid posts it: an array of one event.</summary>
internal static class EmailEvents
{
    private const string Topic = "/subscriptions/local/resourceGroups/local/providers/Microsoft.Communication/CommunicationServices/email-inbox";

    /// <summary>The report of an e-mail; the same each time, so that receivers can tell a repetition by its id.</summary>
    public static string For(EmailMessage message) => JsonSerializer.Serialize(
        new[]
        {
            new
            {
                Id = $"{message.OperationId}_{message.Sequence}_{message.Status}",
                Topic,
                Subject = $"sender/{message.From}/message/{message.OperationId}",
                EventType = "Microsoft.Communication.EmailDeliveryReportReceived",
                Data = new
                {
                    Sender = message.From,
                    Recipient = message.To,
                    MessageId = message.OperationId,
                    Status = message.Status.ToString(),
                    DeliveryStatusDetails = new { StatusMessage = message.Status.ToString() },
                    DeliveryAttemptTimeStamp = message.EventDue!.Value,
                },
                EventTime = message.EventDue.Value,
                DataVersion = "1.0",
                MetadataVersion = "1",
            },
        },
        ServiceJson.Options);
}
