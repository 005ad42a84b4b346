using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;

namespace Collections.Functions.SpecialPaths;

/// <summary>Where a lost debtor is searched for: data, in <c>data/search-sources.json</c>.</summary>
/// <param name="Keeps">As what a number or address from there is kept.</param>
/// <param name="Practice">The prohibited practice that a search there would be; null: it is lawful, with purpose and authority. (R5.8)</param>
public sealed record SearchSource(string Source, IReadOnlyDictionary<string, string> Names, PartySource Keeps = PartySource.AuthorisedQuery, string? Practice = null)
{
    private static readonly IReadOnlyList<SearchSource> Known = EmbeddedData.Read<IReadOnlyList<SearchSource>>("search-sources.json");

    public static IReadOnlyList<SearchSource> All => Known;

    public static IEnumerable<string> Lawful => Known.Where(known => known.Practice is null).Select(known => known.Source);

    public static SearchSource? Find(string source) => Known.FirstOrDefault(known => known.Source == source);
}
