namespace Collections.Functions.Contact;

/// <summary>Somebody who carries text messages. One call is one try: a provider never repeats by itself. (R5.6)</summary>
public interface IMessageProvider
{
    /// <summary>
    /// Hands over a message and tells what is certain: sent = accepted; failed = certainly not accepted; unknown = nobody knows; released =
    /// certainly not accepted, for a reason that passes. Throws only before anything has left, for settings that are missing.
    /// </summary>
    Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <param name="Tag">Comes back with the delivery report.</param>
/// <param name="To">In international form.</param>
public sealed record OutgoingMessage(string Tag, string To, string Text);

/// <param name="MessageId">The provider's.</param>
/// <param name="Error">Short code of what went wrong; nothing of the message.</param>
/// <param name="RetryAfter">Released: how long the provider wants to be left alone.</param>
public sealed record ProviderAnswer(SendOutcome Outcome, string? MessageId = null, string? Error = null, TimeSpan? RetryAfter = null);
