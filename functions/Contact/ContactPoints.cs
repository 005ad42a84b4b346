using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;

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
        request = request with { Intended = request.Intended with { Visitors = wish.Visitors, Overrides = wish.Override is not null } };
        return party is null ? request : request with
        {
            Intended = request.Intended with { Party = party.Role, Person = party.Id, Zones = DebtorZones.Of(party.Region ?? state.Region) },
            Phones = [.. party.Phones.Select(phone => profiles.PhoneHash(phone.Number))],
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
        profile?.Email is { Length: > 0 } address && profiles.AddressHash(address) == point ? address.Trim() : NumberOf(profile, point);

    /// <summary>The number behind a keyed hash, in international form; null when it is no longer on file.</summary>
    public string? NumberOf(DebtorProfile? profile, string? phone) => NumberOf(profile?.Phones, phone);

    public string? NumberOf(IReadOnlyList<DebtorPhone>? phones, string? phone) =>
        phones?.Select(known => known.Number).FirstOrDefault(number => profiles.PhoneHash(number) == phone) is { } found
            ? PhoneNumbers.International(found)
            : null;

    private IEnumerable<string> PointsOf(DebtorProfile? profile, Channel channel)
    {
        if (channel == Channel.Email) return profile?.Email is { Length: > 0 } address ? [profiles.AddressHash(address)] : [];
        return (profile?.Phones ?? []).Where(phone => Reaches(channel, phone.Kind)).Select(phone => profiles.PhoneHash(phone.Number));
    }

    /// <summary>Work numbers reach third parties, so they are never chosen. (R5.5)</summary>
    private static bool Reaches(Channel channel, PhoneKind kind) => channel switch
    {
        Channel.Sms => kind == PhoneKind.Mobile,
        Channel.Call or Channel.VoiceMessage or Channel.Video => kind is PhoneKind.Mobile or PhoneKind.Home,
        Channel.Email or Channel.Letter or Channel.Visit => false,
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
