using System.Globalization;

namespace Collections.Local.Host.Faults;

/// <summary>Reads fault options from a setting or a command line.</summary>
internal static class FaultText
{
    private static readonly string Known = string.Join(
        ", ", FaultKeys.Targets.Concat(FaultKeys.Kinds).Concat(["seed", "burst", "retry-after", "slow", "late"]));

    public static FaultOptions Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == "none") return FaultOptions.None;
        var parts = text.Split(',', StringSplitOptions.TrimEntries).Select(Split).ToList();
        if (parts.GroupBy(part => part.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"Faults: '{twice.Key}' is given twice.");

        // Targets first, so that a kind's own rate stands whatever the order in the text.
        var options = parts.OrderBy(part => part.Key.Contains('.', StringComparison.Ordinal)).Aggregate(FaultOptions.None, Add);
        foreach (var point in Enum.GetValues<FaultPoint>())
        {
            if (FaultKeys.At(point).Sum(options.Rate) > 1.000_001)
                throw new FormatException($"Faults: the rates of {string.Join(", ", FaultKeys.At(point).Select(FaultKeys.KeyOf))} add up to more than 1.");
        }

        return options;
    }

    private static (string Key, string Value) Split(string part) => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var mark
        ? (part[..mark].TrimEnd().ToLowerInvariant(), part[(mark + 1)..].TrimStart())
        : throw new FormatException($"Faults: '{part}' is not key=value; the keys are {Known}.");

    private static FaultOptions Add(FaultOptions options, (string Key, string Value) part) => part.Key switch
    {
        "seed" => options with { Seed = ulong.TryParse(part.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw Wrong(part, "a whole number") },
        "burst" => options with { Burst = (int)Number(part, 1, 1000, "a whole number from 1 to 1000", whole: true) },
        "retry-after" => options with { RetryAfter = Seconds(part) },
        "slow" => options with { Slow = Seconds(part) },
        "late" => options with { Late = Seconds(part) },
        _ when FaultKeys.Kind(part.Key) is { } kind => options.With(kind, Rate(part)),
        _ when FaultKeys.Points(part.Key).Any() => options.With(part.Key, Rate(part)),
        _ => throw new FormatException($"Faults: there is no '{part.Key}'; the keys are {Known}."),
    };

    private static double Rate((string, string) part) => Number(part, 0, 1, "a share from 0 to 1, such as 0.02");

    private static TimeSpan Seconds((string, string) part) => TimeSpan.FromSeconds(Number(part, 0, 864_000, "seconds, up to ten days"));

    private static double Number((string Key, string Value) part, double least, double most, string what, bool whole = false) =>
        double.TryParse(part.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most && (!whole || number == Math.Floor(number))
            ? number
            : throw Wrong(part, what);

    private static FormatException Wrong((string Key, string Value) part, string what) => new($"Faults: '{part.Key}' is {what}, not '{part.Value}'.");
}
