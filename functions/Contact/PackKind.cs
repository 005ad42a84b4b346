using System.Text.Json;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact;

/// <summary>Policy packs as governed documents. (R5.10)</summary>
public sealed class PackKind : IGovernedKind
{
    public const string Packs = "packs";

    public string Kind => Packs;

    public async Task<IReadOnlyList<ProfileFault>> FaultsAsync(string name, byte[] json, Func<string, string, Task<byte[]?>> others, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(others);
        var layers = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [name] = json };
        try
        {
            for (var over = OverOf(json); over is not null && !layers.ContainsKey(over); over = OverOf(layers[over]))
                layers[over] = await others(Packs, over) ?? throw new InvalidDataException($"there is no pack '{over}' to lie over");
            var pack = PolicyPack.Load(name, layer => layers[layer]);
            return pack.Name == name ? [] : [new ProfileFault("$.name", "is not the name of the address")];
        }
        catch (JsonException e)
        {
            return [new ProfileFault(e.Path ?? "$", e.Message)];
        }
        catch (InvalidDataException e)
        {
            return [new ProfileFault("$", e.Message)];
        }
    }

    /// <summary>Name of the pack that a pack lies over, or null.</summary>
    public static string? OverOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("over", out var over) ? over.GetString() : null;
    }
}
