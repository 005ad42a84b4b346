using System.Text.Json.Serialization;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Points;

/// <summary>
/// What is known of a number or address. Untried: its form and source are in order, and nothing was sent to it yet. A bounce makes it doubtful, three in a row invalid;
/// what reached the debtor is verified; "wrong party" is for ever. (R2.4)
/// </summary>
public enum PointStanding { Untried, Verified, Doubtful, Invalid, WrongParty }

/// <summary>The best of a debtor's numbers and addresses: all that his cases know of them.</summary>
public enum PointQuality { Unknown, Verified, Doubtful, NoneValid }

/// <summary>A number or address in the debtor's ledger.</summary>
/// <param name="Point">Keyed hash.</param>
/// <param name="Since">Since when it stands so.</param>
/// <param name="Bounces">Messages in a row that did not arrive.</param>
public sealed record PointRecord(
    [property: JsonPropertyName("p")] string Point,
    [property: JsonPropertyName("s")] PointStanding Standing,
    [property: JsonPropertyName("t")] DateTimeOffset Since,
    [property: JsonPropertyName("b"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Bounces = 0);

/// <summary>The best of the debtor's points has changed; the numbers and addresses themselves stand with his data. (R2.4)</summary>
public sealed record ContactPointsRated(PointQuality Quality) : Fact;

public enum PointKind { Phone, Email, Address }

/// <summary>Somebody took down a new way to reach the debtor, with a lawful source. (R2.4)</summary>
/// <param name="Point">Keyed hash.</param>
public sealed record ContactPointNoted(string Point, PointKind Form, Parties.PartySource Source) : Fact;
