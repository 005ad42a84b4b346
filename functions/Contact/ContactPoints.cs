using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>Which of a debtor's contact points a contact may use.</summary>
public sealed class ContactPoints(DebtorProfiles profiles)
{
    /// <summary>The question to the gate for a contact that a person wants to make.</summary>
    /// <param name="contact">Contact id.</param>
    /// <param name="party">Whom it is for; null: the debtor.</param>
    public async Task<ContactRequest> RequestAsync(CaseState state, string contact, ContactWish wish, PartyRecord? party, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(wish);
        var request = RequestOf(state, await profiles.LoadAsync(state.Debtor, cancellation), contact, wish.Channel, wish.For, by);
        request = request with { Intended = request.Intended with { Agency = wish.Agency, Visitors = wish.Visitors, Overrides = wish.Override is not null }, Phones = wish.ElsewhereAgreed ? [] : request.Phones };
        return party is null ? request : request with
        {
            Intended = request.Intended with { Party = party.Role, Person = party.Id, Zones = DebtorZones.Of(party.Region ?? state.Region) },
            Phones = wish.Channel == Channel.Visit ? Place(wish.ElsewhereAgreed ? null : party.Address) : [.. party.Phones.Select(phone => profiles.PhoneHash(phone.Number))],
        };
    }

    public ContactRequest RequestOf(CaseState state, DebtorProfile? profile, string contact, Channel channel, Purpose purpose, string by)
    {
        ArgumentNullException.ThrowIfNull(state);
        var intended = new IntendedContact
        {
            Channel = channel,
            Purpose = purpose,
            Party = Party.Debtor,
            Stage = state.Stage,
            Account = state.Account,
            Zones = DebtorZones.Of(state.Region),
        };
        return new ContactRequest(contact, state.Institution, state.Debtor, state.Key, intended, [.. PointsOf(profile, channel)], by);
    }

    /// <summary>The number or address behind a keyed hash, as a carrier takes it; null when it is no longer on file.</summary>
    public string? PointOf(DebtorProfile? profile, string? point) =>
        profile?.AllEmails().FirstOrDefault(address => profiles.AddressHash(address) == point) ?? NumberOf(profile, point);

    /// <summary>The number behind a keyed hash, in international form; null when it is no longer on file.</summary>
    public string? NumberOf(DebtorProfile? profile, string? phone) => NumberOf(profile?.AllPhones().ToList(), phone);

    public string? NumberOf(IReadOnlyList<DebtorPhone>? phones, string? phone) =>
        phones?.Select(known => known.Number).FirstOrDefault(number => profiles.PhoneHash(number) == phone) is { } found
            ? PhoneNumbers.International(found)
            : null;

    /// <summary>Keyed hashes of all by which the debtor himself may be called or written to at once; work numbers reach others.</summary>
    public IEnumerable<string> AllOf(DebtorProfile? profile) => PointsOf(profile, Channel.Call).Concat(PointsOf(profile, Channel.Email));

    /// <summary>The best of them, by what the ledger knows.</summary>
    public async Task<PointQuality> QualityAsync(DebtorKey debtor, DebtorLedger ledger, CancellationToken cancellation) =>
        ledger.QualityOf(AllOf(await profiles.LoadAsync(debtor, cancellation)));

    /// <summary>A number's or address' stand-in in the ledger.</summary>
    public string HashOf(PointKind kind, string value) => kind == PointKind.Phone ? profiles.PhoneHash(value) : profiles.AddressHash(value);

    private IEnumerable<string> PointsOf(DebtorProfile? profile, Channel channel)
    {
        if (profile is null) return [];
        if (channel == Channel.Visit) return Place(profile.Address);
        if (channel == Channel.Email) return profile.AllEmails().Select(profiles.AddressHash);
        return profile.AllPhones().Where(phone => Reaches(channel, phone.Kind)).Select(phone => profiles.PhoneHash(phone.Number));
    }

    private IReadOnlyList<string> Place(string? address) => string.IsNullOrWhiteSpace(address) ? [] : [profiles.PlaceHash(address)];

    /// <summary>Work numbers reach third parties, so they are never chosen. (R5.5)</summary>
    private static bool Reaches(Channel channel, PhoneKind kind) => channel switch
    {
        Channel.Sms => kind == PhoneKind.Mobile,
        Channel.Call or Channel.VoiceMessage or Channel.Video => kind is PhoneKind.Mobile or PhoneKind.Home,
        Channel.Email or Channel.Letter or Channel.Visit => false,
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
