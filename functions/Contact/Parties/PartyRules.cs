using Collections.Functions.Cases;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Parties;

/// <summary>Who may be contacted for what, by role: what no pack loosens. Pure. (R3.6, R5.5, R5.8)</summary>
public static class PartyRules
{
    /// <summary>The prohibited practice that the contact would be, or null.</summary>
    public static string? Practice(PartyRecord party, Purpose purpose)
    {
        ArgumentNullException.ThrowIfNull(party);
        if (party is { Role: Party.ThirdParty, Relation: PartyRelation.OwnDebtor }) return PracticeCatalog.OwnDebtors;
        if (party.Role != Party.ThirdParty || purpose == Purpose.Service) return null;
        return party.Relation switch
        {
            PartyRelation.Employer => PracticeCatalog.Employer,
            PartyRelation.Relative or PartyRelation.Spouse => PracticeCatalog.Relatives,
            PartyRelation.Colleague => PracticeCatalog.Colleagues,
            PartyRelation.VillageCommittee => PracticeCatalog.Village,
            PartyRelation.SocialMedia => PracticeCatalog.Friends,
            PartyRelation.OwnDebtor => PracticeCatalog.OwnDebtors,
            PartyRelation.EmergencyContact or PartyRelation.Other or null => PracticeCatalog.ThirdParty,
            _ => throw new ArgumentOutOfRangeException(nameof(party)),
        };
    }

    /// <summary>The refusal, or null: 409 <c>party-stopped</c>; 422 <c>heir-by-letter</c>, <c>third-party-by-call</c>, <c>party-purpose</c>.</summary>
    public static RefusedException? Refusal(PartyRecord party, Channel channel, Purpose purpose)
    {
        ArgumentNullException.ThrowIfNull(party);
        if (party.Stopped) return new RefusedException(409, "party-stopped", "This person asked to be left alone. That is final.");
        return (party.Role, channel, purpose) switch
        {
            (Party.Heir, not Channel.Letter, _) or (Party.Heir, _, Purpose.Collection) =>
                new RefusedException(422, "heir-by-letter", "Heirs are written to, as a service or a legal notice, within the estate."),
            (Party.ThirdParty, not Channel.Call, _) => new RefusedException(422, "third-party-by-call", "A third party is called, and asked for a way to reach the debtor; nothing else."),
            (Party.ThirdParty, _, not Purpose.Service) => new RefusedException(422, "party-purpose", "A third party owes nothing: the purpose is Service."),
            _ => null,
        };
    }

    /// <summary>Who stands in for the debtor, so that nobody contacts him in person for a purpose; null: nobody. Beside an heir there is no purpose left.</summary>
    public static PartyRecord? InPlaceOf(IEnumerable<PartyRecord> parties, Purpose purpose) => parties.FirstOrDefault(party => party.Role == Party.Heir || (purpose == Purpose.Collection && StandsIn(party)));

    /// <summary>That he asked to be left alone himself ends nothing of it: somebody says that he no longer has the role.</summary>
    public static bool StandsIn(PartyRecord party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return StandsIn(party.Role);
    }

    public static bool StandsIn(Party role) => role is Party.Guardian or Party.Agent or Party.Heir;

    /// <summary>Whether somebody may say who is a party, and under which numbers.</summary>
    public static bool MaySay(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Is(Roles.Supervisor) || caller.Is(Roles.Legal);
    }

    /// <summary>
    /// Who is a party owes or answers, and may be asked to: that is for somebody to say who answers for it himself, and a third party is never made one by the way. Throws
    /// <see cref="RefusedException"/>: 403 <c>role-required</c>, 422 <c>third-party-stays</c>.
    /// </summary>
    /// <param name="before">The role that he had; null: he is new.</param>
    public static void MayName(Party role, Party? before, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (before == Party.ThirdParty && role != Party.ThirdParty)
            throw new RefusedException(422, "third-party-stays", "A third party stays one: who turns out to be a party is taken down anew, with his role and where it is known from.");
        if (role != before && (before is not null || role != Party.ThirdParty) && !MaySay(caller))
            throw new RefusedException(403, "role-required", $"Who is {role} is for one of the roles {Roles.Supervisor}, {Roles.Legal} to say.");
    }
}
