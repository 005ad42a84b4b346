using System.Security.Cryptography;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact;

/// <summary>Puts a pack together with what it lies over, and refuses an overlay that loosens anything, naming the rule. (R5.2)</summary>
public static class PackLayers
{
    internal const int Deepest = 8;

    /// <summary>The pack, or null with what is wrong: each problem with its path in the document of that name.</summary>
    /// <param name="load">The bytes of a pack by its name, or null.</param>
    public static PolicyPack? Read(string name, Func<string, byte[]?> load, out IReadOnlyList<ProfileFault> faults)
    {
        ArgumentNullException.ThrowIfNull(load);
        var layers = new List<(PackDocument Document, byte[] Bytes)>();
        for (string? next = name; next is not null; next = layers[^1].Document.Over)
        {
            if (layers.Any(layer => layer.Document.Name == next) || layers.Count == Deepest) return Wrong("$.over", "goes round in a circle, or too deep", out faults);
            if (load(next) is not { } bytes) return Wrong(layers.Count == 0 ? "$" : "$.over", $"there is no pack '{next}'", out faults);
            var document = ProfileJson.Read<PackDocument>(bytes, static read => read.Faults(), out faults);
            if (document is null) return layers.Count == 0 ? null : Wrong("$.over", $"pack '{next}' cannot be used: {faults[0].Path} {faults[0].Problem}", out faults);
            if (document.Name != next) return Wrong(layers.Count == 0 ? "$.name" : "$.over", $"the pack at hand is named '{document.Name}', not '{next}'", out faults);
            layers.Add((document, bytes));
        }

        layers.Reverse();
        var problems = new List<ProfileFault>();
        var lowest = layers[0].Document;
        var (rules, calendar, margin, optOut, zones) = (lowest.Rules.ToList(), lowest.Calendar, lowest.MessageMarginMinutes ?? 0, lowest.OptOutBinds ?? [], lowest.Zones ?? []);
        foreach (var (over, _) in layers.Skip(1))
        {
            if (over.Calendar is { } other && calendar is not null && other != calendar) problems.Add(new("$.calendar", $"is not the calendar of what it lies over, '{calendar}'"));
            if (over.MessageMarginMinutes < margin) problems.Add(new("$.messageMarginMinutes", $"loosens: it is less than {margin}"));
            if (over.OptOutBinds is { } binds && optOut.Except(binds).Any()) problems.Add(new("$.optOutBinds", $"loosens: it leaves out {string.Join(", ", optOut.Except(binds))}"));
            if (over.Zones is { } where && zones.Except(where).Any()) problems.Add(new("$.zones", $"loosens: it leaves out {string.Join(", ", zones.Except(where))}"));
            (calendar, margin, optOut) = (calendar ?? over.Calendar, Math.Max(margin, over.MessageMarginMinutes ?? 0), [.. optOut.Union(over.OptOutBinds ?? [])]);
            zones = over.Zones ?? zones;
            Lay(over, rules, problems);
        }

        if (calendar is null && rules.OfType<ContactRule>().FirstOrDefault(rule => rule.AsksCalendar) is { } asks)
            problems.Add(new("$.calendar", $"is needed: rule '{asks.Id}' asks which days are holidays"));
        faults = problems;
        if (problems.Count > 0) return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. layers.SelectMany(layer => layer.Bytes)]));
        return new PolicyPack(layers[^1].Document, rules, hash, calendar, TimeSpan.FromMinutes(margin), optOut, zones);
    }

    /// <summary>A rule of the same name takes the place of the one below if it only tightens it; all others come behind.</summary>
    private static void Lay(PackDocument over, List<PackRule> rules, List<ProfileFault> problems)
    {
        for (var i = 0; i < over.Rules.Count; i++)
        {
            var rule = over.Rules[i];
            var below = rules.FindIndex(known => known.Id == rule.Id);
            if (below < 0) rules.Add(rule);
            else if (rules[below].LoosenedBy(rule) is { } why) problems.Add(new(PackDocument.PathOf(i), $"'{rule.Id}' loosens what it lies over: {why}"));
            else rules[below] = rule;
        }
    }

    private static PolicyPack? Wrong(string path, string problem, out IReadOnlyList<ProfileFault> faults)
    {
        faults = [new ProfileFault(path, problem)];
        return null;
    }
}
