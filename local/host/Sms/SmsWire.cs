using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Local.Host.Sms;

/// <summary>A call of the service as it arrived, over a socket or from a pipeline in the process.</summary>
/// <param name="PathAndQuery">As signed: not decoded.</param>
/// <param name="Host">With the port unless it is the scheme's own.</param>
/// <param name="Header">Looks up a header's value without regard to case.</param>
internal sealed record SmsCall(string Method, string PathAndQuery, string Host, Func<string, string?> Header, ReadOnlyMemory<byte> Body);

/// <summary>The inbox's answer; none when the connection is to break.</summary>
internal sealed record SmsAnswer(int Status, byte[] Body, TimeSpan? RetryAfter = null)
{
    public static SmsAnswer? None => null;

    public static SmsAnswer Error(int status, string code, string message, TimeSpan? retryAfter = null) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new { error = new { code, message } }, SmsWire.Json), retryAfter);
}

internal static class SmsWire
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal sealed record SendRequest(string? From, IReadOnlyList<Recipient>? SmsRecipients, string? Message, SendOptions? SmsSendOptions);

    internal sealed record Recipient(string? To, string? RepeatabilityRequestId, string? RepeatabilityFirstSent);

    internal sealed record SendOptions(bool EnableDeliveryReport, string? Tag);

    internal sealed record SendResponse(IReadOnlyList<SendResult> Value);

    internal sealed record SendResult(
        string To, string? MessageId, int HttpStatusCode, string RepeatabilityResult, bool Successful, string? ErrorMessage);
}
