using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collections.Local.Host.Sms;

/// <summary>The events of Azure Communication Services as Event Grid posts them: an array of one event.</summary>
internal static class SmsEvents
{
    private const string Topic = "/subscriptions/local/resourceGroups/local/providers/Microsoft.Communication/CommunicationServices/sms-inbox";

    // Chinese stays readable, as the service writes it.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event of a message; the same each time, so that receivers can tell a repetition by its id.</summary>
    public static string For(SmsMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id", $"{message.Id}_event");
            json.WriteString("topic", Topic);
            if (message.Direction == SmsDirection.Outgoing)
                WriteReport(json, message);
            else
                WriteReceived(json, message);
            json.WriteString("eventTime", message.EventDue!.Value);
            json.WriteString("dataVersion", "1.0");
            json.WriteString("metadataVersion", "1");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteReport(Utf8JsonWriter json, SmsMessage message)
    {
        bool isDelivered = message.Status == SmsStatus.Delivered;
        int segments = SmsSegments.Count(message.Text);
        json.WriteString("subject", $"/phonenumber/{message.To.TrimStart('+')}");
        json.WriteString("eventType", "Microsoft.Communication.SMSDeliveryReportReceived");
        json.WriteStartObject("data");
        WriteAddress(json, message);
        json.WriteString("deliveryStatus", isDelivered ? "Delivered" : "Failed");
        json.WriteString("deliveryStatusDetails", message.Detail ?? "No error.");
        json.WriteString("receivedTimestamp", message.EventDue!.Value);
        json.WriteStartArray("deliveryAttempts");
        json.WriteStartObject();
        json.WriteString("timestamp", message.EventDue.Value);
        json.WriteNumber("segmentsSucceeded", isDelivered ? segments : 0);
        json.WriteNumber("segmentsFailed", isDelivered ? 0 : segments);
        json.WriteEndObject();
        json.WriteEndArray();
        if (message.Tag is not null)
            json.WriteString("Tag", message.Tag);
        json.WriteEndObject();
    }

    private static void WriteReceived(Utf8JsonWriter json, SmsMessage message)
    {
        json.WriteString("subject", $"/phonenumber/{message.To.TrimStart('+')}");
        json.WriteString("eventType", "Microsoft.Communication.SMSReceived");
        json.WriteStartObject("data");
        WriteAddress(json, message);
        json.WriteString("message", message.Text);
        json.WriteString("receivedTimestamp", message.At);
        json.WriteNumber("segmentCount", SmsSegments.Count(message.Text));
        json.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter json, SmsMessage message)
    {
        json.WriteString("messageId", message.Id);
        json.WriteString("from", message.From);
        json.WriteString("to", message.To);
    }
}
