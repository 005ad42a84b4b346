using System.Globalization;
using System.Net.Sockets;
using Azure;

namespace Collections.Functions.Contact.Carriers;

/// <summary>What a failed call to a carrier leaves certain. (R5.6)</summary>
internal static class Certainty
{
    public const int TooMany = 429;

    /// <summary>Well within a contact's lease.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The service refused it before accepting; 408 says that it gave up half-way.</summary>
    public static bool IsRefused(int status) => status is >= 400 and < 500 and not 408 and not TooMany;

    /// <summary>Nothing was taken, and later it will be.</summary>
    public static ProviderAnswer Throttled(TimeSpan? told) => new(SendOutcome.Released, Error: CodeOf(TooMany), RetryAfter: told ?? TimeSpan.Zero);

    public static ProviderAnswer NoAnswer { get; } = new(SendOutcome.Unknown, Error: CodeOf(0));

    public static string CodeOf(int status) => status == 0 ? "no-answer" : string.Create(CultureInfo.InvariantCulture, $"http-{status}");

    /// <summary>A call of an Azure client that threw; null when the exception is none of a call.</summary>
    public static ProviderAnswer? Of(Exception failure) => failure switch
    {
        RequestFailedException { Status: TooMany } refused => Throttled(RetryAfter(refused.GetRawResponse())),
        RequestFailedException refused => new ProviderAnswer(IsRefused(refused.Status) || NeverConnected(refused) ? SendOutcome.Failed : SendOutcome.Unknown, Error: CodeOf(refused.Status)),
        OperationCanceledException or IOException or AggregateException => NoAnswer,
        _ => null,
    };

    /// <summary>Whether nobody listened: then nothing has left.</summary>
    public static bool NeverConnected(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
                return true;
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }) return true;
        }

        return false;
    }

    private static TimeSpan? RetryAfter(Response? response) =>
        response is not null && response.Headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
