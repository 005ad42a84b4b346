using Azure;
using Azure.Communication.Email;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact.Carriers.Email;

/// <summary>
/// E-mail through Azure Communication Services. The sending is an operation under the contact's own id, so that reports, which carry no tag, find the contact.
/// Taken (202) is sent; what becomes of it afterwards, the delivery report tells.
/// </summary>
/// <param name="client">Made when the first institution needs it: one that has no sender needs no settings of the service either.</param>
/// <param name="settings">
/// Section <c>Email</c>: <c>From</c>, the sender's address; <c>ReplyTo</c>; <c>Unsubscribe</c>, an address or https link for the unsubscribe header; <c>PerMinute</c>.
/// </param>
public sealed class AzureEmailProvider(Lazy<EmailClient> client, CarrierSettings settings, SenderRates rates, [FromKeyedServices("technical")] TimeProvider technicalClock) : IMessageProvider
{
    public void RequireSettings(string institution)
    {
        FromOf(institution);
        settings.PerMinute(institution);
        _ = client.Value;
    }

    public string? SenderOf(string institution) => settings.Find(institution, "From");

    public async Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var from = FromOf(message.Institution);
        var mail = MailOf(message, from);
        if (await rates.TakeAsync(from, settings.PerMinute(message.Institution), cancellation) is { } later) return Certainty.Throttled(later);
        using var patience = new CancellationTokenSource(Certainty.Patience, technicalClock);
        try
        {
            var operation = await client.Value.SendAsync(WaitUntil.Started, mail, OperationOf(message), patience.Token);
            return operation is { HasCompleted: true, HasValue: false }
                ? new ProviderAnswer(SendOutcome.Failed, operation.Id, "operation-failed")
                : new ProviderAnswer(SendOutcome.Sent, operation.Id);
        }
        catch (Exception failure) when (Certainty.Of(failure) is { } answer)
        {
            return answer;
        }
    }

    private EmailMessage MailOf(OutgoingMessage message, string from)
    {
        var content = new EmailContent(message.Subject ?? throw new InvalidOperationException("An e-mail has a subject, and its template gave none."))
        {
            PlainText = message.Text,
            Html = EmailHtml.Of(message.Text, message.Template?.Language),
        };
        var mail = new EmailMessage(from, message.To, content) { UserEngagementTrackingDisabled = true };
        if (settings.Find(message.Institution, "ReplyTo") is { } replyTo) mail.ReplyTo.Add(new EmailAddress(replyTo));
        if (settings.Find(message.Institution, "Unsubscribe") is { } unsubscribe)
            mail.Headers["List-Unsubscribe"] = unsubscribe.StartsWith("https://", StringComparison.Ordinal) ? $"<{unsubscribe}>" : $"<mailto:{unsubscribe}?subject=unsubscribe>";
        return mail;
    }

    private static Guid OperationOf(OutgoingMessage message) => ContactTag.Parse(message.Tag) is { } tag
        ? Guid.ParseExact(tag.Contact, "N")
        : throw new InvalidOperationException("A message carries the tag of its contact.");

    private string FromOf(string institution) => settings.Require(institution, "From", "the address that e-mail comes from");
}
