using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Cli.Strategies;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Replay;

/// <summary>
/// A strategy that a run tries before it touches a customer: let in as people would let it in, before the first file arrives, for all cases or for a share of them beside the
/// strategy in force. A run that goes on finds it let in. (R7.4)
/// </summary>
internal sealed class WhatIf(string file, decimal? share)
{
    private const string Trial = "what-if";

    private static readonly Caller Proposer = new("what-if-proposer", [Roles.Administrator], Roles.Administrator);

    private static readonly Caller Decider = new("what-if-decider", [Roles.Compliance], Roles.Compliance);

    private readonly Strategy strategy = StrategyFile.Read(file);

    public async Task LetInAsync(LocalHost host, IEnumerable<string> institutions, CancellationToken cancellation)
    {
        var documents = host.Services.GetRequiredService<GovernedDocuments>();
        var before = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var institution in institutions) before[institution] = await PresentAsync(documents, institution, cancellation);
        await LetInAsync(documents, StrategyKind.Strategies, strategy.Name, await File.ReadAllBytesAsync(file, cancellation), cancellation);
        foreach (var (institution, present) in before)
        {
            if (present is null || await documents.FindAsync(ProfileKind.Profiles, institution, cancellation) is not { } document) continue;
            var profile = JsonNode.Parse(document.Json)!.AsObject();
            if ((string?)profile["trial"]?["name"] == Trial) continue;
            Change(profile, present);
            await LetInAsync(documents, ProfileKind.Profiles, institution, Encoding.UTF8.GetBytes(profile.ToJsonString(CollectionsJson.Options)), cancellation);
        }
    }

    private void Change(JsonObject profile, string present)
    {
        profile.Remove("trial");
        if (share is not { } part)
        {
            profile["strategy"] = strategy.Reference;
            return;
        }

        profile["trial"] = new JsonObject
        {
            ["name"] = Trial,
            ["arms"] = new JsonArray(Arm("champion", present, 1 - part), Arm("challenger", strategy.Reference, part)),
        };
    }

    private static JsonObject Arm(string name, string reference, decimal part) => new() { ["name"] = name, ["strategy"] = reference, ["share"] = part };

    /// <summary>The strategy in force for an institution, with its version; null: it has no profile.</summary>
    private static async Task<string?> PresentAsync(GovernedDocuments documents, string institution, CancellationToken cancellation)
    {
        if (await documents.FindAsync(ProfileKind.Profiles, institution, cancellation) is not { } document || ProfileKind.Read(institution, document.Json, out _) is not { } profile) return null;
        if (profile.Strategy.Contains('/', StringComparison.Ordinal)) return profile.Strategy;
        return await documents.FindAsync(StrategyKind.Strategies, profile.Strategy, cancellation) is { } inForce ? StrategyKind.Read(inForce.Json)?.Reference : null;
    }

    private static async Task LetInAsync(GovernedDocuments documents, string kind, string name, byte[] json, CancellationToken cancellation)
    {
        if ((await documents.FindAsync(kind, name, cancellation))?.Hash == GovernedStore.HashOf(json)) return;
        try
        {
            var proposed = await documents.ProposeAsync(kind, name, json, null, Proposer, "what if", cancellation);
            await documents.DecideAsync(kind, name, proposed.Number, true, Decider, null, cancellation);
        }
        catch (RefusedException refused)
        {
            var problems = refused.Extensions.GetValueOrDefault("problems") as IEnumerable<ProfileFault> ?? [];
            throw new InvalidOperationException(string.Join(Environment.NewLine, [refused.Message, .. problems.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{kind}/{name}: {fault.Path} {fault.Problem}"))]));
        }
    }
}
