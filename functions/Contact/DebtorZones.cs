using System.Collections.Concurrent;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The time zones a debtor may be in. With several, a contact must be lawful in each of them. (R5.2, R9.1)</summary>
public sealed class DebtorZones
{
    private static readonly ConcurrentDictionary<string, WallClock> Known = new(StringComparer.Ordinal);

    private static readonly ZoneMap Map = EmbeddedData.Read<ZoneMap>("zones.json");

    private static readonly Dictionary<string, DebtorZones> Regions =
        Map.Regions.ToDictionary(region => region.Key, region => Named([.. region.Value]), StringComparer.Ordinal);

    public DebtorZones(IReadOnlyList<TimeZoneInfo> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        if (zones.Count == 0) throw new ArgumentException("A debtor is in at least one time zone.", nameof(zones));
        All = zones;
        Clocks = [.. zones.Select(zone => Known.GetOrAdd(zone.Id, static (_, made) => new WallClock(made), zone))];
    }

    public IReadOnlyList<TimeZoneInfo> All { get; }

    /// <summary>The clocks on the wall there, in the same order.</summary>
    public IReadOnlyList<WallClock> Clocks { get; }

    /// <summary>By the IANA names of the zones.</summary>
    public static DebtorZones Named(params IReadOnlyList<string> names) => new([.. names.Select(TimeZoneInfo.FindSystemTimeZoneById)]);

    /// <summary>By region code (GB/T 2260, or ISO 3166-2 elsewhere): the longest prefix that data/zones.json knows; null for a region that it does not.</summary>
    public static DebtorZones? Of(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        var regions = Regions.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = region.Length; length > 0; length--)
        {
            if (regions.TryGetValue(region.AsSpan(0, length), out var zones)) return zones;
        }

        return null;
    }

    private sealed record ZoneMap(IReadOnlyDictionary<string, IReadOnlyList<string>> Regions);
}
