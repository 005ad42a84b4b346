using System.Text.Json.Serialization;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>A contact that a person wants to make.</summary>
/// <param name="Purpose">Collection, or for a letter that of the one that is due, unless said otherwise.</param>
/// <param name="Person">Id of a person on the debt; missing: the debtor.</param>
/// <param name="Visitors">A visit: how many go.</param>
/// <param name="FromOwnPhone">From a telephone that is not the bank's: never.</param>
/// <param name="Override">A supervisor's reason to set aside rules that only presume; kept with the debtor's data.</param>
public sealed record ContactWish(Channel Channel, Purpose? Purpose = null, string? Person = null, int? Visitors = null, bool FromOwnPhone = false, string? Override = null)
{
    /// <summary>A visit that goes to a place which the debtor named, and not to his address.</summary>
    [JsonIgnore]
    public bool ElsewhereAgreed { get; init; }

    /// <summary>Code of the agency that makes it, by who asks; null: the bank.</summary>
    [JsonIgnore]
    public string? Agency { get; init; }

    public Purpose For => Purpose ?? (Channel == Channel.Letter ? Cases.Purpose.LegalNotice : Cases.Purpose.Collection);
}
