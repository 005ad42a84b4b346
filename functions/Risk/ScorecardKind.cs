using System.Text.Json;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Risk;

/// <summary>Scorecards as governed documents: what nobody may be treated by is refused by name, and what would score anybody by accident too. (R2.2, R5.10)</summary>
public sealed class ScorecardKind : IGovernedKind
{
    public const string Scorecards = "scorecards";

    public string Kind => Scorecards;

    public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation) => Read(name, json, out var faults) is { } card
        ? await OneContent.FaultsAsync(Scorecards, name, card.Version, json, others, read => Read(name, read, out _)?.Version, cancellation)
        : faults;

    /// <summary>The scorecard, or null with what is wrong with it.</summary>
    public static Scorecard? Read(string name, byte[] json, out IReadOnlyList<ProfileFault> faults)
    {
        faults = [.. Prohibited(json)];
        if (faults.Count > 0) return null;
        var card = ProfileJson.Read<Scorecard>(json, ScorecardFaults.Of, out faults);
        if (card is null || card.Name == name) return card;
        faults = [new ProfileFault("$.name", "is not the name of the address")];
        return null;
    }

    /// <summary>Looked for before anything else is read: a scorecard with such a factor is none.</summary>
    private static List<ProfileFault> Prohibited(byte[] json)
    {
        var found = new List<ProfileFault>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("factors", out var factors) || factors.ValueKind != JsonValueKind.Array) return found;
            foreach (var (at, factor) in factors.EnumerateArray().Index())
            {
                if (factor.ValueKind == JsonValueKind.Object && factor.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && ProtectedTraits.IsFactor(name.GetString()!))
                    found.Add(new ProfileFault(ScorecardFaults.Text($"$.factors[{at}].name"), $"'{name.GetString()}' is nobody's factor ({PracticeCatalog.Discrimination})"));
            }
        }
        catch (JsonException)
        {
            // What is no JSON is told where it is read.
        }

        return found;
    }
}
