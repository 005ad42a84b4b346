using System.Globalization;
using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Commands;

/// <summary>Business time as <c>--clock</c> writes it: <c>real</c>, or <c>compressed:DAYS_PER_MINUTE[@START]</c> with a bank day or time.</summary>
/// <param name="DaysPerMinute">Null: real time.</param>
/// <param name="Start">Null: not said.</param>
internal sealed record ClockText(double? DaysPerMinute, DateTimeOffset? Start)
{
    public const string Pattern = "real|compressed:DAYS_PER_MINUTE[@START]";

    private const double Fastest = 60;

    private const string Compressed = "compressed:";

    private static readonly string[] StartFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm"];

    public static ClockText Parse(string text)
    {
        if (text == "real") return new ClockText(null, null);
        if (text.StartsWith("virtual", StringComparison.Ordinal)) throw new UsageException("Virtual time is what 'collections replay' runs in; '--clock' is real or compressed.");
        if (!text.StartsWith(Compressed, StringComparison.Ordinal)) throw Unreadable(text);
        var parts = text[Compressed.Length..].Split('@', 2);
        if (!double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) || days is not (> 0 and <= Fastest)) throw Unreadable(text);
        return new ClockText(days, parts.Length == 1 ? null : StartOf(parts[1], text));
    }

    /// <summary>Business time as a host takes it, begun at a time if none is named.</summary>
    public HostClock Of(DateTimeOffset otherwise) => DaysPerMinute is { } days
        ? HostClock.Compressed(Start ?? otherwise, days * TimeSpan.FromDays(1) / TimeSpan.FromMinutes(1))
        : HostClock.Real;

    private static DateTimeOffset StartOf(string start, string text) =>
        DateTime.TryParseExact(start, StartFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? BusinessTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : throw Unreadable(text);

    private static UsageException Unreadable(string text) => new(
        $"'--clock' is real, or compressed: and up to {Fastest} days a minute, from where it is to begin: compressed:1, compressed:0.5@2026-03-01, compressed:10@2026-03-01T06:00. '{text}' is none of them.");
}
