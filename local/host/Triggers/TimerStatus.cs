using System.Globalization;

namespace Collections.Local.Host.Triggers;

/// <summary>What is kept in mind of a timer.</summary>
/// <param name="Last">When it last ran; the least value if it never has.</param>
/// <param name="Next">When it is to run next.</param>
/// <param name="LastUpdated">The time from which <paramref name="Next"/> was counted.</param>
internal sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    public bool HasRun => Last != DateTimeOffset.MinValue;

    /// <summary>Of a timer that has not run, or whose schedule has changed since.</summary>
    public static TimerStatus Planned(TimerSchedule schedule, DateTimeOffset from) => new(DateTimeOffset.MinValue, schedule.After(from), from);

    public static TimerStatus Ran(TimerSchedule schedule, DateTimeOffset at) => new(at, schedule.After(at), at);

    public static TimerStatus? Parse(string? text) =>
        text?.Split('|') is [var last, var next, var updated] ? new TimerStatus(Time(last), Time(next), Time(updated)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Last:O}|{Next:O}|{LastUpdated:O}");

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
