using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact.Stops;

namespace Collections.Functions.Contact;

/// <summary>How an institution names itself to its debtors; from its profile.</summary>
public interface IInstitutionDirectory
{
    /// <summary>Throws when the institution has no profile: no message goes out without its sender.</summary>
    ValueTask<InstitutionCard> GetAsync(string institution, CancellationToken cancellation);

    /// <summary>Whether there is a profile of that code.</summary>
    ValueTask<bool> KnowsAsync(string institution, CancellationToken cancellation);
}

/// <param name="Names">By language (BCP 47).</param>
/// <param name="Pack">Policy pack that binds its contacts; null: the application's.</param>
/// <param name="Shadow">Cases that are only practised on; null: none.</param>
/// <param name="Strategy">Strategy that works its cases: a name, in the version in force, or a name and a version; null: cases keep what they have.</param>
/// <param name="DebtorPage">Where links lead; null: to the pay page.</param>
/// <param name="Trial">Strategies that are tried against each other; null: none.</param>
public sealed record InstitutionCard(IReadOnlyDictionary<string, string> Names, string Hotline, string PayLink, string? Pack = null, ShadowMode? Shadow = null, string? Strategy = null, StrategyTrial? Trial = null, string? DebtorPage = null)
{
    public string NameIn(string language) => Names.TryGetValue(language, out var name) ? name : Names.Values.First();
}
