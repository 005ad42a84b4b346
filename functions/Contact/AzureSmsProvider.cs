using System.Globalization;
using System.Net.Sockets;
using Azure;
using Azure.Communication.Sms;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact;

/// <summary>Azure Communication Services. What is not certain to have been refused counts as unknown.</summary>
/// <param name="from">The sender's number: setting <c>Sms:From</c>.</param>
public sealed class AzureSmsProvider(SmsClient client, string from, [FromKeyedServices("technical")] TimeProvider technicalClock) : IMessageProvider
{
    private const int TooMany = 429;

    /// <summary>Well within a contact's lease.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var patience = new CancellationTokenSource(Patience, technicalClock);
        try
        {
            // The host's own cancellation does not break off a call whose outcome would then be unknown; the patience does.
            var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = message.Tag };
            var response = await client.SendAsync(from, message.To, message.Text, options, patience.Token);
            return Answer(response.Value);
        }
        catch (RequestFailedException e) when (e.Status == TooMany)
        {
            return Throttled(e.GetRawResponse());
        }
        catch (RequestFailedException e)
        {
            return IsRefused(e.Status) || NeverConnected(e)
                ? new ProviderAnswer(SendOutcome.Failed, Error: Code(e.Status))
                : new ProviderAnswer(SendOutcome.Unknown, Error: Code(e.Status));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or AggregateException)
        {
            return new ProviderAnswer(SendOutcome.Unknown, Error: "no-answer");
        }
    }

    /// <summary>An answer of 202 may still hold the failure of its one recipient.</summary>
    private static ProviderAnswer Answer(SmsSendResult result) => result switch
    {
        { Successful: true } => new ProviderAnswer(SendOutcome.Sent, result.MessageId),
        { HttpStatusCode: TooMany } => Throttled(null),
        _ when IsRefused(result.HttpStatusCode) => new ProviderAnswer(SendOutcome.Failed, result.MessageId, Code(result.HttpStatusCode)),
        _ => new ProviderAnswer(SendOutcome.Unknown, result.MessageId, Code(result.HttpStatusCode)),
    };

    /// <summary>Nothing was taken, and later it will be.</summary>
    private static ProviderAnswer Throttled(Response? response)
    {
        var told = response is not null && response.Headers.TryGetValue("Retry-After", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        return new ProviderAnswer(SendOutcome.Released, Error: Code(TooMany), RetryAfter: told);
    }

    /// <summary>The service refused it before accepting; 408 says that it gave up half-way.</summary>
    private static bool IsRefused(int status) => status is >= 400 and < 500 and not 408;

    private static bool NeverConnected(Exception failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
                return true;
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }) return true;
        }

        return false;
    }

    private static string Code(int status) => status == 0 ? "no-answer" : string.Create(CultureInfo.InvariantCulture, $"http-{status}");
}
