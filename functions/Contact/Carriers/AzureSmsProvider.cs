using Azure.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// SMS through Azure Communication Services. What is not certain to have been refused counts as unknown. Each call carries a repeatability id of its own
/// that the client makes; nothing is ever called again with it.
/// </summary>
/// <param name="settings">Section <c>Sms</c>: <c>From</c>, the number that messages come from; <c>PerMinute</c>.</param>
public sealed class AzureSmsProvider(SmsClient client, CarrierSettings settings, SenderRates rates, [FromKeyedServices("technical")] TimeProvider technicalClock) : IMessageProvider
{
    public void RequireSettings(string institution)
    {
        FromOf(institution);
        settings.PerMinute(institution);
    }

    public string? SenderOf(string institution) => settings.Find(institution, "From");

    public async Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var from = FromOf(message.Institution);
        if (await rates.TakeAsync(from, settings.PerMinute(message.Institution), cancellation) is { } later) return Certainty.Throttled(later);
        using var patience = new CancellationTokenSource(Certainty.Patience, technicalClock);
        try
        {
            // The host's own cancellation does not break off a call whose outcome would then be unknown; the patience does.
            var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = message.Tag };
            var response = await client.SendAsync(from, message.To, message.Text, options, patience.Token);
            return Answer(response.Value);
        }
        catch (Exception failure) when (Certainty.Of(failure) is { } answer)
        {
            return answer;
        }
    }

    /// <summary>An answer of 202 may still hold the failure of its one recipient.</summary>
    private static ProviderAnswer Answer(SmsSendResult result) => result switch
    {
        { Successful: true } => new ProviderAnswer(SendOutcome.Sent, result.MessageId),
        { HttpStatusCode: Certainty.TooMany } => Certainty.Throttled(null),
        _ when Certainty.IsRefused(result.HttpStatusCode) => new ProviderAnswer(SendOutcome.Failed, result.MessageId, Certainty.CodeOf(result.HttpStatusCode)),
        _ => new ProviderAnswer(SendOutcome.Unknown, result.MessageId, Certainty.CodeOf(result.HttpStatusCode)),
    };

    private string FromOf(string institution) => settings.Require(institution, "From", "the number that messages come from");
}
