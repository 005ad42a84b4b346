using System.Text.Json.Serialization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>A lawful reason that stops contact of some purposes for a time; the pack says which it binds. (Words, R5.2)</summary>
public enum SuspensionKind { Plan, Dispute, Complaint, Bereavement, Court, Insolvency, BreathingSpace, DebtAdvice, Hardship, Illness, Disaster, Representation, Death, Care, Conduct }

/// <summary>One suspension of a debtor, or of one of his accounts.</summary>
/// <param name="Id">Of whoever set it, unique for the debtor.</param>
/// <param name="Account">Null: all that the debtor owes.</param>
/// <param name="Until">The first instant at which it no longer holds; null: until it is lifted.</param>
public sealed record Suspension(
    [property: JsonPropertyName("i")] string Id,
    [property: JsonPropertyName("k")] SuspensionKind Kind,
    [property: JsonPropertyName("f")] DateTimeOffset From,
    [property: JsonPropertyName("u")] DateTimeOffset? Until = null,
    [property: JsonPropertyName("a")] AccountKey? Account = null)
{
    /// <summary>Whether nothing at all goes to the debtor in person while it holds, whatever it is about. (R3.6)</summary>
    [JsonIgnore]
    public bool IsSilent => Kind is SuspensionKind.Death or SuspensionKind.Care;

    /// <summary>Whether it is for a channel: a complaint about people's conduct pauses what people do, and no message. (R6.5)</summary>
    public bool IsFor(Channel channel) => Kind != SuspensionKind.Conduct || channel is Channel.Call or Channel.Visit or Channel.Video;

    /// <summary>Whether it holds for an account at an instant.</summary>
    public bool Holds(AccountKey account, DateTimeOffset at) => From <= at && !(Until <= at) && (Account is null || Account == account);
}

/// <summary>The party agreed to be contacted at other hours. (R5.2)</summary>
/// <param name="Channel">Null: by whichever.</param>
/// <param name="Times">At the party's place, on every day.</param>
/// <param name="Until">The first instant at which it no longer holds.</param>
/// <param name="Evidence">Where the consent is recorded: the contact's id, or a document's.</param>
/// <param name="Person">Id of the person who agreed, within the debtor's partition; null: the debtor.</param>
public sealed record HourConsent(
    [property: JsonPropertyName("ch")] Channel? Channel,
    [property: JsonPropertyName("t")] TimeSpanOfDay Times,
    [property: JsonPropertyName("u")] DateTimeOffset Until,
    [property: JsonPropertyName("e")] string Evidence,
    [property: JsonPropertyName("p"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Person = null)
{
    /// <summary>Whether it is of the channel, and of whoever is to be contacted.</summary>
    public bool Covers(IntendedContact intended)
    {
        ArgumentNullException.ThrowIfNull(intended);
        return (Channel is null || Channel == intended.Channel) && Person == intended.Person;
    }
}

/// <summary>What the debtor said of a channel.</summary>
/// <param name="Said">When he said so, as far as is known.</param>
public sealed record ChannelWord(
    [property: JsonPropertyName("ch")] Channel Channel,
    [property: JsonPropertyName("t")] DateTimeOffset Said,
    [property: JsonPropertyName("o")] bool IsOpen);

/// <summary>What is known of a third party whom the debtor named: whether he may be asked for a way to reach the debtor, and when he was. (R5.5)</summary>
/// <param name="Person">Id of the person within the debtor's partition.</param>
/// <param name="Consented">His consent is on file.</param>
/// <param name="AskedAt">When he was last asked.</param>
/// <param name="Stopped">He asked to be left alone: final.</param>
public sealed record ThirdPartyStanding(
    [property: JsonPropertyName("p")] string Person,
    [property: JsonPropertyName("c")] bool Consented,
    [property: JsonPropertyName("t")] DateTimeOffset? AskedAt = null,
    [property: JsonPropertyName("s")] bool Stopped = false);
