using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Proof;

namespace Collections.Functions.Legal;

/// <summary>What a dossier takes from the debtor's partition: personal data, which stands in the file alone, and the verdict on each contact.</summary>
/// <param name="Contacts">Of this case, by id.</param>
public sealed record DossierMaterial(DebtorProfile? Debtor, AccountCard? Account, IReadOnlyList<PartyRecord> Parties, IReadOnlyList<ContactRecord> Contacts)
{
    public static DossierMaterial None { get; } = new(null, null, [], []);
}

public sealed class DossierMaterials(DebtorProfiles profiles, AccountCards accounts, DebtorParties parties, DebtorLedgerStore ledger)
{
    public async Task<DossierMaterial> ReadAsync(CaseState state, IEnumerable<Fact> facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        var contacts = new List<ContactRecord>();
        foreach (var contact in facts.Select(ContactProofs.ContactOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await ledger.FindAsync(state.Debtor, contact, cancellation) is { } hold) contacts.Add(hold.Record);
        }

        return new DossierMaterial(
            await profiles.LoadAsync(state.Debtor, cancellation), await accounts.LoadAsync(state.Debtor, state.Account, cancellation),
            [.. (await parties.ListAsync(state.Debtor, cancellation)).Where(party => party.Role != Party.ThirdParty).OrderBy(party => party.Id, StringComparer.Ordinal)], contacts);
    }
}
