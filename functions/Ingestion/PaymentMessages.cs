using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
public sealed class PaymentMessages(PaymentIntake intake, InstitutionProfiles profiles, ServiceBusClient bus, TimeProvider clock)
{
    public const string Queue = "payments";

    private const string PutOff = "put-off";

    /// <summary>About a day.</summary>
    private const int MostPutOff = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly ServiceBusSender sender = bus.CreateSender(Queue);

    [Function(nameof(TakePayment))]
    public async Task TakePayment([ServiceBusTrigger(Queue)] ServiceBusReceivedMessage received, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(received);
        var message = Read(received.Body);
        try
        {
            var profile = (await profiles.FindAsync(message.Institution ?? "", cancellation)).Profile ?? throw Unusable("institution");
            await intake.TakeAsync(profile.Institution, Row(message, profile), "bus", cancellation);
        }
        catch (Exception failure) when (Outage.Is(failure) && TriesOf(received) < MostPutOff && !cancellation.IsCancellationRequested)
        {
            await PutOffAsync(received, TriesOf(received) + 1, cancellation);
        }
    }

    private static int TriesOf(ServiceBusReceivedMessage received) => received.ApplicationProperties.TryGetValue(PutOff, out var value) && value is int tries ? tries : 0;

    /// <summary>
    /// The queue gives a message that failed back at once: its deliveries would be used up within a moment of an outage. So it goes to the end of the
    /// queue, with a pause. A payment that comes twice this way counts once.
    /// </summary>
    private Task PutOffAsync(ServiceBusReceivedMessage received, int tries, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(5) * (1 << Math.Min(tries - 1, 10));
        var again = new ServiceBusMessage(received) { ScheduledEnqueueTime = clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause) };
        again.ApplicationProperties[PutOff] = tries;

        // With its own id it would be dropped as a repetition.
        if (received.MessageId is { Length: > 0 } id) again.MessageId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return sender.SendMessageAsync(again, cancellation);
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
