using System.Collections.Frozen;

namespace Collections.Local.Host.Faults;

/// <summary>The names of kinds and targets in text.</summary>
internal static class FaultKeys
{
    private static readonly FrozenDictionary<string, FaultKind> ByKey = Enum.GetValues<FaultKind>().ToFrozenDictionary(KeyOf, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Targets { get; } = ByKey.Keys.Select(key => key.Split('.')[0]).Distinct();

    public static IEnumerable<string> Kinds => Enum.GetValues<FaultKind>().Select(KeyOf);

    /// <summary><c>target.kind</c>: the enumeration's two words.</summary>
    public static string KeyOf(FaultKind kind)
    {
        var name = kind.ToString();
        var second = name.AsSpan(1).IndexOfAnyInRange('A', 'Z') + 1;
        return $"{name[..second]}.{name[second..]}".ToLowerInvariant();
    }

    public static FaultPoint PointOf(FaultKind kind) => kind switch
    {
        <= FaultKind.StorageSlow => FaultPoint.Storage,
        <= FaultKind.BusLate => FaultPoint.BusSend,
        <= FaultKind.BusTwice => FaultPoint.BusDelivery,
        <= FaultKind.SmsSlow => FaultPoint.SmsCall,
        _ => FaultPoint.SmsReport,
    };

    public static FaultKind? Kind(string key) => ByKey.TryGetValue(key, out var kind) ? kind : null;

    /// <summary>The kinds at a point, in the order of their numbers.</summary>
    public static IEnumerable<FaultKind> At(FaultPoint point) => Enum.GetValues<FaultKind>().Where(kind => PointOf(kind) == point);

    /// <summary>The points of a target such as <c>bus</c>; none if there is no such target.</summary>
    public static IEnumerable<FaultPoint> Points(string target) =>
        Enum.GetValues<FaultPoint>().Where(point => KeyOf(At(point).First()).StartsWith(target + ".", StringComparison.OrdinalIgnoreCase));
}
