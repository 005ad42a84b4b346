using System.Globalization;
using System.Text.Json;

namespace Azure.Communication.Sms;

/// <summary>The service's JSON.</summary>
internal static class SmsWire
{
    private const int MostRecipients = 100;

    /// <summary>Each recipient carries an id of the attempt, so that a retry of the same request sends nothing twice.</summary>
    public static byte[] Request(string from, IEnumerable<string> to, string message, SmsSendOptions? options)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("from", from);
            WriteRecipients(json, to);
            json.WriteString("message", message);
            if (options is not null)
            {
                json.WriteStartObject("smsSendOptions");
                json.WriteBoolean("enableDeliveryReport", options.EnableDeliveryReport);
                if (options.Tag is not null)
                    json.WriteString("tag", options.Tag);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return body.ToArray();
    }

    public static IReadOnlyList<SmsSendResult> Results(Stream body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(Result)];
    }

    private static void WriteRecipients(Utf8JsonWriter json, IEnumerable<string> to)
    {
        string now = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        int count = 0;
        json.WriteStartArray("smsRecipients");
        foreach (string recipient in to)
        {
            ArgumentException.ThrowIfNullOrEmpty(recipient, nameof(to));
            count++;
            json.WriteStartObject();
            json.WriteString("to", recipient);
            json.WriteString("repeatabilityRequestId", Guid.NewGuid());
            json.WriteString("repeatabilityFirstSent", now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (count is 0 or > MostRecipients)
            throw new ArgumentException($"A request goes to 1 to {MostRecipients} recipients, not {count}.", nameof(to));
    }

    private static SmsSendResult Result(JsonElement item) => new(
        item.GetProperty("to").GetString()!,
        Text(item, "messageId"),
        item.GetProperty("httpStatusCode").GetInt32(),
        item.GetProperty("successful").GetBoolean(),
        Text(item, "errorMessage"));

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
