namespace Collections.Functions.Platform;

/// <summary>A person as his token or principal names him, before any endpoint is asked for.</summary>
/// <param name="Roles">Only roles that exist here; anything else that the directory says is left out.</param>
/// <param name="Agency">Code of the agency that he works for; null: the bank.</param>
public sealed record Identity(string Id, IReadOnlyList<string> Roles, string? Agency = null)
{
    /// <summary>Null when the id cannot stand in a fact: missing, too long, or with the separator of <see cref="Caller.By"/>.</summary>
    public static Identity? Of(string? id, IEnumerable<string> roles, string? agency = null)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > 100 || id.Any(c => char.IsControl(c) || c == '/')) return null;
        var claimed = roles.ToHashSet(StringComparer.Ordinal);
        return new Identity(id, [.. Platform.Roles.All.Where(claimed.Contains)], string.IsNullOrWhiteSpace(agency) ? null : agency);
    }
}
