using Collections.Functions.Ingestion;

namespace Collections.Functions.Governance;

/// <summary>A kind of document that is let in by four eyes: policy packs, calendars, templates, strategies, scorecards.</summary>
public interface IGovernedKind
{
    /// <summary>As addresses write it, and the folder of <c>data/</c> with what ships: <c>packs</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// What is wrong with a document under that name, each with its path; empty: it may be let in. What it needs besides itself is read as it is in force when the document is.
    /// </summary>
    Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation);
}

/// <summary>All governed documents as they are in force.</summary>
public interface IDocumentsInForce
{
    /// <summary>The document as it is in force, or null when there is none of that name.</summary>
    ValueTask<GovernedDocument?> FindAsync(string kind, string name, CancellationToken cancellation);

    /// <summary>Names of the documents of a kind, shipped and proposed.</summary>
    Task<IReadOnlyList<string>> NamesAsync(string kind, CancellationToken cancellation);

    /// <summary>What ships of a document and every content that was ever let in, in force or not: oldest first.</summary>
    Task<IReadOnlyList<GovernedDocument>> ApprovedAsync(string kind, string name, CancellationToken cancellation);
}
