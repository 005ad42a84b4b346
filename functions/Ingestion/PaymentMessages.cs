using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Ingestion;

/// <summary>A payment on queue <c>payments</c>.</summary>
/// <param name="Amount">Two decimals at most, as text: <c>"1500.00"</c>.</param>
/// <param name="Reverses">Id of the payment that this one takes back.</param>
public sealed record PaymentMessage(
    string Institution, string AccountNumber, string PaymentId, DateOnly PaidOn, string Currency, string Amount, string? Method, string? Reverses);

/// <summary>Payments as they happen. A message that cannot be used fails, and ends in the queue's dead letters with the reason.</summary>
public sealed class PaymentMessages(PaymentIntake intake, InstitutionProfiles profiles, PutOffMessages putOff)
{
    public const string Queue = "payments";

    [Function(nameof(TakePayment))]
    public async Task TakePayment([ServiceBusTrigger(Queue)] ServiceBusReceivedMessage received, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(received);
        var message = Read(received.Body);
        await putOff.TakeAsync(Queue, received, () => TakeAsync(message, cancellation), cancellation);
    }

    private async Task TakeAsync(PaymentMessage message, CancellationToken cancellation)
    {
        var profile = (await profiles.FindAsync(message.Institution ?? "", cancellation)).Profile ?? throw Unusable("institution");
        await intake.TakeAsync(profile.Institution, Row(message, profile), "bus", cancellation);
    }

    private static PaymentMessage Read(BinaryData body)
    {
        try
        {
            return JsonSerializer.Deserialize<PaymentMessage>(body, CollectionsJson.Options) ?? throw Unusable("body");
        }
        catch (JsonException e)
        {
            // Without the cause: its text may quote the message.
            throw Unusable(e.Path ?? "body");
        }
    }

    private static PaymentRow Row(PaymentMessage message, InstitutionProfile profile)
    {
        if (string.IsNullOrWhiteSpace(message.AccountNumber) || message.AccountNumber.Length > 40) throw Unusable("accountNumber");
        if (string.IsNullOrWhiteSpace(message.PaymentId) || message.PaymentId.Length > 64) throw Unusable("paymentId");
        if (message.PaidOn.Year is < 2000 or > 2199) throw Unusable("paidOn");
        if (message.Currency != profile.Currency) throw Unusable("currency");
        var reverses = string.IsNullOrEmpty(message.Reverses) ? null : message.Reverses;
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(message.Amount, Plain, CultureInfo.InvariantCulture, out var amount) || amount.Scale > 2 || amount == 0 || (amount < 0 && reverses is null))
            throw Unusable("amount");
        return new PaymentRow(message.AccountNumber, message.PaymentId, message.PaidOn, new Money(amount, message.Currency), message.Method ?? "", reverses);
    }

    private static InvalidDataException Unusable(string field) => new($"A payment message cannot be used: '{field}' is missing or not what it should be.");
}
