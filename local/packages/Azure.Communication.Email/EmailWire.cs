using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>The service's JSON.</summary>
internal static class EmailWire
{
    public static byte[] Request(EmailMessage message)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            if (message.Headers.Count > 0)
            {
                json.WriteStartObject("headers");
                foreach ((string name, string value) in message.Headers)
                    json.WriteString(name, value);
                json.WriteEndObject();
            }

            json.WriteString("senderAddress", message.SenderAddress);
            json.WriteStartObject("content");
            json.WriteString("subject", message.Content.Subject);
            if (message.Content.PlainText is { } text)
                json.WriteString("plainText", text);
            if (message.Content.Html is { } html)
                json.WriteString("html", html);
            json.WriteEndObject();
            json.WriteStartObject("recipients");
            WriteAddresses(json, "to", message.Recipients.To);
            json.WriteEndObject();
            if (message.ReplyTo.Count > 0)
                WriteAddresses(json, "replyTo", message.ReplyTo);
            if (message.UserEngagementTrackingDisabled is { } disabled)
                json.WriteBoolean("userEngagementTrackingDisabled", disabled);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    public static EmailSendResult Result(Response response)
    {
        using JsonDocument document = JsonDocument.Parse(response.Content);
        return new EmailSendResult(document.RootElement.GetProperty("id").GetString()!, document.RootElement.GetProperty("status").GetString()!);
    }

    private static void WriteAddresses(Utf8JsonWriter json, string name, IEnumerable<EmailAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (EmailAddress address in addresses)
        {
            json.WriteStartObject();
            json.WriteString("address", address.Address);
            if (!string.IsNullOrEmpty(address.DisplayName))
                json.WriteString("displayName", address.DisplayName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
