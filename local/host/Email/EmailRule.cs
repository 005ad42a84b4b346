using System.Text.Json.Serialization;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Email;

/// <summary>What happens to an e-mail.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EmailOutcome>))]
public enum EmailOutcome
{
    [JsonStringEnumMemberName("deliver")]
    Deliver,

    /// <summary>Taken, then refused for good by the recipient's server.</summary>
    [JsonStringEnumMemberName("bounce")]
    Bounce,

    /// <summary>Taken, then not delivered, since it bounced before.</summary>
    [JsonStringEnumMemberName("suppress")]
    Suppress,

    [JsonStringEnumMemberName("quarantine")]
    Quarantine,

    [JsonStringEnumMemberName("spam")]
    Spam,

    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>The whole call is refused with 400.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,

    /// <summary>The whole call is refused with 429 and Retry-After.</summary>
    [JsonStringEnumMemberName("throttle")]
    Throttle,

    /// <summary>Taken and never heard of again.</summary>
    [JsonStringEnumMemberName("lose")]
    Lose,

    /// <summary>Taken, but the connection breaks before the answer.</summary>
    [JsonStringEnumMemberName("unknown-timeout")]
    UnknownTimeout,
}

/// <summary>Decides the fate of e-mails to some recipients.</summary>
/// <param name="RecipientSuffix">How the recipient's address ends; empty means everybody. The longest that fits wins.</param>
/// <param name="DelaySeconds">Business seconds until the report, instead of the inbox's own; with <see cref="EmailOutcome.Throttle"/> the Retry-After.</param>
public sealed record EmailRule(string RecipientSuffix, EmailOutcome Outcome, double? DelaySeconds = null) : IRecipientRule
{
    internal static EmailRule Default { get; } = new(string.Empty, EmailOutcome.Deliver);

    /// <summary>What the report will say; null: there is none.</summary>
    internal EmailStatus? Fate => Outcome switch
    {
        EmailOutcome.Deliver => EmailStatus.Delivered,
        EmailOutcome.Bounce => EmailStatus.Bounced,
        EmailOutcome.Suppress => EmailStatus.Suppressed,
        EmailOutcome.Quarantine => EmailStatus.Quarantined,
        EmailOutcome.Spam => EmailStatus.FilteredSpam,
        EmailOutcome.Fail => EmailStatus.Failed,
        _ => null,
    };
}
