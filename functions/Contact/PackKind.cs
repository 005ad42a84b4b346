using System.Text.Json;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact;

/// <summary>Policy packs as governed documents. A pack is let in only if those that lie over it still only tighten it. (R5.2, R5.10)</summary>
public sealed class PackKind : IGovernedKind
{
    public const string Packs = "packs";

    public string Kind => Packs;

    public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        var present = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var other in await others.NamesAsync(Packs, cancellation))
        {
            if (await others.FindAsync(Packs, other, cancellation) is { } document) present[other] = document.Json;
        }

        present[name] = json;
        if (PackLayers.Read(name, present.GetValueOrDefault, out var faults) is not { } pack) return faults;
        var problems = new List<ProfileFault>();
        if (pack.Calendar is { } market && await others.FindAsync(CalendarKind.Calendars, market, cancellation) is null)
            problems.Add(new("$.calendar", $"there is no calendar '{market}'"));
        foreach (var over in present.Keys.Where(other => other != name && LiesOver(other, name, present)))
        {
            if (PackLayers.Read(over, present.GetValueOrDefault, out var above) is null) problems.Add(new("$", $"'{over}', which lies over it, would no longer do: {above[0].Path} {above[0].Problem}"));
        }

        return problems;
    }

    /// <summary>Name of the pack that a pack lies over, or null. Throws <see cref="JsonException"/> for what is no JSON.</summary>
    public static string? OverOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("over", out var over) ? over.GetString() : null;
    }

    private static bool LiesOver(string pack, string name, Dictionary<string, byte[]> present)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = OverOf(present[pack]); next is not null && seen.Add(next) && present.TryGetValue(next, out var json); next = OverOf(json))
        {
            if (next == name) return true;
        }

        return false;
    }
}
