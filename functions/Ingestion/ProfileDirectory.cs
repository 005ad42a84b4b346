using Collections.Functions.Contact;

namespace Collections.Functions.Ingestion;

/// <summary>How an institution names itself to its debtors, from its profile.</summary>
public sealed class ProfileDirectory(InstitutionProfiles profiles) : IInstitutionDirectory
{
    public async ValueTask<InstitutionCard> GetAsync(string institution, CancellationToken cancellation)
    {
        var profile = await profiles.GetAsync(institution, cancellation);
        return new InstitutionCard(profile.Names, profile.Hotline, profile.PayLink, profile.Pack, profile.Shadow, profile.Strategy, profile.Trial, profile.DebtorPage);
    }

    public async ValueTask<bool> KnowsAsync(string institution, CancellationToken cancellation) =>
        (await profiles.FindAsync(institution, cancellation)).Code is not ("unknown-institution" or "no-profile");
}
