using System.Text.Json;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Risk;

namespace Collections.Functions.Cases.Strategies;

/// <summary>Strategies as governed documents: let in when a case could live by them, with the templates and scorecards in force then. (R5.10)</summary>
public sealed class StrategyKind : IGovernedKind
{
    public const string Strategies = "strategies";

    public string Kind => Strategies;

    public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        var templates = await TemplatesAsync(others, cancellation);
        if (ProfileJson.Read<Strategy>(json, read => read.Faults(templates.GetValueOrDefault), out var faults) is not { } strategy) return faults;
        var problems = new List<ProfileFault>();
        if (strategy.Name != name) problems.Add(new("$.name", "is not the name of the address"));
        if (await others.FindAsync(ScorecardKind.Scorecards, strategy.Scorecard, cancellation) is null) problems.Add(new("$.scorecard", $"there is no scorecard '{strategy.Scorecard}' in force"));
        problems.AddRange(await OneContent.FaultsAsync(Strategies, name, strategy.Version, json, others, static read => Read(read)?.Version, cancellation));
        return problems;
    }

    /// <summary>A strategy as it was once let in; null for what cannot be read. What is asked of a new one by now is not asked of it.</summary>
    public static Strategy? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Strategy>(json, CollectionsJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a name means a strategy in force, or a name with a version one that was once let in.</summary>
    public static async Task<bool> IsThereAsync(string named, IDocumentsInForce others, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(named);
        ArgumentNullException.ThrowIfNull(others);
        var slash = named.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return await others.FindAsync(Strategies, named, cancellation) is not null;
        return (await others.ApprovedAsync(Strategies, named[..slash], cancellation)).Any(document => Read(document.Json)?.Reference == named);
    }

    private static async Task<Dictionary<string, MessageTemplate>> TemplatesAsync(IDocumentsInForce others, CancellationToken cancellation)
    {
        var found = new Dictionary<string, MessageTemplate>(StringComparer.Ordinal);
        foreach (var name in await others.NamesAsync(TemplateKind.Templates, cancellation))
        {
            if (await others.FindAsync(TemplateKind.Templates, name, cancellation) is { } document && TemplateKind.Read(document.Json) is { } template) found[name] = template;
        }

        return found;
    }
}
