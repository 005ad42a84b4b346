using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Email;

/// <summary>The transport under an e-mail client that reaches the inbox in the same process, without a socket.</summary>
public sealed class EmailInboxTransport(EmailInbox inbox) : InboxTransport
{
    private protected override bool Serves(string method, string path) =>
        method == "POST" ? path == "/emails:send" : method == "GET" && path.StartsWith("/emails/operations/", StringComparison.Ordinal);

    private protected override Task<ServiceAnswer?> AnswerAsync(ServiceCall call) => inbox.AnswerAsync(call);
}
