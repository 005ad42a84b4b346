namespace Collections.Local.Host.Sms;

/// <summary>The service's JSON.</summary>
internal static class SmsWire
{
    internal sealed record SendRequest(string? From, IReadOnlyList<Recipient>? SmsRecipients, string? Message, SendOptions? SmsSendOptions);

    internal sealed record Recipient(string? To, string? RepeatabilityRequestId, string? RepeatabilityFirstSent);

    internal sealed record SendOptions(bool EnableDeliveryReport, string? Tag);

    internal sealed record SendResponse(IReadOnlyList<SendResult> Value);

    internal sealed record SendResult(
        string To, string? MessageId, int HttpStatusCode, string RepeatabilityResult, bool Successful, string? ErrorMessage);
}
