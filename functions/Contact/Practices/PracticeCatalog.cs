using System.Collections.Frozen;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Practices;

/// <summary>Where the product refuses a prohibited practice.</summary>
public enum EnforcementPoint
{
    /// <summary>Somebody asks for a contact.</summary>
    Wish,

    /// <summary>A visit is planned.</summary>
    Visit,

    /// <summary>A template is saved, and a text is made of it.</summary>
    Template,

    /// <summary>A note about a contact. It may describe what somebody else did, so it is kept and shown to compliance, and not refused.</summary>
    Note,

    /// <summary>A scorecard is loaded.</summary>
    Factors,

    /// <summary>A file's columns are mapped.</summary>
    Columns,

    /// <summary>Somebody wants to see a debtor's data in full.</summary>
    Reveal,

    /// <summary>A search for a lost debtor is recorded.</summary>
    Search,
}

/// <summary>Something that nobody may do to a debtor, in whatever role. (R5.8)</summary>
/// <param name="Names">By language.</param>
/// <param name="Basis">The law or rule that forbids it.</param>
/// <param name="EnforcedAt">Where it is refused.</param>
public sealed record ProhibitedPractice(
    string Id, IReadOnlyDictionary<string, string> Names, string Basis, IReadOnlyList<EnforcementPoint> EnforcedAt, string Why);

/// <summary>All of them: data/practices.json.</summary>
public static class PracticeCatalog
{
    public const string PublishName = "publish-name";
    public const string ImpersonateBank = "impersonate-bank";
    public const string PrivatePhone = "private-phone";
    public const string TooManyVisitors = "too-many-visitors";
    public const string VisitElsewhere = "visit-elsewhere";
    public const string ThirdParty = "contact-third-party";
    public const string Employer = "contact-employer";
    public const string Relatives = "contact-relatives";
    public const string Colleagues = "contact-colleagues";
    public const string Village = "contact-village";
    public const string Friends = "contact-friends";
    public const string OwnDebtors = "contact-own-debtors";
    public const string Discrimination = "discrimination";
    public const string WithoutPurpose = "query-without-purpose";

    private static readonly FrozenDictionary<string, ProhibitedPractice> Known =
        EmbeddedData.Read<IReadOnlyList<ProhibitedPractice>>("practices.json").ToFrozenDictionary(practice => practice.Id, StringComparer.Ordinal);

    public static IEnumerable<ProhibitedPractice> All => Known.Values.OrderBy(practice => practice.Id, StringComparer.Ordinal);

    /// <summary>Throws when there is no such practice, or when it is not said to be enforced at a point that refuses it.</summary>
    public static ProhibitedPractice Get(string id, EnforcementPoint point) => Known.TryGetValue(id, out var practice) && practice.EnforcedAt.Contains(point)
        ? practice
        : throw new InvalidOperationException($"No prohibited practice '{id}' is enforced at {point}.");
}
