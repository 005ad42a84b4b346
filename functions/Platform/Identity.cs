namespace Collections.Functions.Platform;

/// <summary>A person as his token or principal names him, before any endpoint is asked for.</summary>
/// <param name="Roles">Only roles that exist here; anything else that the directory says is left out.</param>
/// <param name="Agency">Code of the agency that he works for; null: the bank, or an agency that nobody has named.</param>
public sealed record Identity(string Id, IReadOnlyList<string> Roles, string? Agency = null)
{
    /// <summary>Whether the token of an agency's person names roles of the bank besides.</summary>
    public bool PosesAsBank { get; init; }

    /// <summary>An agency's people have no other role, whatever their token says. (R3.8, R6.1)</summary>
    /// <remarks>Null when the id cannot stand in a fact: missing, too long, or with the separator of <see cref="Caller.By"/>.</remarks>
    public static Identity? Of(string? id, IEnumerable<string> roles, string? agency = null)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > 100 || id.Any(c => char.IsControl(c) || c == '/')) return null;
        var claimed = roles.ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> known = [.. Platform.Roles.All.Where(claimed.Contains)];
        var isAgencys = known.Contains(Platform.Roles.Agency) || !string.IsNullOrWhiteSpace(agency);
        if (!isAgencys) return new Identity(id, known);
        IReadOnlyList<string> own = [.. known.Where(role => role == Platform.Roles.Agency)];
        return new Identity(id, own, string.IsNullOrWhiteSpace(agency) ? null : agency) { PosesAsBank = own.Count < known.Count };
    }
}
