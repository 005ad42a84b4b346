using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>What the network reports of messages, and what debtors answer. Events may come twice and in any order. (R5.7)</summary>
public sealed class SmsEvents(DebtorLedgerStore ledger, DebtorProfiles profiles, DebtorTexts texts, CaseCommands commands)
{
    private static readonly string[] StopWords = ["TD", "T", "STOP", "STOPALL", "UNSUBSCRIBE", "退订", "取消", "拒收"];

    private static readonly string[] OnTheWay = ["Enroute", "Accepted", "Scheduled", "Unknown"];

    public Task ReceiveAsync(string id, string eventType, JsonElement data, CancellationToken cancellation) => eventType switch
    {
        "Microsoft.Communication.SMSDeliveryReportReceived" => ReportedAsync(data, cancellation),
        "Microsoft.Communication.SMSReceived" => RepliedAsync(id, data, cancellation),
        _ => Task.CompletedTask,
    };

    /// <summary>Whether a reply closes the channel: one of the words, whatever its width, case and punctuation.</summary>
    public static bool IsStop(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var letters = reply.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit);
        return StopWords.Contains(string.Concat(letters), StringComparer.OrdinalIgnoreCase);
    }

    private async Task ReportedAsync(JsonElement data, CancellationToken cancellation)
    {
        var status = data.Text("deliveryStatus");
        if (ContactTag.Parse(data.Text("Tag") ?? data.Text("tag")) is not { } tag || status is null || OnTheWay.Contains(status)) return;
        if (await ledger.FindAsync(tag.Debtor, tag.Contact, cancellation) is not { } hold || hold.Record.Case != tag.Case) return;
        var delivered = status == "Delivered";

        // It reached the device, so it was sent, whatever the provider's answer would have been.
        if (delivered) await ledger.CompleteAsync(hold, SendOutcome.Sent, data.Text("messageId"), cancellation);
        var command = $"{tag.Contact}-{(delivered ? "delivered" : "undelivered")}";
        await commands.ExecuteAsync(tag.Case, command, "system", _ => [new DeliveryReported(tag.Contact, delivered)], cancellation);
    }

    private async Task RepliedAsync(string id, JsonElement data, CancellationToken cancellation)
    {
        if (data.Text("from") is not { Length: > 0 } from || data.Text("message") is not { } reply) return;
        var text = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
        foreach (var debtor in await profiles.BehindAsync(from, cancellation))
        {
            if (IsStop(reply)) await ledger.OptOutAsync(debtor, Channel.Sms, cancellation);
            await texts.WriteAsync(debtor, text, "reply", reply, "debtor", cancellation);
        }
    }
}
