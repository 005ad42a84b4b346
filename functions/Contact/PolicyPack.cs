using Collections.Functions.Cases;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>
/// The law of a place and the bank's own stricter rules, as data. An overlay's rules hold besides those of what it lies over, or in the place of one of the same
/// name that they tighten. (R5.2)
/// </summary>
public sealed class PolicyPack
{
    private readonly TimeSpan[] reach;

    internal PolicyPack(PackDocument top, IReadOnlyList<PackRule> rules, string hash, string? calendar, TimeSpan margin, IReadOnlyList<Purpose> optOutBinds, IReadOnlyList<string> zones)
    {
        (Name, Version, Hash, Calendar, MessageMargin, OptOutBinds, Rules) = (top.Name, top.Version, hash, calendar, margin, optOutBinds, rules);
        Zones = zones.Count > 0 ? DebtorZones.Named(zones) : AnyZones;
        ContactRules = [.. rules.OfType<ContactRule>()];
        reach = [.. Enum.GetValues<Channel>().Select(ReachOver)];
    }

    public string Name { get; }

    public string Version { get; }

    /// <summary>SHA-256 over the bytes of the packs it is made of, the lowest first; hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>How facts name it: <c>bank-cn/2026.1#0123456789ab</c>.</summary>
    public string Reference => $"{Name}/{Version}#{Hash[..12]}";

    /// <summary>Market of the calendar that its rules ask; null: none asks.</summary>
    public string? Calendar { get; }

    /// <summary>Of packs that name none.</summary>
    public static DebtorZones AnyZones { get; } = DebtorZones.Named("Asia/Shanghai");

    /// <summary>Where somebody may be whose region is not known.</summary>
    public DebtorZones Zones { get; }

    /// <summary>Sending stops so long before a window ends, so that a message arrives within it. (R9.3)</summary>
    public TimeSpan MessageMargin { get; }

    /// <summary>Purposes that an opt-out closes on its channel.</summary>
    public IReadOnlyList<Purpose> OptOutBinds { get; }

    /// <summary>All, in order.</summary>
    public IReadOnlyList<PackRule> Rules { get; }

    /// <summary>Those that the gate asks, in order of judgement.</summary>
    public IReadOnlyList<ContactRule> ContactRules { get; }

    /// <summary>How far back contacts on a channel still count.</summary>
    public TimeSpan ReachOf(Channel channel) => reach[(int)channel];

    /// <summary>What a text on a channel for a purpose must say. (R5.4)</summary>
    public IReadOnlySet<MessageElement> ElementsFor(Channel channel, Purpose purpose) =>
        Rules.OfType<MessageElementsRule>().Where(rule => rule.BindsChannel(channel) && rule.BindsPurpose(purpose)).SelectMany(rule => rule.Elements).ToHashSet();

    /// <summary>Whether a rule that binds a contact needs to know the year's holidays.</summary>
    public bool AsksCalendar(IntendedContact intended)
    {
        foreach (var rule in ContactRules)
        {
            if (rule.AsksCalendar && rule.Binds(intended)) return true;
        }

        return false;
    }

    /// <summary>Whether a rule of the pack closes a contact for suspensions of a kind.</summary>
    public bool Suspends(SuspensionKind kind, IntendedContact intended) =>
        ContactRules.Any(rule => rule is SuspendedRule suspended && suspended.Kinds.Contains(kind) && suspended.Binds(intended));

    /// <summary>Years after a case is closed that records of contacts are kept at the least; null: the pack says nothing.</summary>
    public int? RetentionYears => Rules.OfType<RetentionRule>().Select(rule => (int?)rule.Years).Max();

    /// <summary>The strictest clock for complaints, each figure of it; null: the pack says nothing.</summary>
    public ComplaintClockRule? ComplaintClock => Rules.OfType<ComplaintClockRule>().Aggregate((ComplaintClockRule?)null, static (strictest, rule) => strictest is null ? rule : strictest with
    {
        SimpleDays = Math.Min(strictest.SimpleDays, rule.SimpleDays),
        ComplexDays = Math.Min(strictest.ComplexDays, rule.ComplexDays),
        SpecialDays = Math.Min(strictest.SpecialDays, rule.SpecialDays),
    });

    /// <summary>Monthly instalments of a plan at the most; null: the pack says nothing.</summary>
    public int? MaximumInstalments => Rules.OfType<PlanLimitsRule>().Select(rule => (int?)rule.MaximumInstalments).Min();

    /// <summary>How many people make a visit, by all that it says; two or three where it says nothing. (R3.3)</summary>
    public (int Minimum, int Maximum) Visitors =>
        (Rules.OfType<VisitRule>().Select(rule => rule.Minimum).DefaultIfEmpty(2).Max(), Rules.OfType<VisitRule>().Select(rule => rule.Maximum).DefaultIfEmpty(3).Min());

    /// <summary>Reads a pack and what it lies over. Throws <see cref="InvalidDataException"/> with the first problem.</summary>
    /// <param name="load">The bytes of a pack by its name, or null.</param>
    public static PolicyPack Load(string name, Func<string, byte[]?> load) =>
        PackLayers.Read(name, load, out var faults) ?? throw new InvalidDataException($"Pack {name}: {faults[0].Path} {faults[0].Problem}.");

    private TimeSpan ReachOver(Channel channel) => ContactRules.Select(rule => rule.ReachOn(channel)).Append(channel == Channel.Visit ? VisitLimit.Reach : TimeSpan.FromDays(1)).Max();
}

/// <summary>The packs at hand, by name.</summary>
public sealed class PolicyCatalog
{
    private readonly Dictionary<string, PolicyPack> packs;

    public PolicyCatalog(IEnumerable<PolicyPack> packs) => this.packs = packs.ToDictionary(pack => pack.Name, StringComparer.Ordinal);

    /// <summary>Those that ship: data/packs/.</summary>
    public static PolicyCatalog Shipped { get; } = new(EmbeddedData.Names("packs")
        .Select(file => PolicyPack.Load(Path.GetFileNameWithoutExtension(file), Bytes)));

    /// <summary>Names of those that ship.</summary>
    public static IEnumerable<string> Names => EmbeddedData.Names("packs").Select(file => Path.GetFileNameWithoutExtension(file)!);

    /// <summary>The bytes of a pack that ships, or null.</summary>
    public static byte[]? Bytes(string name) => EmbeddedData.Names("packs").Contains($"packs/{name}.json") ? EmbeddedData.Bytes($"packs/{name}.json") : null;

    public PolicyPack Get(string name) => packs.TryGetValue(name, out var pack)
        ? pack
        : throw new InvalidOperationException($"There is no policy pack '{name}'; there are: {string.Join(", ", packs.Keys.Order(StringComparer.Ordinal))}.");
}
