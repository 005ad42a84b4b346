using Collections.Functions.Ingestion;

namespace Collections.Functions.Governance;

/// <summary>
/// For documents that are named by name and version, as <c>cn-default/2</c>: such a name means one content for ever, since cases and their proofs rest on it. The same
/// content may come again. (R5.10)
/// </summary>
public static class OneContent
{
    /// <param name="versionOf">The version that a content gives itself; null when it cannot be read.</param>
    public static async Task<IReadOnlyList<ProfileFault>> FaultsAsync(
        string kind, string name, int version, byte[] json, IDocumentsInForce others, Func<byte[], int?> versionOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(versionOf);
        var hash = GovernedStore.HashOf(json);
        foreach (var before in await others.ApprovedAsync(kind, name, cancellation))
        {
            if (before.Hash != hash && versionOf(before.Json) == version)
                return [new ProfileFault("$.version", FormattableString.Invariant($"{version} was approved with another content: give this one a version of its own"))];
        }

        return [];
    }
}
