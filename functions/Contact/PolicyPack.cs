using System.Security.Cryptography;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>
/// The law of a place and the bank's own stricter rules, as data. An overlay's rules hold besides those of what it lies over, so it can only tighten. (R5.2)
/// </summary>
public sealed class PolicyPack
{
    private readonly Dictionary<Channel, TimeSpan> reach;

    public PolicyPack(string name, string version, string hash, TimeSpan messageMargin, IReadOnlyList<Purpose> optOutBinds, IReadOnlyList<PackRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (Name, Version, Hash, MessageMargin, OptOutBinds, Rules) = (name, version, hash, messageMargin, optOutBinds, rules);
        if (rules.GroupBy(rule => rule.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"Pack {name} has two rules named '{twice.Key}'.");
        foreach (var rule in rules) Check(rule);
        reach = Enum.GetValues<Channel>().ToDictionary(channel => channel, channel => ReachOver(rules, channel));
    }

    public string Name { get; }

    public string Version { get; }

    /// <summary>SHA-256 over the bytes of the packs it is made of, the lowest first; hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Sending stops so long before a window ends, so that a message arrives within it. (R9.3)</summary>
    public TimeSpan MessageMargin { get; }

    /// <summary>Purposes that an opt-out closes on its channel.</summary>
    public IReadOnlyList<Purpose> OptOutBinds { get; }

    /// <summary>In order of judgement.</summary>
    public IReadOnlyList<PackRule> Rules { get; }

    /// <summary>How far back contacts on a channel still count.</summary>
    public TimeSpan ReachOf(Channel channel) => reach[channel];

    /// <summary>Reads a pack and what it lies over.</summary>
    /// <param name="load">The bytes of a pack by its name.</param>
    public static PolicyPack Load(string name, Func<string, byte[]> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var layers = new List<(PackDocument Document, byte[] Bytes)>();
        for (string? next = name; next is not null; next = layers[0].Document.Over)
        {
            if (layers.Any(layer => layer.Document.Name == next)) throw new InvalidDataException($"Pack {name} lies over itself.");
            var bytes = load(next);
            var document = JsonSerializer.Deserialize<PackDocument>(bytes, CollectionsJson.Options) ?? throw new InvalidDataException($"Pack {next} is empty.");
            layers.Insert(0, (document, bytes));
        }

        var top = layers[^1].Document;
        return new PolicyPack(
            top.Name, top.Version, Convert.ToHexStringLower(SHA256.HashData([.. layers.SelectMany(layer => layer.Bytes)])),
            TimeSpan.FromMinutes(layers.Max(layer => layer.Document.MessageMarginMinutes)),
            [.. layers.SelectMany(layer => layer.Document.OptOutBinds).Distinct()],
            [.. layers.SelectMany(layer => layer.Document.Rules)]);
    }

    private static void Check(PackRule rule)
    {
        var wrong = rule switch
        {
            CounterRule { CalendarDays: null, RollingDays: null } or CounterRule { CalendarDays: not null, RollingDays: not null }
                => "needs either 'calendarDays' or 'rollingDays'",
            CounterRule { Maximum: < 1 } => "needs a 'maximum' of at least 1; what may never happen is not a counter",
            WindowRule { Times.Count: 0 } => "needs 'times'",
            RestRule { After: < 1 } or RestRule { Without: < 1 } => "needs 'after' and 'without' of at least 1",
            _ => null,
        };
        if (wrong is not null) throw new InvalidDataException($"Rule '{rule.Id}' {wrong}.");
    }

    private static TimeSpan ReachOver(IReadOnlyList<PackRule> rules, Channel channel) =>
        rules.Where(rule => rule.BindsChannel(channel)).Select(rule => rule.Reach).Append(TimeSpan.FromDays(1)).Max();

    /// <param name="Over">The pack it tightens.</param>
    private sealed record PackDocument(
        string Name, string Version, string? Over, int MessageMarginMinutes, IReadOnlyList<Purpose> OptOutBinds, IReadOnlyList<PackRule> Rules);
}

/// <summary>The packs at hand, by name.</summary>
public sealed class PolicyCatalog
{
    private readonly Dictionary<string, PolicyPack> packs;

    public PolicyCatalog(IEnumerable<PolicyPack> packs) => this.packs = packs.ToDictionary(pack => pack.Name, StringComparer.Ordinal);

    /// <summary>Those that ship: data/packs/.</summary>
    public static PolicyCatalog Shipped { get; } = new(EmbeddedData.Names("packs")
        .Select(file => PolicyPack.Load(Path.GetFileNameWithoutExtension(file), name => EmbeddedData.Bytes($"packs/{name}.json"))));

    public PolicyPack Get(string name) => packs.TryGetValue(name, out var pack)
        ? pack
        : throw new InvalidOperationException($"There is no policy pack '{name}'; there are: {string.Join(", ", packs.Keys.Order(StringComparer.Ordinal))}.");
}
