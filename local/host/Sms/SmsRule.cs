using System.Text.Json.Serialization;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Sms;

/// <summary>What happens to a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SmsOutcome>))]
public enum SmsOutcome
{
    /// <summary>Delivered and reported; with a delay, later than usual.</summary>
    [JsonStringEnumMemberName("deliver")]
    Deliver,

    /// <summary>Delivered, reported, and answered by the recipient.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,

    /// <summary>Taken, then reported as failed.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>Refused for this recipient in an answer that is a success as a whole.</summary>
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

/// <summary>Decides the fate of messages to some recipients.</summary>
/// <param name="RecipientSuffix">How the recipient's number ends; empty means everybody. The longest that fits wins.</param>
/// <param name="Outcome">What happens.</param>
/// <param name="DelaySeconds">Business seconds until the report, instead of the inbox's own; with <see cref="SmsOutcome.Throttle"/> the Retry-After.</param>
/// <param name="Reply">The answer's text; STOP when not given.</param>
public sealed record SmsRule(string RecipientSuffix, SmsOutcome Outcome, double? DelaySeconds = null, string? Reply = null) : IRecipientRule
{
    internal static SmsRule Default { get; } = new(string.Empty, SmsOutcome.Deliver);

    /// <summary>What is wrong with the rule, or null.</summary>
    internal string? Problem() =>
        RecipientRules.Problem(this) ?? (Reply is not null && Outcome != SmsOutcome.Answer ? "Only the outcome 'answer' has a reply." : null);
}
