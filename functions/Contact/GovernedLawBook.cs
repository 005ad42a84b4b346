using System.Collections.Concurrent;
using System.Text.Json;
using Collections.Functions.Governance;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>
/// The law by institution: the pack that its profile names, in the version in force, with what it lies over. Every law that was ever in force stays readable
/// by its hash, so that an old verdict can be judged again.
/// </summary>
/// <param name="fallback">Pack of institutions whose profile names none.</param>
public sealed class GovernedLawBook(GovernedDocuments documents, GovernedStore store, IInstitutionDirectory institutions, string fallback) : ILawBook
{
    private const string Laws = "laws";

    private readonly ConcurrentDictionary<string, PolicyPack> packs = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, PolicyPack> byHash = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, WorkingCalendar> calendars = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, WorkingCalendar> earlier = new(StringComparer.Ordinal);

    public async ValueTask<Law> ForAsync(string institution, CancellationToken cancellation)
    {
        var name = (await institutions.GetAsync(institution, cancellation)).Pack ?? fallback;
        try
        {
            var layers = await LayersAsync(name, cancellation);
            var key = string.Concat(layers.Select(layer => layer.Hash));
            if (!packs.TryGetValue(key, out var pack)) packs[key] = pack = await EnterAsync(layers, cancellation);
            return new Law(pack, await CalendarAsync(pack.Calendar, cancellation));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or InvalidDataException or JsonException)
        {
            throw new UnusableException(name, $"The policy pack '{name}' cannot be used: {wrong.Message}", wrong);
        }
    }

    public async ValueTask<Law?> AsOfAsync(string packHash, string? calendar, CancellationToken cancellation)
    {
        if (byHash.TryGetValue(packHash, out var known)) return new Law(known, await CalendarAsOfAsync(known.Calendar, calendar, cancellation));
        if (!GovernedDocuments.IsName(packHash) || await store.ContentAsync(Laws, Laws, packHash, cancellation) is not { } json) return null;
        var layers = new List<GovernedDocument>();
        foreach (var layer in JsonSerializer.Deserialize<IReadOnlyList<Layer>>(json, CollectionsJson.Options)!)
        {
            var content = await store.ContentAsync(PackKind.Packs, layer.Name, layer.Hash, cancellation) ?? throw new InvalidOperationException($"Pack {layer.Name} of hash {layer.Hash} is gone.");
            layers.Add(new GovernedDocument(layer.Name, 0, layer.Hash, content));
        }

        var pack = byHash[packHash] = PackOf(layers);
        return new Law(pack, await CalendarAsOfAsync(pack.Calendar, calendar, cancellation));
    }

    /// <summary>As a verdict was made by it: what became a holiday since was none.</summary>
    private async ValueTask<WorkingCalendar> CalendarAsOfAsync(string? market, string? reference, CancellationToken cancellation)
    {
        var present = await CalendarAsync(market, cancellation);
        if (market is null || reference is null || reference == present.Reference) return present;
        if (earlier.TryGetValue(reference, out var known)) return known;
        if (await store.ContentAsync(Laws, CalendarKind.Calendars, IdOf(reference), cancellation) is not { } json || CalendarDocument.Read(market, json, out _) is not { } document) return present;
        return earlier[reference] = new WorkingCalendar(document, GovernedStore.HashOf(json));
    }

    private static string IdOf(string reference) => reference.Replace('#', '-');

    /// <summary>As it is in force. One that this process sees for the first time is kept before anything is judged by it.</summary>
    private async ValueTask<WorkingCalendar> CalendarAsync(string? market, CancellationToken cancellation)
    {
        if (market is null) return WorkingCalendar.Weekends;
        var document = await documents.FindAsync(CalendarKind.Calendars, market, cancellation) ?? throw new InvalidOperationException($"There is no calendar '{market}'.");
        if (calendars.TryGetValue(document.Hash, out var known)) return known;
        var read = CalendarDocument.Read(market, document.Json, out var faults) ?? throw new InvalidOperationException($"Calendar '{market}' cannot be used: {faults[0].Path} {faults[0].Problem}.");
        var calendar = new WorkingCalendar(read, document.Hash);
        await store.KeepAsAsync(Laws, CalendarKind.Calendars, IdOf(calendar.Reference), document.Json, cancellation);
        return calendars[document.Hash] = calendar;
    }

    /// <summary>The pack on top first.</summary>
    private async ValueTask<List<GovernedDocument>> LayersAsync(string pack, CancellationToken cancellation)
    {
        var layers = new List<GovernedDocument>();
        for (var next = pack; next is not null; next = PackKind.OverOf(layers[^1].Json))
        {
            if (layers.Count == PackLayers.Deepest || layers.Any(layer => layer.Name == next)) throw new InvalidOperationException($"Policy pack '{pack}' lies over itself, or too deep.");
            layers.Add(await documents.FindAsync(PackKind.Packs, next, cancellation) ?? throw new InvalidOperationException($"There is no policy pack '{next}'."));
        }

        return layers;
    }

    /// <summary>A law that this process sees for the first time is kept before anything is judged by it.</summary>
    private async Task<PolicyPack> EnterAsync(List<GovernedDocument> layers, CancellationToken cancellation)
    {
        var pack = PackOf(layers);
        foreach (var layer in layers) await store.KeepAsync(PackKind.Packs, layer.Name, layer.Json, cancellation);
        var made = JsonSerializer.SerializeToUtf8Bytes(layers.Select(layer => new Layer(layer.Name, layer.Hash)).ToList(), CollectionsJson.Options);
        await store.KeepAsAsync(Laws, Laws, pack.Hash, made, cancellation);
        return byHash[pack.Hash] = pack;
    }

    private static PolicyPack PackOf(List<GovernedDocument> layers)
    {
        var bytes = layers.ToDictionary(layer => layer.Name, layer => layer.Json, StringComparer.Ordinal);
        return PolicyPack.Load(layers[0].Name, bytes.GetValueOrDefault);
    }

    private sealed record Layer(string Name, string Hash);
}
