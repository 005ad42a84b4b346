using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>What is written or said on one occasion, in several wordings and languages. (R5.4)</summary>
public sealed record MessageTemplate
{
    public required string Name { get; init; }

    /// <summary>Of the governed document that it stands in, told with every contact that used it; 0: what ships.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    public required Channel Channel { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>Whom it is for; what a third party is asked is a template of its own.</summary>
    public Party Party { get; init; }

    /// <summary>Null: it fits any stage.</summary>
    public Stage? Stage { get; init; }

    /// <summary>It speaks of going to court, so it is not used once the limitation period may have passed. (R3.7)</summary>
    public bool SpeaksOfSuit { get; init; }

    /// <summary>Letters: a slip to sign and send back is printed below.</summary>
    public bool HasReceipt { get; init; }

    /// <summary>The wordings by id; they take turns, in the order of their ids.</summary>
    public required IReadOnlyDictionary<string, TemplateVariant> Variants { get; init; }

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, CollectionsJson.Options)));

    [JsonIgnore]
    public IReadOnlyList<string> VariantIds => [.. Variants.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether paragraphs may be used.</summary>
    [JsonIgnore]
    public bool HasLines => Channel is Channel.Email or Channel.Letter or Channel.Call or Channel.Visit or Channel.Video;

    /// <summary>Whoever gets it need not be the debtor: nobody has been identified.</summary>
    [JsonIgnore]
    public bool ReachesUnidentified => Channel == Channel.VoiceMessage || Party == Party.ThirdParty;
}

/// <summary>One wording.</summary>
/// <param name="Texts">By language (BCP 47).</param>
/// <param name="Subjects">E-mail only: by language.</param>
public sealed record TemplateVariant(IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, string>? Subjects = null);
