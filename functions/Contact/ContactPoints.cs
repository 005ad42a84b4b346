using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>Which of a debtor's contact points a contact may use.</summary>
public sealed class ContactPoints(DebtorProfiles profiles)
{
    /// <summary>The question to the gate for a contact on a case.</summary>
    /// <param name="contact">Contact id.</param>
    public async Task<ContactRequest> RequestAsync(
        CaseState state, string contact, Channel channel, Purpose purpose, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        return RequestOf(state, profile, contact, channel, purpose, by);
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
        var phones = (profile?.Phones ?? []).Where(phone => Reaches(channel, phone.Kind)).Select(phone => profiles.PhoneHash(phone.Number));
        return new ContactRequest(contact, state.Institution, state.Debtor, state.Key, intended, [.. phones], by);
    }

    /// <summary>The number behind a keyed hash, in international form; null when it is no longer on file.</summary>
    public string? NumberOf(DebtorProfile? profile, string? phone) =>
        profile?.Phones.Select(known => known.Number).FirstOrDefault(number => profiles.PhoneHash(number) == phone) is { } found
            ? PhoneNumbers.International(found)
            : null;

    /// <summary>Work numbers reach third parties, so they are never chosen. (R5.5)</summary>
    private static bool Reaches(Channel channel, PhoneKind kind) => channel switch
    {
        Channel.Sms => kind == PhoneKind.Mobile,
        Channel.Call or Channel.VoiceMessage or Channel.Video => kind is PhoneKind.Mobile or PhoneKind.Home,
        Channel.Email or Channel.Letter or Channel.Visit => false,
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
