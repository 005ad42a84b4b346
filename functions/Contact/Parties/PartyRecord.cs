using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Parties;

/// <summary>How the bank came by a person's data; without a lawful way it is not kept. (CBA guideline 2026, six channels; R2.4)</summary>
public enum PartySource { Contract, LeftByDebtor, DebtorsAuthorisation, LawfulPublicSource, ToldByContact, AuthorisedQuery }

/// <summary>What a third party is to the debtor.</summary>
public enum PartyRelation { EmergencyContact, Spouse, Relative, Colleague, Employer, VillageCommittee, SocialMedia, OwnDebtor, Other }

/// <summary>A person on a debt besides the debtor: personal data, kept in the debtor's partition alone. (Words, R5.5)</summary>
public sealed record PartyRecord
{
    /// <summary>16 hexadecimal digits that reveal nothing.</summary>
    public required string Id { get; init; }

    public required Party Role { get; init; }

    /// <summary>A third party's.</summary>
    public PartyRelation? Relation { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<DebtorPhone> Phones { get; init; } = [];

    public string? Address { get; init; }

    /// <summary>Region code, when it is not the debtor's; tells the time zone.</summary>
    public string? Region { get; init; }

    /// <summary>A third party's own consent to be asked is on file.</summary>
    public bool Consented { get; init; }

    public required PartySource Source { get; init; }

    /// <summary>Asked to be left alone: final, whatever files say later.</summary>
    public bool Stopped { get; init; }
}
