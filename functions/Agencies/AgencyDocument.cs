using Collections.Functions.Cases;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Agencies;

/// <summary>The agencies that an institution may place cases with: a governed document under the institution's code. (R3.8)</summary>
public sealed record AgencyDocument
{
    public required string Institution { get; init; }

    public required IReadOnlyList<Agency> Agencies { get; init; }

    public Agency? Find(string id) => Agencies.FirstOrDefault(agency => agency.Id == id);

    /// <summary>The document, or null with what is wrong with it.</summary>
    public static AgencyDocument? Read(string institution, byte[] json, out IReadOnlyList<ProfileFault> faults)
    {
        var document = ProfileJson.Read<AgencyDocument>(json, static read => AgencyFaults.Of(read), out faults);
        if (document is null || document.Institution == institution) return document;
        faults = [new ProfileFault("$.institution", "is not the institution of the address")];
        return null;
    }
}

/// <summary>One agency with its terms.</summary>
public sealed record Agency
{
    /// <summary>Code, as tokens of its people carry it.</summary>
    public required string Id { get; init; }

    /// <summary>As debtors know it, by language.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>Beginnings of region codes; empty: everywhere.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Its share of what is paid while a case is placed, 0.25 = a quarter.</summary>
    public required decimal FeeShare { get; init; }

    /// <summary>Calendar days of a placement.</summary>
    public required int TermDays { get; init; }

    /// <summary>Calendar days from the notice to the debtor to the placement.</summary>
    public required int NoticeDays { get; init; }

    /// <summary>Cases that it may have at a time; null: no limit.</summary>
    public int? MostCases { get; init; }

    /// <summary>Largest overdue amount of a case, as the strategy's thresholds count it; null: no limit.</summary>
    public decimal? MostAmount { get; init; }

    /// <summary>Where the agency's system is reached, for the bank's people: never used by the program.</summary>
    public string? Contact { get; init; }

    /// <summary>Why a case is not for it; null: it may have it.</summary>
    public string? Unfit(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        return Products.Count > 0 && !Products.Contains(state.Product) ? $"It takes no {state.Product}."
            : Regions.Count > 0 && !Regions.Any(region => state.Region.StartsWith(region, StringComparison.Ordinal)) ? $"It does not work in region {state.Region}."
            : Languages.Count > 0 && !Languages.Contains(state.Language) ? $"Its people do not speak {state.Language}."
            : view.Amount > MostAmount ? "The case is too large for it."
            : null;
    }
}

internal static class AgencyFaults
{
    private const int LongestTerm = 365;

    public static IEnumerable<ProfileFault> Of(AgencyDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Agencies.Count; i++)
        {
            var (agency, path) = (document.Agencies[i], $"$.agencies[{i}]");
            if (!IsCode(agency.Id)) yield return new($"{path}.id", "is 1 to 32 letters, digits, - and _");
            else if (!seen.Add(agency.Id)) yield return new($"{path}.id", "stands here twice");
            if (agency.Names.Count == 0 || agency.Names.Any(name => string.IsNullOrWhiteSpace(name.Value) || name.Value.Length > 60)) yield return new($"{path}.names", "has a name of up to 60 characters in one language or more");
            if (agency.FeeShare is < 0 or > 0.6m) yield return new($"{path}.feeShare", "is a share from 0 to 0.6");
            if (agency.TermDays is < 1 or > LongestTerm) yield return new($"{path}.termDays", $"is 1 to {LongestTerm} days");
            if (agency.NoticeDays is < 1 or > 60) yield return new($"{path}.noticeDays", "is 1 to 60 days: the debtor is told before");
            if (agency.MostCases < 1) yield return new($"{path}.mostCases", "is at least 1");
            if (agency.MostAmount <= 0) yield return new($"{path}.mostAmount", "is more than 0");
        }
    }

    public static bool IsCode(string text) => text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

/// <summary>Agencies as governed documents, let in by four eyes. (R3.8, R5.10)</summary>
public sealed class AgencyKind : IGovernedKind
{
    public const string Agencies = "agencies";

    public string Kind => Agencies;

    public Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        AgencyDocument.Read(name, json, out var faults);
        return Task.FromResult(faults);
    }
}

/// <summary>The agencies in force.</summary>
public sealed class AgencyBook(GovernedDocuments documents)
{
    public async ValueTask<AgencyDocument?> ForAsync(string institution, CancellationToken cancellation) =>
        await documents.FindAsync(AgencyKind.Agencies, institution, cancellation) is { } document ? AgencyDocument.Read(institution, document.Json, out _) : null;

    /// <summary>Institutions that have agencies, or had.</summary>
    public Task<IReadOnlyList<string>> InstitutionsAsync(CancellationToken cancellation) => documents.NamesAsync(AgencyKind.Agencies, cancellation);

    /// <summary>Whether any institution has an agency of that code.</summary>
    public async Task<bool> KnowsAsync(string agency, CancellationToken cancellation)
    {
        foreach (var institution in await InstitutionsAsync(cancellation))
        {
            if ((await ForAsync(institution, cancellation))?.Find(agency) is not null) return true;
        }

        return false;
    }
}
