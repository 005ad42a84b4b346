using Collections.Functions.Cases;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact.Texts;

/// <summary>Templates as governed documents: let in when they say what any pack in force asks for. (R5.4, R5.10)</summary>
public sealed class TemplateKind : IGovernedKind
{
    public const string Templates = "templates";

    public string Kind => Templates;

    public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, IDocumentsInForce others, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        var packs = await PacksAsync(others, cancellation);
        var faults = TemplateCheck.Faults(json, (channel, purpose) => Asked(packs, channel, purpose));
        if (faults.Count > 0) return [.. faults.Select(fault => new ProfileFault(fault.Path, $"{fault.Problem} ({fault.Code})"))];
        return Read(json)!.Name == name ? [] : [new ProfileFault("$.name", "is not the name of the address")];
    }

    /// <summary>A template as it was let in; null for what cannot be read.</summary>
    public static MessageTemplate? Read(byte[] json) => ProfileJson.Read<MessageTemplate>(json, static _ => [], out _);

    private static HashSet<MessageElement> Asked(List<PolicyPack> packs, Channel channel, Purpose purpose) => [.. packs.SelectMany(pack => pack.ElementsFor(channel, purpose))];

    private static async Task<List<PolicyPack>> PacksAsync(IDocumentsInForce others, CancellationToken cancellation)
    {
        var present = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var pack in await others.NamesAsync(PackKind.Packs, cancellation))
        {
            if (await others.FindAsync(PackKind.Packs, pack, cancellation) is { } document) present[pack] = document.Json;
        }

        return [.. present.Keys.Select(pack => PackLayers.Read(pack, present.GetValueOrDefault, out _)).OfType<PolicyPack>()];
    }
}
