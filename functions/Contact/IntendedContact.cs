using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>A contact that somebody or the strategy wants to make, as the gate judges it. No personal data. (R5.1)</summary>
public sealed record IntendedContact
{
    public required Channel Channel { get; init; }

    public required Purpose Purpose { get; init; }

    public required Party Party { get; init; }

    public required Stage Stage { get; init; }

    public required AccountKey Account { get; init; }

    /// <summary>Keyed hash of the number or address that will be used (<see cref="KeyRing.Phone"/>, <see cref="KeyRing.Address"/>, <see cref="DebtorProfiles.PlaceHash"/>); null where the channel needs none, or none is on file.</summary>
    public string? Phone { get; init; }

    /// <summary>Id of the person within the debtor's partition; null: the debtor.</summary>
    public string? Person { get; init; }

    /// <summary>Code of the agency that makes it; null: the bank.</summary>
    public string? Agency { get; init; }

    /// <summary>A visit: how many people go.</summary>
    public int? Visitors { get; init; }

    /// <summary>A visit: how often the case's strategy lets the debtor be visited; null: it is not asked.</summary>
    public VisitLimit? VisitLimit { get; init; }

    /// <summary>Somebody with the role set aside the rules that only presume, and gave a reason.</summary>
    public bool Overrides { get; init; }

    /// <summary>Where the party may be; null when nobody knows: then it is wherever the pack says.</summary>
    public DebtorZones? Zones { get; init; }

    /// <summary>It travels by itself and arrives some time after it left, so it must leave a margin before a window ends.</summary>
    public bool IsMessage => Channel is Channel.Sms or Channel.Email or Channel.VoiceMessage;

    /// <summary>It goes to a number, or for e-mail to an address, that has to be on file.</summary>
    public bool NeedsPhone => Channel is Channel.Sms or Channel.Call or Channel.VoiceMessage or Channel.Video or Channel.Email;
}
