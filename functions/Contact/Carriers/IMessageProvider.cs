using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Carriers;

/// <summary>Somebody who carries messages of one channel. One call is one try: a provider never repeats by itself. (R5.6)</summary>
public interface IMessageProvider
{
    /// <summary>Throws <see cref="InvalidOperationException"/> naming the setting that it lacks for an institution; asked before a contact is reserved.</summary>
    void RequireSettings(string institution)
    {
    }

    /// <summary>The number or address that an institution's messages come from; null: the provider does not tell.</summary>
    string? SenderOf(string institution) => null;

    /// <summary>Why it would certainly not take a text, as a short code; null: nothing is known against it. Asked before the message is started.</summary>
    string? Refusal(string institution, TemplateUse use) => null;

    /// <summary>
    /// Hands over a message and tells what is certain: sent = accepted; failed = certainly not accepted; unknown = nobody knows; released =
    /// certainly not accepted, for a reason that passes. Throws only before anything has left.
    /// </summary>
    Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <param name="Tag">A <see cref="ContactTag"/>, by which the delivery report is matched.</param>
/// <param name="Institution">In whose name it goes.</param>
/// <param name="To">A number in international form, or an address.</param>
/// <param name="Subject">E-mail only.</param>
/// <param name="Template">What the text was made of, for carriers that take approved templates alone.</param>
public sealed record OutgoingMessage(string Tag, Channel Channel, string Institution, string To, string Text, string? Subject = null, TemplateUse? Template = null);

/// <summary>A wording as it was filled.</summary>
/// <param name="Values">What each placeholder was filled with, by its name.</param>
public sealed record TemplateUse(string Name, int Version, string Variant, string Language, IReadOnlyDictionary<string, string> Values);

/// <param name="MessageId">The provider's.</param>
/// <param name="Error">Short code of what went wrong; nothing of the message.</param>
/// <param name="RetryAfter">Released: how long the provider wants to be left alone.</param>
public sealed record ProviderAnswer(SendOutcome Outcome, string? MessageId = null, string? Error = null, TimeSpan? RetryAfter = null);
