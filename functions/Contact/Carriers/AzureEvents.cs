using System.Text.Json;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Carriers;

/// <summary>What Azure Communication Services tells of messages: delivery reports and replies. Anything else is no news.</summary>
public sealed class AzureEvents(DeliveryReports reports, Replies replies, DebtorLedgerStore ledger, DebtorProfiles profiles)
{
    private static readonly string[] OnTheWay = ["Enroute", "Accepted", "Scheduled", "Unknown", "Expanded"];

    /// <summary>Codes that begin <c>deliveryStatusDetails</c> and say that no other message will arrive either (Azure's list of SMS error codes).</summary>
    private static readonly string[] NoSuchNumber = ["4002", "4004"];

    private const string OptedOut = "4007";

    /// <summary>The address refused the message for good, or is on the service's list of those that did.</summary>
    private static readonly string[] HardBounces = ["Bounced", "Suppressed"];

    /// <summary>False: the event is of these kinds, and what it must tell is missing.</summary>
    public async Task<bool> ReceiveAsync(CarrierEvent posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        return posted.Type switch
        {
            "Microsoft.Communication.SMSDeliveryReportReceived" => await SmsReportedAsync(posted.Data, cancellation),
            "Microsoft.Communication.SMSReceived" => await RepliedAsync(posted.Id, posted.Data, cancellation),
            "Microsoft.Communication.EmailDeliveryReportReceived" => await EmailReportedAsync(posted.Data, cancellation),
            _ => true,
        };
    }

    private async Task<bool> SmsReportedAsync(JsonElement data, CancellationToken cancellation)
    {
        if (data.Text("deliveryStatus") is not { } status) return false;
        if (ContactTag.Parse(data.Text("Tag") ?? data.Text("tag")) is not { } tag || OnTheWay.Contains(status)) return true;
        await reports.ReceiveAsync(
            new DeliveryReport(tag, status == "Delivered", data.Instant("receivedTimestamp"), data.Text("messageId"), BecauseOf(data.Text("deliveryStatusDetails"))), cancellation);
        return true;
    }

    private async Task<bool> RepliedAsync(string id, JsonElement data, CancellationToken cancellation)
    {
        if (data.Text("from") is not { Length: > 0 } from || data.Text("message") is not { } text) return false;
        await replies.ReceiveAsync(new Reply(id, Channel.Sms, from, text, data.Text("to")), cancellation);
        return true;
    }

    /// <summary>E-mail carries no tag: the operation's id, which comes back as the message's, is the contact's, and the address leads to the debtor.</summary>
    private async Task<bool> EmailReportedAsync(JsonElement data, CancellationToken cancellation)
    {
        if (data.Text("status") is not { } status || data.Text("recipient") is not { Length: > 0 } recipient || !Guid.TryParse(data.Text("messageId"), out var message)) return false;
        if (OnTheWay.Contains(status)) return true;
        var contact = message.ToString("N");
        foreach (var written in await profiles.BehindAsync(recipient, cancellation))
        {
            if (await ledger.FindAsync(written.Debtor, contact, cancellation) is not { } hold) continue;
            var because = HardBounces.Contains(status) ? UndeliveredBecause.PointInvalid : UndeliveredBecause.Other;
            var at = data.Instant("deliveryAttemptTimeStamp") ?? data.Instant("deliveryAttemptTimestamp");
            await reports.ReceiveAsync(new DeliveryReport(new ContactTag(contact, hold.Record.Case, written.Debtor), status == "Delivered", at, message.ToString(), because), cancellation);
        }

        return true;
    }

    private static UndeliveredBecause BecauseOf(string? details) => details switch
    {
        not null when NoSuchNumber.Any(code => details.StartsWith(code, StringComparison.Ordinal)) => UndeliveredBecause.PointInvalid,
        not null when details.StartsWith(OptedOut, StringComparison.Ordinal) => UndeliveredBecause.OptedOut,
        _ => UndeliveredBecause.Other,
    };
}
