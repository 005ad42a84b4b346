using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Sms;

/// <summary>The transport under an SMS client that reaches the inbox in the same process, without a socket.</summary>
public sealed class SmsInboxTransport(SmsInbox inbox) : InboxTransport
{
    private protected override bool Serves(string method, string path) => method == "POST" && path == "/sms";

    private protected override Task<ServiceAnswer?> AnswerAsync(ServiceCall call) => inbox.AnswerAsync(call);
}
