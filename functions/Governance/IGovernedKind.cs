using Collections.Functions.Ingestion;

namespace Collections.Functions.Governance;

/// <summary>A kind of document that is let in by four eyes: policy packs, calendars, templates.</summary>
public interface IGovernedKind
{
    /// <summary>As addresses write it, and the folder of <c>data/</c> with what ships: <c>packs</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// What is wrong with a document under that name, each with its path; empty: it may be let in. What it needs besides itself is read as it is in force.
    /// </summary>
    /// <param name="others">The bytes of another document of a kind, or null.</param>
    Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, Func<string, string, Task<byte[]?>> others, CancellationToken cancellation);
}
